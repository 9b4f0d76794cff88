using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Evaluates the loss of each row, weighted by row and class, with its gradient, and the predictions. Not thread-safe.</summary>
internal sealed class LossEvaluator
{
    private readonly Loss _loss;
    private readonly Activation? _fusedActivation;
    private readonly int _outputs;
    private readonly float[] _row, _gradient, _lanes;
    private readonly IReadOnlyDictionary<int, double>? _classWeights;

    /// <param name="loss">The loss function.</param>
    /// <param name="fusedActivation">The last activation, if the net omits it and the loss is computed from logits; otherwise null.</param>
    /// <param name="outputs">The net's outputs per row.</param>
    /// <param name="classWeights">Weight of the rows of each class; 1 for classes not listed.</param>
    public LossEvaluator(Loss loss, Activation? fusedActivation, int outputs, IReadOnlyDictionary<int, double>? classWeights)
    {
        (_loss, _fusedActivation, _outputs, _classWeights) = (loss, fusedActivation, outputs, classWeights);
        (_row, _gradient, _lanes) = (new float[outputs], new float[outputs], new float[outputs * Tile.Lanes]);
    }

    /// <summary>
    /// Evaluates the outputs of one pass: writes the weighted losses of its rows, tile by tile, and predictions and gradients.
    /// </summary>
    /// <param name="output">Outputs, <c>[tile][output][lane]</c>; logits if the last activation is fused.</param>
    /// <param name="targets">Targets, rows × <paramref name="targetColumns"/>, row-major.</param>
    /// <param name="targetColumns">Targets per row.</param>
    /// <param name="predictions">Predictions after the last activation, rows × outputs, row-major; written.</param>
    /// <param name="gradient">Gradient of <paramref name="scale"/> × the sum, laid out as <paramref name="output"/>, 0 in lanes without a
    /// row; written. Empty if not needed.</param>
    /// <param name="scale">Factor on the gradient: 1 / rows of the batch.</param>
    /// <param name="tileSums">Losses of each tile; written. Added up in their order, they do not depend on the tiles per pass.</param>
    /// <param name="weights">Weight of each row, which multiplies that of its class; empty where all rows count alike.</param>
    public void Evaluate(
        ReadOnlySpan<float> output,
        ReadOnlySpan<float> targets,
        int targetColumns,
        Span<float> predictions,
        Span<float> gradient,
        float scale,
        Span<double> tileSums,
        ReadOnlySpan<float> weights = default)
    {
        gradient.Clear();
        tileSums.Clear();
        int rows = predictions.Length / _outputs;
        for (int row = 0; row < rows; row++)
        {
            int lane = ((row / Tile.Lanes) * _outputs * Tile.Lanes) + (row % Tile.Lanes);
            for (int o = 0; o < _outputs; o++)
            {
                _row[o] = output[lane + (o * Tile.Lanes)];
            }

            var target = targets.Slice(row * targetColumns, targetColumns);
            Span<float> rowGradient = gradient.IsEmpty ? [] : _gradient;
            float loss = _fusedActivation is null
                ? _loss.Evaluate(target, _row, rowGradient)
                : _loss.EvaluateLogits(target, _row, rowGradient);
            float weight = weights.IsEmpty ? WeightOf(target) : WeightOf(target) * weights[row];
            tileSums[row / Tile.Lanes] += loss * weight;
            for (int o = 0; o < rowGradient.Length; o++)
            {
                gradient[lane + (o * Tile.Lanes)] = rowGradient[o] * weight * scale;
            }
        }

        Predict(output, predictions);
    }

    /// <summary>Writes the predictions of one pass after the last activation, rows × outputs, row-major.</summary>
    public void Predict(ReadOnlySpan<float> output, Span<float> predictions)
    {
        int rows = predictions.Length / _outputs;
        for (int first = 0; first < rows; first += Tile.Lanes)
        {
            var tile = output.Slice(first * _outputs, _outputs * Tile.Lanes);
            if (_fusedActivation is not null)
            {
                _fusedActivation.Forward(tile, _lanes, _outputs);
                tile = _lanes;
            }

            for (int row = first; row < Math.Min(first + Tile.Lanes, rows); row++)
            {
                for (int o = 0; o < _outputs; o++)
                {
                    predictions[(row * _outputs) + o] = tile[(o * Tile.Lanes) + row - first];
                }
            }
        }
    }

    private float WeightOf(ReadOnlySpan<float> target)
    {
        if (_classWeights is null)
        {
            return 1;
        }

        int label = Rows.TrueClass(target, int.MaxValue);
        return _classWeights.TryGetValue(label, out double weight) ? (float)weight : 1;
    }
}

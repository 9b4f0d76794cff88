namespace Trimtab.Networks.Engine;

/// <summary>What a training minimises: the loss of each row through the net's last activation, weighted by class, plus penalties. Not thread-safe.</summary>
internal sealed class Objective
{
    private readonly Loss _loss;
    private readonly Activation? _fused;
    private readonly int _outputs;
    private readonly float[] _row, _gradient, _lanes;
    private readonly IReadOnlyDictionary<int, double>? _classWeights;

    /// <param name="loss">The loss.</param>
    /// <param name="fused">The last activation, where the loss is computed through it and the net leaves it out; or null.</param>
    /// <param name="outputs">The net's outputs per row.</param>
    /// <param name="classWeights">A factor per class; classes not named count 1.</param>
    public Objective(Loss loss, Activation? fused, int outputs, IReadOnlyDictionary<int, double>? classWeights)
    {
        (_loss, _fused, _outputs, _classWeights) = (loss, fused, outputs, classWeights);
        (_row, _gradient, _lanes) = (new float[outputs], new float[outputs], new float[outputs * Tile.Lanes]);
    }

    /// <summary>Judges the outputs of one pass: adds the rows' weighted losses, tile by tile, and writes predictions and gradients.</summary>
    /// <param name="output">[tile][output][lane]: before the last activation where it is fused.</param>
    /// <param name="targets">rows × targets, row-major.</param>
    /// <param name="targetColumns">Targets per row.</param>
    /// <param name="predictions">rows × outputs, written: after the last activation.</param>
    /// <param name="gradient">Like <paramref name="output"/>, written: of the sum × <paramref name="scale"/>, 0 in lanes without a row; or empty.</param>
    /// <param name="scale">1 / rows of the batch.</param>
    /// <param name="sum">What is added to; the same however many tiles a pass has.</param>
    public void Judge(
        ReadOnlySpan<float> output, ReadOnlySpan<float> targets, int targetColumns, Span<float> predictions, Span<float> gradient, float scale, ref double sum)
    {
        gradient.Clear();
        double tileSum = 0;
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
            float loss = _fused is null ? _loss.Evaluate(target, _row, rowGradient) : _loss.EvaluateLogits(target, _row, rowGradient);
            float weight = WeightOf(target);
            tileSum += loss * weight;
            if (row % Tile.Lanes == Tile.Lanes - 1 || row == rows - 1)
            {
                (sum, tileSum) = (sum + tileSum, 0);
            }

            for (int o = 0; o < rowGradient.Length; o++)
            {
                gradient[lane + (o * Tile.Lanes)] = rowGradient[o] * weight * scale;
            }
        }

        Predict(output, predictions);
    }

    /// <summary>Writes the predictions of one pass, row-major: after the last activation.</summary>
    public void Predict(ReadOnlySpan<float> output, Span<float> predictions)
    {
        int rows = predictions.Length / _outputs;
        for (int first = 0; first < rows; first += Tile.Lanes)
        {
            var tile = output.Slice(first * _outputs, _outputs * Tile.Lanes);
            if (_fused is not null)
            {
                _fused.Forward(tile, _lanes, _outputs);
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

        int label = Rows.TrueClass(target);
        return _classWeights.TryGetValue(label, out double weight) ? (float)weight : 1;
    }
}

using Trimtab.Networks.Engine;
using Trimtab.Networks.Tests.Engine;

namespace Trimtab.Networks.Tests.Training;

/// <summary>Losses, gradients and predictions of the rows of a pass.</summary>
public class LossEvaluatorTests
{
    private const int Outputs = 3, Rows = 21;

    private static readonly float[] _outputs = Drawn.Uniform(Rows * Outputs, 2);
    private static readonly float[] _targets =
    [.. Enumerable.Range(0, Rows * Outputs).Select(i => i % Outputs == i / Outputs % Outputs ? 1f : 0)];

    [Fact]
    public void Sum_IsThatOfTheLossOfEachRow()
    {
        var loss = new MeanSquaredError();

        double sum = Evaluate(new(loss, null, Outputs, null), out _, out _);

        Assert.Equal(Enumerable.Range(0, Rows).Sum(row => (double)loss.Evaluate(Row(_targets, row), Row(_outputs, row), [])), sum, 1e-6);
    }

    [Fact]
    public void Gradient_IsScaledAndZeroInLanesWithoutARow()
    {
        Evaluate(new(new MeanSquaredError(), null, Outputs, null), out float[] gradient, out _, scale: 0.25f);

        for (int i = 0; i < gradient.Length; i++)
        {
            int row = (i / (Outputs * Tile.Lanes) * Tile.Lanes) + (i % Tile.Lanes), o = i / Tile.Lanes % Outputs;
            float expected = row < Rows
                ? (float)(2 * ((double)_outputs[(row * Outputs) + o] - _targets[(row * Outputs) + o]) / Outputs) * 0.25f
                : 0;
            Assert.Equal(expected, gradient[i]);
        }
    }

    [Fact]
    public void ClassWeights_ScaleLossAndGradientOfTheirClass()
    {
        var weights = new Dictionary<int, double> { [1] = 0, [2] = 3 };
        var loss = new MeanSquaredError();

        double sum = Evaluate(new(loss, null, Outputs, weights), out float[] weighted, out _);

        Evaluate(new(loss, null, Outputs, null), out float[] plain, out _);
        float[] factors = [1, 0, 3];
        Assert.Equal(
            Enumerable.Range(0, Rows).Sum(
                row => (double)factors[row % Outputs] * loss.Evaluate(Row(_targets, row), Row(_outputs, row), [])),
            sum,
            1e-6);
        for (int lane = 0; lane < Rows; lane++)
        {
            int i = (lane / Tile.Lanes * Outputs * Tile.Lanes) + (lane % Tile.Lanes);
            Assert.Equal(plain[i] * factors[lane % Outputs], weighted[i]);
        }
    }

    [Fact]
    public void FusedActivation_GivesThePredictionsAndLossesFromLogits()
    {
        var loss = new CategoricalCrossentropy();

        double sum = Evaluate(new(loss, new Softmax(), Outputs, null), out _, out float[] predictions);

        Assert.Equal(
            Enumerable.Range(0, Rows).Sum(row => (double)loss.EvaluateLogits(Row(_targets, row), Row(_outputs, row), [])), sum, 1e-6);
        for (int row = 0; row < Rows; row++)
        {
            double total = Row(_outputs, row).ToArray().Sum(x => Math.Exp(x));
            Assert.All(
                Row(_outputs, row).ToArray().Zip(Row(predictions, row).ToArray()),
                pair => Assert.Equal(Math.Exp(pair.First) / total, pair.Second, 1e-6));
        }
    }

    [Fact]
    public void Predictions_WithoutAFusedActivation_AreTheOutputs()
    {
        Evaluate(new(new MeanSquaredError(), null, Outputs, null), out _, out float[] predictions);

        Assert.Equal(_outputs, predictions);
    }

    [Fact]
    public void Sum_OfSeveralPasses_HasTheBitsOfOne()
    {
        var evaluator = new LossEvaluator(new MeanAbsoluteError(), null, Outputs, null);
        double whole = Evaluate(evaluator, out _, out _), parts = 0;

        foreach (var (first, count) in ((int, int)[])[(0, 16), (16, Rows - 16)])
        {
            float[] rows = _outputs.AsSpan(first * Outputs, count * Outputs).ToArray();
            using var tiles = Blocks.ToTiles(rows, Outputs);
            double[] tileSums = new double[Tile.Count(count)];
            evaluator.Evaluate(
                tiles.Span, _targets.AsSpan(first * Outputs, count * Outputs), Outputs, new float[rows.Length], [], 1, tileSums);
            parts = tileSums.Aggregate(parts, (sum, tile) => sum + tile);
        }

        Assert.Equal(BitConverter.DoubleToInt64Bits(whole), BitConverter.DoubleToInt64Bits(parts));
    }

    private static double Evaluate(LossEvaluator evaluator, out float[] gradient, out float[] predictions, float scale = 1)
    {
        using var outputs = Blocks.ToTiles(_outputs, Outputs);
        gradient = new float[outputs.Length];
        predictions = new float[Rows * Outputs];
        double[] tileSums = new double[Tile.Count(Rows)];
        evaluator.Evaluate(outputs.Span, _targets, Outputs, predictions, gradient, scale, tileSums);
        return tileSums.Aggregate(0.0, (sum, tile) => sum + tile);
    }

    private static ReadOnlySpan<float> Row(float[] rows, int row) => rows.AsSpan(row * Outputs, Outputs);
}

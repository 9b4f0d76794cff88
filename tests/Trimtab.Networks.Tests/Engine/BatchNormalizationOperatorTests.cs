using Trimtab.Networks.Engine;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>Batch normalization against its formulas in double.</summary>
public class BatchNormalizationOperatorTests
{
    private const float Momentum = 0.75f, Epsilon = 0.125f;

    // Sums of up to 200 numbers around 1 lose a few of the 24 bits of a float.
    private const double Tolerance = 2e-5;

    public static TheoryData<int, int, int> Sizes => new() { { 1, 1, 5 }, { 3, 1, 16 }, { 2, 6, 17 }, { 5, 4, 33 }, { 1, 9, 2 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Forward_InTraining_NormalizesByTheBatchAndMovesTheAverages(int channels, int positions, int rows)
    {
        using var example = new Example(channels, positions, rows);

        float[] y = example.Forward(isTraining: true);

        for (int channel = 0; channel < channels; channel++)
        {
            var (mean, variance) = example.Statistics(channel);
            AssertClose(
                example.Channel(example.X, channel).Select(x => (1.5 * (x - mean) / Math.Sqrt(variance + Epsilon)) - 0.5),
                example.Channel(y, channel));
            Assert.Equal((0.25 * Momentum) + (mean * (1 - Momentum)), example.Weight(2)[channel], Tolerance);
            Assert.Equal((2 * Momentum) + (variance * (1 - Momentum)), example.Weight(3)[channel], Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Forward_InInference_UsesTheMovingAveragesAndLeavesThem(int channels, int positions, int rows)
    {
        using var example = new Example(channels, positions, rows);

        float[] y = example.Forward(isTraining: false);

        AssertClose(example.X.Select(x => (1.5 * (x - 0.25) / Math.Sqrt(2 + Epsilon)) - 0.5), y);
        Assert.All(example.Weight(2), mean => Assert.Equal(0.25f, mean));
        Assert.All(example.Weight(3), variance => Assert.Equal(2f, variance));
    }

    /// <summary>dx = γ/√(σ² + ε) · (dy − mean(dy) − x̂ · mean(dy·x̂)), dγ = Σ dy·x̂, dβ = Σ dy.</summary>
    [Theory]
    [MemberData(nameof(Sizes))]
    public void Backward_FollowsTheFormula(int channels, int positions, int rows)
    {
        using var example = new Example(channels, positions, rows);
        example.Forward(isTraining: true);

        float[] dx = example.Backward();

        for (int channel = 0; channel < channels; channel++)
        {
            var (mean, variance) = example.Statistics(channel);
            double scale = 1 / Math.Sqrt(variance + Epsilon);
            double[] dy = [.. example.Channel(example.Dy, channel).Select(g => (double)g)];
            double[] normalized = [.. example.Channel(example.X, channel).Select(x => (x - mean) * scale)];
            double product = dy.Zip(normalized, (g, x) => g * x).Sum();
            AssertClose(
                dy.Zip(normalized, (g, x) => 1.5 * scale * (g - dy.Average() - (x * product / dy.Length))),
                example.Channel(dx, channel));
            Assert.Equal(product, example.Gradient(0)[channel], Tolerance * Math.Max(1, Math.Abs(product)));
            Assert.Equal(dy.Sum(), example.Gradient(1)[channel], Tolerance);
        }
    }

    [Fact]
    public void Backward_WithUntrainedScaleAndCenter_StillGivesTheInputGradient()
    {
        using var trained = new Example(2, 3, 20);
        using var fixedAtInitial = new Example(2, 3, 20, isTrained: false);
        trained.Forward(isTraining: true);
        fixedAtInitial.Forward(isTraining: true);

        Assert.Equal(trained.Backward(), fixedAtInitial.Backward());
        Assert.Empty(fixedAtInitial.Gradient(0));
    }

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<float> actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, Tolerance));

    /// <summary>A batch normalization with γ = 1.5, β = −0.5, moving mean 0.25 and variance 2.</summary>
    private sealed class Example : IDisposable
    {
        private readonly int _channels, _length, _rows;
        private readonly NetworkWeights _weights;
        private readonly BatchNormalizationOperator _operator;
        private readonly Pass _pass;

        public Example(int channels, int positions, int rows, bool isTrained = true)
        {
            (_channels, _length, _rows) = (channels, channels * positions, rows);
            var layer = new BatchNormalization { Name = "norm", Scale = isTrained, Center = isTrained };
            Data.Shape input = [positions, channels];
            _weights = new([("norm", layer, input)]);
            _operator = new(channels, _length, Momentum, Epsilon) { Weights = _weights.ViewsOf("norm", layer.Weights(input)) };
            foreach (var (index, value) in ((float[])[1.5f, -0.5f, 0.25f, 2]).Index())
            {
                _operator.Weights[index].Value.Fill(value);
            }

            (X, Dy) = (Drawn.Uniform(rows * _length, 2, 1), Drawn.Uniform(rows * _length, 1, 2));
            _pass = new() { Rows = rows, Tiles = Tile.Count(rows) };
        }

        public float[] X { get; }

        public float[] Dy { get; }

        public float[] Weight(int index) => _operator.Weights[index].Value.ToArray();

        public float[] Gradient(int index) => _operator.Weights[index].Gradient.ToArray();

        public IEnumerable<float> Channel(float[] rows, int channel) => rows.Where((_, i) => i % _channels == channel);

        public (double Mean, double Variance) Statistics(int channel)
        {
            double mean = Channel(X, channel).Average(x => (double)x);
            return (mean, Channel(X, channel).Average(x => (x - mean) * (x - mean)));
        }

        public float[] Forward(bool isTraining)
        {
            _pass.IsTraining = isTraining;
            using var x = Blocks.ToTiles(X, _length);
            using var y = new AlignedBuffer(x.Length);
            _operator.Forward(_pass, x.Span, y.Span);
            return Blocks.ToRows(y, _length, _rows);
        }

        public float[] Backward()
        {
            using var x = Blocks.ToTiles(X, _length);
            using var dy = Blocks.ToTiles(Dy, _length, past: 0);
            using var dx = new AlignedBuffer(x.Length);
            _operator.Backward(_pass, x.Span, x.Span, dy.Span, dx.Span);
            float[] past = [.. dx.Span.ToArray().Where((_, i) => (i / (_length * Tile.Lanes) * Tile.Lanes) + (i % Tile.Lanes) >= _rows)];
            Assert.All(past, value => Assert.Equal(0, value));
            return Blocks.ToRows(dx, _length, _rows);
        }

        public void Dispose()
        {
            _operator.Dispose();
            _weights.Dispose();
        }
    }
}

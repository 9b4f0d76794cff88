using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>The convolution kernels against plain loops. Operands are small integers, so results are equal, not close.</summary>
public class Conv2DOperatorTests
{
    private static readonly int[] _rowCounts = [1, 15, 16, 17, 33];

    public static TheoryData<int, int> Draws =>
        [.. from seed in Enumerable.Range(0, 40) select new TheoryDataRow<int, int>(seed, _rowCounts[seed % _rowCounts.Length])];

    /// <summary>
    /// Geometries that take a path of their own: many filters (groups), columns a power of two apart (gathered), one cell.
    /// </summary>
    public static TheoryData<int, int, int, int> Special => new()
    {
        { 1, 1, 1, 1 },
        { 5, 3, 2, 17 },
        { 4, 3, 3, 40 },
        { 6, 2, 64, 5 },
        { 4, 3, 64, 33 },
        { 7, 1, 1, 20 },
    };

    [Theory]
    [MemberData(nameof(Draws))]
    public void Forward_OfRandomGeometry_EqualsThePlainLoops(int seed, int rows)
    {
        using var example = new Example(PlainConvolution.Draw(seed), rows, "linear", useBias: seed % 3 != 0);

        Assert.Equal(example.ExpectedOutput(), example.Forward());
    }

    [Theory]
    [MemberData(nameof(Draws))]
    public void Gradients_OfRandomGeometry_EqualThePlainLoops(int seed, int rows)
    {
        using var example = new Example(PlainConvolution.Draw(seed), rows, "linear", useBias: true);

        example.AssertGradients();
    }

    [Theory]
    [MemberData(nameof(Special))]
    public void OutputAndGradients_OfSpecialGeometry_EqualThePlainLoops(int size, int window, int channels, int filters)
    {
        var axis = WindowGeometry.Same(size, window, 1);
        using var example = new Example(new(axis, axis, channels, filters), 17, "linear", useBias: true);

        Assert.Equal(example.ExpectedOutput(), example.Forward());
        example.AssertGradients();
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    public void Gradients_ThroughRelu_AreThoseOfPositiveOutputs(int rowStride, int columnStride)
    {
        var geometry = new PlainConvolution(WindowGeometry.Same(6, 3, rowStride), WindowGeometry.Same(5, 2, columnStride), 3, 5);
        using var example = new Example(geometry, 19, "relu", useBias: true);

        Assert.Equal(example.ExpectedOutput().Select(y => Math.Max(y, 0)), example.Forward());
        example.AssertGradients();
    }

    [Fact]
    public void WeightGradient_OfTwoSteps_IsNotCarriedOver()
    {
        using var example = new Example(PlainConvolution.Draw(3), 17, "linear", useBias: true);
        example.AssertGradients();

        example.AssertGradients();
    }

    [Fact]
    public void WeightGradient_OfSeveralPasses_IsTheSumOverAllTiles()
    {
        var geometry = PlainConvolution.Draw(8);
        using var whole = new Example(geometry, 48, "linear", useBias: true);
        using var parts = new Example(geometry, 48, "linear", useBias: true);
        whole.Forward();
        whole.Backward();

        parts.ForwardAndBackwardInPassesOf(1);

        Assert.Equal(whole.Gradients(), parts.Gradients());
    }

    [Fact]
    public void Forward_OfNaN_StaysInItsImage()
    {
        var axis = WindowGeometry.Valid(3, 3, 1);
        using var example = new Example(new(axis, axis, 1, 1), 17, "relu", useBias: false);
        example.X[16 * 9] = float.NaN;

        float[] y = example.Forward();

        Assert.Equal([16], y.Index().Where(item => float.IsNaN(item.Item)).Select(item => item.Index));
    }

    /// <summary>A convolution layer with weights, inputs and output gradients.</summary>
    private sealed class Example : IDisposable
    {
        private readonly PlainConvolution _plain;
        private readonly NetworkWeights _weights;
        private readonly Conv2DOperator _operator;
        private readonly Activation _activation;
        private readonly int _rows;
        private readonly float[] _dy;
        private readonly Pass _pass;

        public Example(PlainConvolution plain, int rows, Activation activation, bool useBias)
        {
            (_plain, _rows, _activation) = (plain, rows, activation);
            var layer = new Conv2D(plain.Filters, (plain.Rows.Window, plain.Columns.Window)) { Name = "conv", UseBias = useBias };
            Data.Shape input = [plain.Rows.Input, plain.Columns.Input, plain.Channels];
            _weights = new([("conv", layer, input)]);
            Blocks.Integers(_weights.TrainableLength, 2).CopyTo(_weights.Values.Span);
            _operator = new(plain.Rows, plain.Columns, plain.Channels, plain.Filters, activation, useBias)
            {
                Weights = _weights.ViewsOf("conv", layer.Weights(input)),
            };
            (X, _dy) = (Blocks.Integers(rows * plain.InputLength, 3), Blocks.Integers(rows * plain.OutputLength, 5));
            _pass = new() { IsTraining = true, Rows = rows, Tiles = Tile.Count(rows), Random = RandomAddress.FromSeed(0) };
            _operator.Reserve(_pass.Tiles);
            _operator.Prepare();
        }

        public float[] X { get; }

        private float[] Kernel => _operator.Weights[0].Value.ToArray();

        private float[]? Bias => _operator.Weights.Count > 1 ? _operator.Weights[1].Value.ToArray() : null;

        public float[] ExpectedOutput() =>
            [
                .. Enumerable.Range(0, _rows).SelectMany(row => _plain.Forward(Row(X, row, _plain.InputLength), Kernel, Bias))
                    .Select(y => (float)y),
            ];

        public float[] Forward()
        {
            using var x = Blocks.ToTiles(X, _plain.InputLength);
            using var y = new AlignedBuffer(_pass.Tiles * _plain.OutputLength * Tile.Lanes);
            _operator.Forward(_pass, x.Span, y.Span);
            return Blocks.ToRows(y, _plain.OutputLength, _rows);
        }

        /// <summary>The gradient with respect to the input.</summary>
        public float[] Backward() => ForwardAndBackward(X, _dy, 0);

        public void ForwardAndBackwardInPassesOf(int tiles)
        {
            int rows = tiles * Tile.Lanes;
            for (int first = 0; first < _rows; first += rows)
            {
                (_pass.Rows, _pass.Tiles) = (rows, tiles);
                ForwardAndBackward(
                    X.AsSpan(first * _plain.InputLength, rows * _plain.InputLength).ToArray(),
                    _dy.AsSpan(first * _plain.OutputLength, rows * _plain.OutputLength).ToArray(),
                    first);
            }
        }

        /// <summary>Gradients of kernel and bias.</summary>
        public float[] Gradients()
        {
            _operator.Finish();
            return _weights.Gradients.Span.ToArray();
        }

        public void AssertGradients()
        {
            double[] dx = new double[X.Length], dKernel = new double[_plain.KernelLength], dBias = new double[_plain.Filters];
            for (int row = 0; row < _rows; row++)
            {
                double[] y = _plain.Forward(Row(X, row, _plain.InputLength), Kernel, Bias);
                float[] dy = [.. Row(_dy, row, _plain.OutputLength).ToArray().Zip(
                    y, (g, value) => _activation is Relu && value <= 0 ? 0 : g)];
                double[] dxOfRow = new double[_plain.InputLength];
                _plain.Backward(Row(X, row, _plain.InputLength), Kernel, dy, dxOfRow, dKernel, dBias);
                dxOfRow.CopyTo(dx, row * _plain.InputLength);
            }

            Assert.Equal(dx, Backward().Select(value => (double)value));
            Assert.Equal([.. dKernel, .. dBias], Gradients().Select(value => (double)value));
        }

        public void Dispose()
        {
            _operator.Dispose();
            _weights.Dispose();
        }

        private static ReadOnlySpan<float> Row(float[] rows, int row, int length) => rows.AsSpan(row * length, length);

        private float[] ForwardAndBackward(float[] rows, float[] gradients, int firstRow)
        {
            _pass.FirstRow = firstRow;
            int count = rows.Length / _plain.InputLength;
            using var x = Blocks.ToTiles(rows, _plain.InputLength);
            using var dy = Blocks.ToTiles(gradients, _plain.OutputLength, past: 0);
            using var y = new AlignedBuffer(dy.Length);
            using var dx = new AlignedBuffer(x.Length);
            _operator.Forward(_pass, x.Span, y.Span);
            _operator.Backward(_pass, x.Span, y.Span, dy.Span, dx.Span);
            return Blocks.ToRows(dx, _plain.InputLength, count);
        }
    }
}

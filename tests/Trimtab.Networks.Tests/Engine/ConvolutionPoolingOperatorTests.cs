using System.Runtime.InteropServices;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>A convolution and a pooling computed at once: the bits are those of the two operators one after the other.</summary>
public class ConvolutionPoolingOperatorTests
{
    private const int Rows = 33;

    /// <summary>Image size, kernel, row stride, same padding, filters, pool size, padding of the pool.</summary>
    public static TheoryData<int, int, int, bool, int, int, bool> Geometries => new()
    {
        { 8, 3, 1, false, 4, 2, false },
        { 9, 3, 1, true, 5, 3, false },
        { 7, 2, 1, false, 3, 2, false },
        { 7, 3, 1, true, 9, 2, true },
        { 9, 3, 2, true, 2, 5, true },
        { 6, 3, 1, false, 6, 4, false },
    };

    [Theory]
    [MemberData(nameof(Geometries))]
    public void OutputAndGradients_OfAnyGeometry_HaveTheBitsOfBothOperators(
        int size, int kernel, int rowStride, bool same, int filters, int pool, bool samePool)
    {
        using var separate = new Example(size, kernel, (rowStride, 1), same, filters, (pool, samePool));
        using var together = new Example(size, kernel, (rowStride, 1), same, filters, (pool, samePool));

        var expected = separate.Run(fused: false);
        var actual = together.Run(fused: true);

        Assert.Equal(Bits(expected.Y), Bits(actual.Y));
        Assert.Equal(Bits(expected.Dx), Bits(actual.Dx));
        Assert.Equal(Bits(expected.Gradients), Bits(actual.Gradients));
    }

    [Theory]
    [InlineData("linear", 1, 2, 2, true)] // negative outputs have gradients, too
    [InlineData("relu", 2, 2, 2, true)] // a gradient that is not contiguous
    [InlineData("relu", 1, 3, 2, true)] // windows overlap
    [InlineData("relu", 1, 3, 3, true)] // the last column is in no window
    [InlineData("relu", 1, 2, 2, false)] // not the maximum
    public void FuseWith_OtherOperators_IsNull(string activation, int columnStride, int window, int stride, bool isMaximum)
    {
        var rows = WindowGeometry.Valid(10, 3, 1);
        var columns = WindowGeometry.Valid(10, 3, columnStride);
        using var convolution = new Conv2DOperator(rows, columns, 1, 2, (Activation)activation, useBias: true);
        PoolingPath path = new(
            WindowGeometry.Valid(rows.Output, window, stride), WindowGeometry.Valid(columns.Output, window, stride), 2);
        using var pooling = new MaxPoolingOperator(path);
        using var average = new AveragePoolingOperator(path);

        Assert.Null(convolution.FuseWith(isMaximum ? pooling : average));
        Assert.Null(pooling.FuseWith(convolution));
    }

    private static int[] Bits(float[] values) => MemoryMarshal.Cast<float, int>(values).ToArray();

    /// <summary>The two layers with weights, inputs, one of them NaN, and output gradients.</summary>
    private sealed class Example : IDisposable
    {
        private readonly NetworkWeights _weights;
        private readonly Conv2DOperator _convolution;
        private readonly MaxPoolingOperator _pooling;
        private readonly AlignedBuffer _x, _middle, _y, _dy, _dMiddle, _dx;

        public Example(int size, int kernel, (int Rows, int Columns) strides, bool same, int filters, (int Size, bool Same) pool)
        {
            const int Channels = 3;
            WindowGeometry rows = Axis(size, kernel, strides.Rows, same), columns = Axis(size, kernel, strides.Columns, same);
            var layer = new Conv2D(filters, kernel) { Name = "conv" };
            Data.Shape input = [size, size, Channels];
            _weights = new([("conv", layer, input)]);
            Drawn.Uniform(_weights.TrainableLength, 1, seed: 2).CopyTo(_weights.Values.Span);
            _convolution = new(rows, columns, Channels, filters, (Activation)"relu", useBias: true)
            {
                Weights = _weights.ViewsOf("conv", layer.Weights(input)),
            };
            var path = new PoolingPath(
                Axis(rows.Output, pool.Size, pool.Size, pool.Same), Axis(columns.Output, pool.Size, pool.Size, pool.Same), filters);
            _pooling = new(path);
            Assert.True(path.IsPartition);
            int tiles = Tile.Count(Rows);
            _x = Blocks.ToBuffer(Drawn.Uniform(tiles * size * size * Channels * Tile.Lanes, 1, seed: 3));
            _x.Span[(40 * Tile.Lanes) + 5] = float.NaN;
            (_middle, _dMiddle) = (new(tiles * path.InputLength), new(tiles * path.InputLength));
            _y = new(tiles * path.OutputLength);
            _dy = Blocks.ToBuffer(Drawn.Uniform(_y.Length, 1, seed: 4));
            _dx = new(_x.Length);
        }

        public (float[] Y, float[] Dx, float[] Gradients) Run(bool fused)
        {
            var pass = new Pass { IsTraining = true, Rows = Rows, Tiles = Tile.Count(Rows) };
            if (fused)
            {
                using var both = _convolution.FuseWith(_pooling)!;
                both.Weights = _convolution.Weights;
                both.Reserve(pass.Tiles);
                both.Prepare();
                both.Forward(pass, _x.Span, _y.Span);
                both.Backward(pass, _x.Span, _y.Span, _dy.Span, _dx.Span);
                both.Finish();
            }
            else
            {
                _convolution.Reserve(pass.Tiles);
                _pooling.Reserve(pass.Tiles);
                _convolution.Prepare();
                _convolution.Forward(pass, _x.Span, _middle.Span);
                _pooling.Forward(pass, _middle.Span, _y.Span);
                _pooling.Backward(pass, _middle.Span, _y.Span, _dy.Span, _dMiddle.Span);
                _convolution.Backward(pass, _x.Span, _middle.Span, _dMiddle.Span, _dx.Span);
                _convolution.Finish();
            }

            return (_y.Span.ToArray(), _dx.Span.ToArray(), _weights.Gradients.Span.ToArray());
        }

        public void Dispose()
        {
            _convolution.Dispose();
            _pooling.Dispose();
            _weights.Dispose();
            foreach (var buffer in (AlignedBuffer[])[_x, _middle, _y, _dy, _dMiddle, _dx])
            {
                buffer.Dispose();
            }
        }

        private static WindowGeometry Axis(int input, int window, int stride, bool same) =>
            same ? WindowGeometry.Same(input, window, stride) : WindowGeometry.Valid(input, window, stride);
    }
}

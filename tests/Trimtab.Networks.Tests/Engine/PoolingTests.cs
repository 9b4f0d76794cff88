using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Engine;

/// <summary>Pooling kernels against plain loops over windows.</summary>
public unsafe class PoolingTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 30)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Maximum_OfRandomGeometry_IsThatOfEachWindow(int seed)
    {
        var path = Draw(seed);
        using var x = Block(path.InputLength, seed);

        Assert.Equal(
            Expected(path, x, cells => cells.Max(cell => x.Span[cell])),
            Run(path, x, (input, output) => Pooling.Maximum(path, input, output, null)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void MaximumGradient_OfRandomGeometry_GoesToTheFirstMaximum(int seed)
    {
        var path = Draw(seed);
        using var x = Block(path.InputLength, seed);
        using var dy = Block(path.OutputLength, seed + 100);
        using var cells = new AlignedBuffer(path.OutputLength);
        Run(path, x, (input, output) => Pooling.Maximum(path, input, output, (int*)cells.Pointer));
        float[] expected = new float[path.InputLength];
        ForEachWindow(path, (output, window) => expected[window.MaxBy(cell => x.Span[cell])] += dy.Span[output]);

        Assert.Equal(expected, Backward(path, dx => Pooling.MaximumGradient(path, (int*)cells.Pointer, dy.Pointer, dx)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Average_OfRandomGeometry_CountsOnlyCellsInside(int seed)
    {
        var path = Draw(seed);
        using var x = Block(path.InputLength, seed);

        Assert.Equal(
            Expected(path, x, cells => cells.Sum(cell => x.Span[cell]) * (1f / cells.Count)),
            Run(path, x, (input, output) => Pooling.Average(path, input, output)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void AverageGradient_OfRandomGeometry_IsSharedEqually(int seed)
    {
        var path = Draw(seed);
        using var dy = Block(path.OutputLength, seed + 100);
        float[] expected = new float[path.InputLength];
        ForEachWindow(path, (output, window) => window.ForEach(cell => expected[cell] += dy.Span[output] * (1f / window.Count)));

        Assert.Equal(expected, Backward(path, dx => Pooling.AverageGradient(path, dy.Pointer, dx)));
    }

    [Fact]
    public void Maximum_OfNaN_IsNaNInItsLaneOnly()
    {
        var path = PoolingPath.Global(2, 2, 1);
        using var x = Block(path.InputLength, 1);
        x.Span[Tile.Lanes + 5] = float.NaN;

        float[] y = Run(path, x, (input, output) => Pooling.Maximum(path, input, output, null));

        Assert.Equal([5], y.Index().Where(item => float.IsNaN(item.Item)).Select(item => item.Index));
    }

    [Fact]
    public void MaximumGradient_OfEqualCells_GoesToTheFirstInRowMajorOrder()
    {
        var path = PoolingPath.Global(2, 3, 1);
        using var x = new AlignedBuffer(path.InputLength); // all zero
        using var dy = new AlignedBuffer(path.OutputLength);
        using var cells = new AlignedBuffer(path.OutputLength);
        dy.Span.Fill(1);
        Run(path, x, (input, output) => Pooling.Maximum(path, input, output, (int*)cells.Pointer));

        float[] dx = Backward(path, gradient => Pooling.MaximumGradient(path, (int*)cells.Pointer, dy.Pointer, gradient));

        Assert.Equal(Enumerable.Range(0, path.InputLength).Select(i => i < Tile.Lanes ? 1f : 0), dx);
    }

    [Theory]
    [InlineData(4, 2, 2, false, true)]
    [InlineData(5, 2, 2, false, false)] // the last row is in no window
    [InlineData(5, 2, 2, true, true)]
    [InlineData(5, 3, 2, false, false)] // windows overlap
    [InlineData(6, 2, 3, false, false)] // rows between windows
    public void IsPartition_IsTrueWhereEveryCellIsInOneWindow(int size, int window, int stride, bool same, bool expected)
    {
        var axis = same ? WindowGeometry.Same(size, window, stride) : WindowGeometry.Valid(size, window, stride);

        Assert.Equal(expected, new PoolingPath(axis, axis, 1).IsPartition);
    }

    /// <summary>A random geometry: windows from 1 to 4, strides from 1 to 4, images down to one row or column.</summary>
    private static PoolingPath Draw(int seed)
    {
        var stream = RandomAddress.FromSeed((ulong)seed).At("pooling").Stream();
        bool same = stream.NextInt32(2) == 0;
        return new(Axis(), Axis(), 1 + stream.NextInt32(3));

        WindowGeometry Axis()
        {
            int window = 1 + stream.NextInt32(4), stride = 1 + stream.NextInt32(4);
            int input = same ? 1 + stream.NextInt32(8) : window + stream.NextInt32(7);
            return same ? WindowGeometry.Same(input, window, stride) : WindowGeometry.Valid(input, window, stride);
        }
    }

    private static AlignedBuffer Block(int length, int seed) => Blocks.ToBuffer(Blocks.Integers(length, (ulong)seed));

    private static float[] Expected(PoolingPath path, AlignedBuffer x, Func<List<int>, float> aggregate)
    {
        float[] y = new float[path.OutputLength];
        ForEachWindow(path, (output, window) => y[output] = aggregate(window));
        return y;
    }

    /// <summary>Calls with the index of each output and the indices of its input cells, row by row.</summary>
    private static void ForEachWindow(PoolingPath path, Action<int, List<int>> visit)
    {
        var (rows, columns) = (path.RowAxis, path.ColumnAxis);
        for (int output = 0; output < path.OutputLength; output++)
        {
            int channelAndLane = output % (path.Channels * Tile.Lanes), position = output / (path.Channels * Tile.Lanes);
            int top = (position / columns.Output * rows.Stride) - rows.Before;
            int left = (position % columns.Output * columns.Stride) - columns.Before;
            visit(output,
            [
                .. from row in Enumerable.Range(top, rows.Window)
                   where row >= 0 && row < rows.Input
                   from column in Enumerable.Range(left, columns.Window)
                   where column >= 0 && column < columns.Input
                   select (((row * columns.Input) + column) * path.Channels * Tile.Lanes) + channelAndLane,
            ]);
        }
    }

    private delegate void Kernel(float* x, float* y);

    private delegate void GradientKernel(float* dx);

    private static float[] Run(PoolingPath path, AlignedBuffer x, Kernel kernel)
    {
        using var y = new AlignedBuffer(path.OutputLength);
        kernel(x.Pointer, y.Pointer);
        return y.Span.ToArray();
    }

    private static float[] Backward(PoolingPath path, GradientKernel kernel)
    {
        using var dx = new AlignedBuffer(path.InputLength);
        dx.Span.Fill(77); // what memory held before must not matter
        kernel(dx.Pointer);
        return dx.Span.ToArray();
    }
}

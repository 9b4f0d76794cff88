using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>Memory layout and sizes of one convolution over an input that already contains its padding.</summary>
/// <remarks>
/// A tap is one (kernel column, channel) of a kernel row. The taps of a position are contiguous in memory for any number of channels, so
/// that the inner loop runs over taps instead of columns and channels.
/// </remarks>
internal readonly record struct ConvolutionPath
{
    /// <summary>Output rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Output columns.</summary>
    public required int Columns { get; init; }

    /// <summary>Output channels.</summary>
    public required int Outputs { get; init; }

    /// <summary>Kernel rows.</summary>
    public required int KernelRows { get; init; }

    /// <summary>Kernel columns × input channels.</summary>
    public required int Taps { get; init; }

    /// <summary>Floats from one stored input row to the next.</summary>
    public required int InputRow { get; init; }

    /// <summary>Floats from the input of one output row to that of the next: row stride × <see cref="InputRow"/>.</summary>
    public required int RowStep { get; init; }

    /// <summary>Floats from the input of one output column to that of the next: column stride × channels × lanes.</summary>
    public required int ColumnStep { get; init; }
}

/// <summary>Cross-correlation of one tile: the forward pass, and with other operands the gradient with respect to the input.</summary>
internal static unsafe class Convolution
{
    private const int Block = 4; // output channels × positions whose sums stay in registers: 16 of 32

    /// <summary>Writes y[row, column, o] = bias[o] + Σ x[tap] · w[tap, o] for every position.</summary>
    /// <param name="path">Sizes and strides.</param>
    /// <param name="x">The padded input.</param>
    /// <param name="w">[kernel row][tap][output], Keras's layout; may be read up to 3 floats past its end.</param>
    /// <param name="bias">One number per output, also readable 3 floats past its end; null for none.</param>
    /// <param name="y">[row][column][output][lane], written.</param>
    /// <param name="rectify">Whether negative results are stored as 0 (relu).</param>
    public static void Forward(in ConvolutionPath path, float* x, float* w, float* bias, float* y, bool rectify)
    {
        int lastPosition = path.Columns - 1, outputRow = path.Columns * path.Outputs * Tile.Lanes;
        for (int row = 0; row < path.Rows; row++, x += path.RowStep, y += outputRow)
        {
            for (int column = 0; column < path.Columns; column += Block)
            {
                // The last block may hold fewer than four positions: the last position is computed repeatedly and stored once.
                float* p0 = x + (column * path.ColumnStep);
                float* p1 = x + (Math.Min(column + 1, lastPosition) * path.ColumnStep);
                float* p2 = x + (Math.Min(column + 2, lastPosition) * path.ColumnStep);
                float* p3 = x + (Math.Min(column + 3, lastPosition) * path.ColumnStep);
                float* output = y + (column * path.Outputs * Tile.Lanes);
                Positions(path, p0, p1, p2, p3, w, bias, output, Math.Min(Block, path.Columns - column), rectify);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Positions(
        in ConvolutionPath path, float* p0, float* p1, float* p2, float* p3, float* w, float* bias, float* y, int positions, bool rectify)
    {
        int outputs = path.Outputs, taps = path.Taps, kernelRows = path.KernelRows, inputRow = path.InputRow;
        float* edge = stackalloc float[Block * Block * Tile.Lanes];
        var floor = rectify ? Vector512<float>.Zero : Vector512.Create(float.NegativeInfinity);
        for (int o = 0; o < outputs; o += Block)
        {
            Vector512<float> a0 = default, a1, a2, a3, b0 = default, b1, b2, b3, c0 = default, c1, c2, c3, d0 = default, d1, d2, d3;
            if (bias is not null)
            {
                (a0, b0, c0, d0) = (Broadcast(bias + o), Broadcast(bias + o + 1), Broadcast(bias + o + 2), Broadcast(bias + o + 3));
            }

            a1 = a2 = a3 = a0;
            b1 = b2 = b3 = b0;
            c1 = c2 = c3 = c0;
            d1 = d2 = d3 = d0;
            float* weight = w + o;
            for (int kernelRow = 0; kernelRow < kernelRows; kernelRow++)
            {
                nint offset = (nint)kernelRow * inputRow;
                float* q0 = p0 + offset, q1 = p1 + offset, q2 = p2 + offset, q3 = p3 + offset;
                for (int tap = 0; tap < taps; tap++)
                {
                    Vector512<float> v0 = Load(q0), v1 = Load(q1), v2 = Load(q2), v3 = Load(q3);
                    var k = Broadcast(weight);
                    a0 = MultiplyAdd(k, v0, a0);
                    a1 = MultiplyAdd(k, v1, a1);
                    a2 = MultiplyAdd(k, v2, a2);
                    a3 = MultiplyAdd(k, v3, a3);
                    k = Broadcast(weight + 1);
                    b0 = MultiplyAdd(k, v0, b0);
                    b1 = MultiplyAdd(k, v1, b1);
                    b2 = MultiplyAdd(k, v2, b2);
                    b3 = MultiplyAdd(k, v3, b3);
                    k = Broadcast(weight + 2);
                    c0 = MultiplyAdd(k, v0, c0);
                    c1 = MultiplyAdd(k, v1, c1);
                    c2 = MultiplyAdd(k, v2, c2);
                    c3 = MultiplyAdd(k, v3, c3);
                    k = Broadcast(weight + 3);
                    d0 = MultiplyAdd(k, v0, d0);
                    d1 = MultiplyAdd(k, v1, d1);
                    d2 = MultiplyAdd(k, v2, d2);
                    d3 = MultiplyAdd(k, v3, d3);
                    q0 += Tile.Lanes;
                    q1 += Tile.Lanes;
                    q2 += Tile.Lanes;
                    q3 += Tile.Lanes;
                    weight += outputs;
                }
            }

            bool whole = positions == Block && o + Block <= outputs;
            float* to = whole ? y + (o * Tile.Lanes) : edge;
            int step = (whole ? outputs : Block) * Tile.Lanes;
            Store(to, a0, b0, c0, d0, floor);
            Store(to + step, a1, b1, c1, d1, floor);
            Store(to + (2 * step), a2, b2, c2, d2, floor);
            Store(to + (3 * step), a3, b3, c3, d3, floor);
            if (!whole)
            {
                CopyEdge(edge, y + (o * Tile.Lanes), positions, Math.Min(Block, outputs - o), outputs);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(
        float* to, Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, Vector512<float> floor)
    {
        Lanes.Max(floor, a).Store(to);
        Lanes.Max(floor, b).Store(to + Tile.Lanes);
        Lanes.Max(floor, c).Store(to + (2 * Tile.Lanes));
        Lanes.Max(floor, d).Store(to + (3 * Tile.Lanes));
    }

    private static void CopyEdge(float* edge, float* y, int positions, int channels, int outputs)
    {
        for (int position = 0; position < positions; position++)
        {
            new ReadOnlySpan<float>(edge + (position * Block * Tile.Lanes), channels * Tile.Lanes)
                .CopyTo(new Span<float>(y + (position * outputs * Tile.Lanes), channels * Tile.Lanes));
        }
    }
}

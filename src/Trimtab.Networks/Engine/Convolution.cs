using System.Runtime.CompilerServices;

namespace Trimtab.Networks.Engine;

/// <summary>Cross-correlation of one tile: the forward pass, and with other operands the gradient with respect to the input.</summary>
/// <remarks>
/// A block is four output channels × the positions of <typeparamref name="TBlock"/>, for as many images as a vector has lanes. Positions
/// are numbered through all rows, so that only the last block of a tile may be incomplete.
/// </remarks>
internal static unsafe class Convolution<TVector, TBlock>
    where TVector : struct, IFloatVector<TVector>
    where TBlock : struct, ICount
{
    private const int Channels = 4;

    /// <inheritdoc cref="Kernels.Convolve"/>
    public static void Forward(in ConvolutionPath path, float* x, float* w, float* bias, float* y, bool rectify)
    {
        float** windows = stackalloc float*[TBlock.Value]; // the first tap of each position
        int count = path.Rows * path.Columns, column = 0;
        float* window = x;
        for (int first = 0; first < count; first += TBlock.Value, y += TBlock.Value * path.Outputs * Tile.Lanes)
        {
            for (int i = 0; i < TBlock.Value; i++)
            {
                windows[i] = window;
                if (first + i + 1 >= count)
                {
                    continue; // past the last position, it is computed again and not stored
                }

                window += path.ColumnStep;
                if (++column == path.Columns)
                {
                    column = 0;
                    x += path.RowStep;
                    window = x;
                }
            }

            for (int lane = 0; lane < Tile.Lanes; lane += TVector.Count)
            {
                Block(path, windows, lane, w, bias, y + lane, Math.Min(TBlock.Value, count - first), rectify);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block(
        in ConvolutionPath path, float** windows, int lane, float* w, float* bias, float* y, int positions, bool rectify)
    {
        int outputs = path.Outputs, kernelRows = path.KernelRows, inputRow = path.InputRow;
        nint end = path.Taps * Tile.Lanes, weightStep = outputs;
        var floor = TVector.Create(rectify ? 0 : float.NegativeInfinity);
        for (int o = 0; o < outputs; o += Channels)
        {
            TVector a0, a1, a2, a3, a4, a5, b0, b1, b2, b3, b4, b5, c0, c1, c2, c3, c4, c5, d0, d1, d2, d3, d4, d5;
            a0 = b0 = c0 = d0 = TVector.Create(0);
            if (bias is not null)
            {
                (a0, b0) = (TVector.Broadcast(bias + o), TVector.Broadcast(bias + o + 1));
                (c0, d0) = (TVector.Broadcast(bias + o + 2), TVector.Broadcast(bias + o + 3));
            }

            a1 = a2 = a3 = a4 = a5 = a0;
            b1 = b2 = b3 = b4 = b5 = b0;
            c1 = c2 = c3 = c4 = c5 = c0;
            d1 = d2 = d3 = d4 = d5 = d0;
            float* weight = w + o;
            nint offset = lane;
            for (int kernelRow = 0; kernelRow < kernelRows; kernelRow++, offset += inputRow)
            {
                float* p0 = windows[0] + offset, p1 = windows[1] + offset, p2 = windows[2] + offset, p3 = null, p4 = null, p5 = null;
                if (TBlock.Value > 3)
                {
                    p3 = windows[3] + offset;
                    p4 = windows[4] + offset;
                    p5 = windows[5] + offset;
                }

                for (nint tap = 0; tap < end; tap += Tile.Lanes, weight += weightStep)
                {
                    TVector v0 = TVector.Load(p0 + tap), v1 = TVector.Load(p1 + tap), v2 = TVector.Load(p2 + tap);
                    TVector v3 = default, v4 = default, v5 = default;
                    if (TBlock.Value > 3)
                    {
                        v3 = TVector.Load(p3 + tap);
                        v4 = TVector.Load(p4 + tap);
                        v5 = TVector.Load(p5 + tap);
                    }

                    AddProducts(weight, v0, v1, v2, v3, v4, v5, ref a0, ref a1, ref a2, ref a3, ref a4, ref a5);
                    AddProducts(weight + 1, v0, v1, v2, v3, v4, v5, ref b0, ref b1, ref b2, ref b3, ref b4, ref b5);
                    AddProducts(weight + 2, v0, v1, v2, v3, v4, v5, ref c0, ref c1, ref c2, ref c3, ref c4, ref c5);
                    AddProducts(weight + 3, v0, v1, v2, v3, v4, v5, ref d0, ref d1, ref d2, ref d3, ref d4, ref d5);
                }
            }

            float* to = y + (o * Tile.Lanes);
            int channels = outputs - o, step = outputs * Tile.Lanes;
            Store(to, positions > 0, a0, b0, c0, d0, floor, channels);
            Store(to + step, positions > 1, a1, b1, c1, d1, floor, channels);
            Store(to + (2 * step), positions > 2, a2, b2, c2, d2, floor, channels);
            if (TBlock.Value > 3)
            {
                Store(to + (3 * step), positions > 3, a3, b3, c3, d3, floor, channels);
                Store(to + (4 * step), positions > 4, a4, b4, c4, d4, floor, channels);
                Store(to + (5 * step), positions > 5, a5, b5, c5, d5, floor, channels);
            }
        }
    }

    /// <summary>Adds the products of one weight and the vectors of all positions to the sums of one channel.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProducts(
        float* weight,
        TVector v0,
        TVector v1,
        TVector v2,
        TVector v3,
        TVector v4,
        TVector v5,
        ref TVector s0,
        ref TVector s1,
        ref TVector s2,
        ref TVector s3,
        ref TVector s4,
        ref TVector s5)
    {
        var k = TVector.Broadcast(weight);
        TVector.AddProduct(ref s0, k, v0);
        TVector.AddProduct(ref s1, k, v1);
        TVector.AddProduct(ref s2, k, v2);
        if (TBlock.Value > 3)
        {
            TVector.AddProduct(ref s3, k, v3);
            TVector.AddProduct(ref s4, k, v4);
            TVector.AddProduct(ref s5, k, v5);
        }
    }

    /// <summary>Stores the sums of one position, up to four channels of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* to, bool isPosition, TVector a, TVector b, TVector c, TVector d, TVector floor, int channels)
    {
        if (!isPosition)
        {
            return;
        }

        TVector.Max(floor, a).Store(to);
        if (channels > 1)
        {
            TVector.Max(floor, b).Store(to + Tile.Lanes);
        }

        if (channels > 2)
        {
            TVector.Max(floor, c).Store(to + (2 * Tile.Lanes));
        }

        if (channels > 3)
        {
            TVector.Max(floor, d).Store(to + (3 * Tile.Lanes));
        }
    }
}

using System.Runtime.CompilerServices;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>
/// Sizes and layout of the accumulators of a convolution's weight gradient, and their sums over lanes at the end of a batch.
/// </summary>
/// <remarks>
/// Accumulators are <c>[output group][kernel row][tap][output of the group][lane]</c>, with taps rounded up to a multiple of three and
/// outputs to a multiple of four; those past the last tap or output are never read. The accumulators of a group stay in the L2 cache during
/// the loop over the image, its part of a gradient row in the L1 cache.
/// </remarks>
internal static unsafe class ConvolutionWeightGradient
{
    /// <summary>Outputs processed over the whole image before the next group.</summary>
    public const int Group = 16;

    /// <summary>Outputs whose sums are in registers at the same time.</summary>
    public const int Outputs = 4;

    /// <summary>Floats of the accumulators.</summary>
    public static int Length(in ConvolutionPath path) =>
        BlockLength.Of(path.KernelRows, Taps(path), RoundUp(path.Outputs, Outputs), Tile.Lanes);

    /// <summary>Floats of the workspace: a group's part of a gradient row, and one block of taps along a row.</summary>
    public static int WorkspaceLength(in ConvolutionPath path) => BlockLength.Of(path.Columns, Group + Six.Value, Tile.Lanes);

    /// <summary>Taps of a kernel row for which there are accumulators.</summary>
    public static int Taps(in ConvolutionPath path) => RoundUp(path.Taps, Three.Value);

    /// <summary>Floats of the accumulators of one tap, for up to <paramref name="outputs"/> outputs of a group.</summary>
    public static int TapLength(int outputs) => RoundUp(outputs, Outputs) * Tile.Lanes;

    /// <summary>Writes the gradient, <c>[kernel row][tap][output]</c>, as sums over lanes, and resets the accumulators.</summary>
    public static void Finish(in ConvolutionPath path, float* sums, Span<float> gradient)
    {
        float* group = sums;
        for (int first = 0; first < path.Outputs; first += Group)
        {
            int outputs = Math.Min(Group, path.Outputs - first);
            for (int kernelRow = 0; kernelRow < path.KernelRows; kernelRow++)
            {
                for (int tap = 0; tap < path.Taps; tap++)
                {
                    float* from = group + (((kernelRow * Taps(path)) + tap) * TapLength(outputs));
                    var to = gradient.Slice((((kernelRow * path.Taps) + tap) * path.Outputs) + first, outputs);
                    for (int o = 0; o < outputs; o++)
                    {
                        to[o] = Sum(Load(from + (o * Tile.Lanes)));
                    }
                }
            }

            group += path.KernelRows * Taps(path) * TapLength(outputs);
        }

        new Span<float>(sums, Length(path)).Clear();
    }

    private static int RoundUp(int count, int multiple) => (count + multiple - 1) / multiple * multiple;
}

/// <summary>
/// Gradient of a convolution with respect to its kernel, accumulated per lane over the batch: a block is four outputs × the taps of
/// <typeparamref name="TBlock"/>.
/// </summary>
internal static unsafe class ConvolutionWeightGradient<TVector, TBlock>
    where TVector : struct, IFloatVector<TVector>
    where TBlock : struct, ICount
{
    private const int Group = ConvolutionWeightGradient.Group, Outputs = ConvolutionWeightGradient.Outputs;

    // Columns a page apart share their places in the L1 cache. A tile in two pieces reads them twice as often, so half a page is too much.
    private static int CrowdedStep => 64 * TVector.Count;

    /// <inheritdoc cref="Kernels.AccumulateKernel"/>
    public static void Accumulate(in ConvolutionPath path, float* x, float* z, int zRow, int zColumn, float* sums, float* workspace)
    {
        float* tapWorkspace = workspace + (path.Columns * Group * Tile.Lanes);
        for (int first = 0; first < path.Outputs; first += Group, z += Group * Tile.Lanes)
        {
            int outputs = Math.Min(Group, path.Outputs - first);
            for (int row = 0; row < path.Rows; row++)
            {
                float* from = z + ((nint)row * zRow), taps = x + ((nint)row * path.RowStep);
                if (path.Outputs <= Group || path.KernelRows * path.Taps < Group)
                {
                    AccumulateRow(path, taps, from, zColumn, outputs, sums, tapWorkspace);
                }
                else
                {
                    Gather(from, zColumn, path.Columns, outputs * Tile.Lanes, workspace, Group * Tile.Lanes);
                    AccumulateRow(path, taps, workspace, Group * Tile.Lanes, outputs, sums, tapWorkspace);
                }
            }

            sums += path.KernelRows * ConvolutionWeightGradient.Taps(path) * ConvolutionWeightGradient.TapLength(outputs);
        }
    }

    private static void AccumulateRow(
        in ConvolutionPath path, float* x, float* z, int zColumn, int outputs, float* sums, float* tapWorkspace)
    {
        int tapLength = ConvolutionWeightGradient.TapLength(outputs);
        for (int kernelRow = 0; kernelRow < path.KernelRows; kernelRow++, x += path.InputRow)
        {
            float* sum = sums + (kernelRow * ConvolutionWeightGradient.Taps(path) * tapLength);
            int tap = 0;
            for (; tap + Three.Value < path.Taps; tap += TBlock.Value)
            {
                AccumulateTaps<TBlock>(path, x + (tap * Tile.Lanes), z, zColumn, outputs, sum + (tap * tapLength), tapWorkspace);
            }

            for (; tap < path.Taps; tap += Three.Value)
            {
                AccumulateTaps<Three>(path, x + (tap * Tile.Lanes), z, zColumn, outputs, sum + (tap * tapLength), tapWorkspace);
            }
        }
    }

    private static void AccumulateTaps<TTaps>(
        in ConvolutionPath path, float* x, float* z, int zColumn, int outputs, float* sum, float* tapWorkspace)
        where TTaps : struct, ICount
    {
        int step = path.ColumnStep, tapLength = ConvolutionWeightGradient.TapLength(outputs);
        if (outputs > Outputs && step % CrowdedStep == 0)
        {
            Gather(x, step, path.Columns, TTaps.Value * Tile.Lanes, tapWorkspace, TTaps.Value * Tile.Lanes);
            x = tapWorkspace;
            step = TTaps.Value * Tile.Lanes;
        }

        for (int o = 0; o < outputs * Tile.Lanes; o += Outputs * Tile.Lanes)
        {
            for (int lane = 0; lane < Tile.Lanes; lane += TVector.Count)
            {
                Block<TTaps>(x + lane, step, z + o + lane, zColumn, path.Columns, sum + o + lane, tapLength);
            }
        }
    }

    /// <summary>
    /// Copies a part of every column of a row to contiguous memory: columns a power of two apart evict one another from the cache.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Gather(float* from, int step, int columns, int length, float* workspace, int targetStep)
    {
        for (int column = 0; column < columns; column++, from += step, workspace += targetStep)
        {
            for (int i = 0; i < length; i += TVector.Count)
            {
                TVector.Load(from + i).Store(workspace + i); // a call for so few vectors costs more than they do
            }
        }
    }

    /// <summary>Accumulates one output row for four outputs × the taps of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<TTaps>(float* x, nint xStep, float* z, nint zStep, int columns, float* sum, int tapLength)
        where TTaps : struct, ICount
    {
        float* s1 = sum + tapLength, s2 = s1 + tapLength, s3 = s2 + tapLength, s4 = s3 + tapLength, s5 = s4 + tapLength;
        Load(sum, out var a0, out var a1, out var a2, out var a3);
        Load(s1, out var b0, out var b1, out var b2, out var b3);
        Load(s2, out var c0, out var c1, out var c2, out var c3);
        TVector d0 = default, d1 = d0, d2 = d0, d3 = d0, e0 = d0, e1 = d0, e2 = d0, e3 = d0, f0 = d0, f1 = d0, f2 = d0, f3 = d0;
        if (TTaps.Value > 3)
        {
            Load(s3, out d0, out d1, out d2, out d3);
            Load(s4, out e0, out e1, out e2, out e3);
            Load(s5, out f0, out f1, out f2, out f3);
        }

        for (float* end = z + (columns * zStep); z < end; x += xStep, z += zStep)
        {
            TVector v0 = TVector.Load(x), v1 = TVector.Load(x + Tile.Lanes), v2 = TVector.Load(x + (2 * Tile.Lanes));
            TVector v3 = default, v4 = default, v5 = default;
            if (TTaps.Value > 3)
            {
                v3 = TVector.Load(x + (3 * Tile.Lanes));
                v4 = TVector.Load(x + (4 * Tile.Lanes));
                v5 = TVector.Load(x + (5 * Tile.Lanes));
            }

            AddProducts<TTaps>(z, v0, v1, v2, v3, v4, v5, ref a0, ref b0, ref c0, ref d0, ref e0, ref f0);
            AddProducts<TTaps>(z + Tile.Lanes, v0, v1, v2, v3, v4, v5, ref a1, ref b1, ref c1, ref d1, ref e1, ref f1);
            AddProducts<TTaps>(z + (2 * Tile.Lanes), v0, v1, v2, v3, v4, v5, ref a2, ref b2, ref c2, ref d2, ref e2, ref f2);
            AddProducts<TTaps>(z + (3 * Tile.Lanes), v0, v1, v2, v3, v4, v5, ref a3, ref b3, ref c3, ref d3, ref e3, ref f3);
        }

        Store(sum, a0, a1, a2, a3);
        Store(s1, b0, b1, b2, b3);
        Store(s2, c0, c1, c2, c3);
        if (TTaps.Value > 3)
        {
            Store(s3, d0, d1, d2, d3);
            Store(s4, e0, e1, e2, e3);
            Store(s5, f0, f1, f2, f3);
        }
    }

    /// <summary>Adds the products of the gradient of one output and all taps of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProducts<TTaps>(
        float* z,
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
        where TTaps : struct, ICount
    {
        var gradient = TVector.Load(z);
        TVector.AddProduct(ref s0, gradient, v0);
        TVector.AddProduct(ref s1, gradient, v1);
        TVector.AddProduct(ref s2, gradient, v2);
        if (TTaps.Value > 3)
        {
            TVector.AddProduct(ref s3, gradient, v3);
            TVector.AddProduct(ref s4, gradient, v4);
            TVector.AddProduct(ref s5, gradient, v5);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load(float* from, out TVector v0, out TVector v1, out TVector v2, out TVector v3)
    {
        v0 = TVector.Load(from);
        v1 = TVector.Load(from + Tile.Lanes);
        v2 = TVector.Load(from + (2 * Tile.Lanes));
        v3 = TVector.Load(from + (3 * Tile.Lanes));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* to, TVector v0, TVector v1, TVector v2, TVector v3)
    {
        v0.Store(to);
        v1.Store(to + Tile.Lanes);
        v2.Store(to + (2 * Tile.Lanes));
        v3.Store(to + (3 * Tile.Lanes));
    }
}

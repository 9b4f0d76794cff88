using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>
/// Gradient of a convolution with respect to its kernel, accumulated per lane over the batch and summed over lanes at its end.
/// </summary>
/// <remarks>
/// Accumulators are <c>[output group][kernel row][tap block][output block][4 taps][4 outputs][lane]</c>; those past the last tap or output
/// are
/// never read. The accumulators of a group stay in the L2 cache during the loop over the image, its part of a gradient row in the L1 cache.
/// </remarks>
internal static unsafe class ConvolutionWeightGradient
{
    private const int Block = 4; // taps × outputs whose sums stay in registers: 16 of 32
    private const int BlockLength = Block * Block * Tile.Lanes;
    private const int PageFloats = 1024;
    private const int Group = 16; // outputs processed over the whole image before the next group

    /// <summary>Floats of the accumulators.</summary>
    public static int Length(in ConvolutionPath path) => path.KernelRows * Blocks(path.Taps) * Blocks(path.Outputs) * BlockLength;

    /// <summary>Floats of the workspace: a group's part of a gradient row, and one block of taps along a row.</summary>
    public static int WorkspaceLength(in ConvolutionPath path) => path.Columns * (Group + Block) * Tile.Lanes;

    /// <summary>Adds one tile: sum[kernel row, tap, o] += x[tap at position] · z[position, o] over all positions.</summary>
    /// <param name="path">Sizes and strides of the forward convolution.</param>
    /// <param name="x">The padded input.</param>
    /// <param name="z">The gradient with respect to its output.</param>
    /// <param name="zRow">Floats from one output row of <paramref name="z"/> to the next.</param>
    /// <param name="zColumn">Floats from one output column to the next.</param>
    /// <param name="sums">The accumulators; read and written.</param>
    /// <param name="workspace"><see cref="WorkspaceLength"/> floats; written.</param>
    public static void Accumulate(in ConvolutionPath path, float* x, float* z, int zRow, int zColumn, float* sums, float* workspace)
    {
        float* tapWorkspace = workspace + (path.Columns * Group * Tile.Lanes);
        for (int first = 0; first < path.Outputs; first += Group, z += Group * Tile.Lanes, sums += GroupLength(path))
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
        }
    }

    /// <summary>Writes the gradient, <c>[kernel row][tap][output]</c>, as sums over lanes, and resets the accumulators.</summary>
    public static void Finish(in ConvolutionPath path, float* sums, Span<float> gradient)
    {
        int index = 0;
        for (int kernelRow = 0; kernelRow < path.KernelRows; kernelRow++)
        {
            for (int tap = 0; tap < path.Taps; tap++)
            {
                for (int o = 0; o < path.Outputs; o++)
                {
                    int first = o - (o % Group), blocks = Blocks(Math.Min(Group, path.Outputs - first));
                    int block = (((kernelRow * Blocks(path.Taps)) + (tap / Block)) * blocks) + ((o - first) / Block);
                    float* group = sums + (first / Group * GroupLength(path));
                    gradient[index++] = Sum(Load(group + (block * BlockLength) + ((((tap % Block) * Block) + (o % Block)) * Tile.Lanes)));
                }
            }
        }

        new Span<float>(sums, Length(path)).Clear();
    }

    /// <summary>Floats from the accumulators of one group to those of the next.</summary>
    private static int GroupLength(in ConvolutionPath path) => path.KernelRows * Blocks(path.Taps) * (Group / Block) * BlockLength;

    private static void AccumulateRow(
        in ConvolutionPath path, float* x, float* z, int zColumn, int outputs, float* sum, float* tapWorkspace)
    {
        bool gathers = outputs > Block && path.ColumnStep % PageFloats == 0;
        int step = gathers ? Block * Tile.Lanes : path.ColumnStep;
        for (int kernelRow = 0; kernelRow < path.KernelRows; kernelRow++)
        {
            float* taps = x + (kernelRow * path.InputRow);
            for (int tap = 0; tap < path.Taps; tap += Block, taps += Block * Tile.Lanes)
            {
                float* from = taps;
                if (gathers)
                {
                    Gather(taps, path.ColumnStep, path.Columns, Block * Tile.Lanes, tapWorkspace, Block * Tile.Lanes);
                    from = tapWorkspace;
                }

                for (int o = 0; o < outputs; o += Block, sum += BlockLength)
                {
                    Row(from, step, z + (o * Tile.Lanes), zColumn, path.Columns, sum);
                }
            }
        }
    }

    /// <summary>
    /// Copies a part of every column of a row to contiguous memory: columns a power of two apart evict one another from the cache.
    /// </summary>
    private static void Gather(float* from, int step, int columns, int length, float* workspace, int targetStep)
    {
        for (int column = 0; column < columns; column++, from += step, workspace += targetStep)
        {
            new ReadOnlySpan<float>(from, length).CopyTo(new(workspace, length));
        }
    }

    private static int Blocks(int count) => (count + Block - 1) / Block;

    /// <summary>Accumulates one output row for 4 taps × 4 outputs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row(float* x, int xStep, float* z, int zStep, int columns, float* sum)
    {
        Vector512<float> a0 = Load(sum), a1 = Load(sum + 16), a2 = Load(sum + 32), a3 = Load(sum + 48);
        Vector512<float> b0 = Load(sum + 64), b1 = Load(sum + 80), b2 = Load(sum + 96), b3 = Load(sum + 112);
        Vector512<float> c0 = Load(sum + 128), c1 = Load(sum + 144), c2 = Load(sum + 160), c3 = Load(sum + 176);
        Vector512<float> d0 = Load(sum + 192), d1 = Load(sum + 208), d2 = Load(sum + 224), d3 = Load(sum + 240);
        for (int column = 0; column < columns; column++)
        {
            Vector512<float> z0 = Load(z), z1 = Load(z + 16), z2 = Load(z + 32), z3 = Load(z + 48);
            var v = Load(x);
            a0 = MultiplyAdd(v, z0, a0);
            a1 = MultiplyAdd(v, z1, a1);
            a2 = MultiplyAdd(v, z2, a2);
            a3 = MultiplyAdd(v, z3, a3);
            v = Load(x + 16);
            b0 = MultiplyAdd(v, z0, b0);
            b1 = MultiplyAdd(v, z1, b1);
            b2 = MultiplyAdd(v, z2, b2);
            b3 = MultiplyAdd(v, z3, b3);
            v = Load(x + 32);
            c0 = MultiplyAdd(v, z0, c0);
            c1 = MultiplyAdd(v, z1, c1);
            c2 = MultiplyAdd(v, z2, c2);
            c3 = MultiplyAdd(v, z3, c3);
            v = Load(x + 48);
            d0 = MultiplyAdd(v, z0, d0);
            d1 = MultiplyAdd(v, z1, d1);
            d2 = MultiplyAdd(v, z2, d2);
            d3 = MultiplyAdd(v, z3, d3);
            x += xStep;
            z += zStep;
        }

        Store(sum, a0, a1, a2, a3);
        Store(sum + 64, b0, b1, b2, b3);
        Store(sum + 128, c0, c1, c2, c3);
        Store(sum + 192, d0, d1, d2, d3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* to, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3)
    {
        v0.StoreAligned(to);
        v1.StoreAligned(to + 16);
        v2.StoreAligned(to + 32);
        v3.StoreAligned(to + 48);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>Matrix product of dense layers: vectors times scalars, accumulated for sixteen results at a time in registers.</summary>
/// <remarks>
/// Forward: vectors are inputs (one image per lane), scalars are weights. Input gradient: the same with the transposed weights.
/// Weight gradient: vectors are output gradients (one unit per lane), image by image; scalars are the inputs of that image.
/// </remarks>
internal static unsafe class DenseProduct
{
    /// <summary>
    /// Distance in memory between the scalars of neighbouring results, as a type, so that it is a constant to the compiler.
    /// </summary>
    public interface ISpacing
    {
        /// <summary>The distance in floats.</summary>
        static abstract int Floats { get; }
    }

    /// <summary>
    /// Writes y[o] = start[o] + Σ x[term] · n[term, o] for up to sixteen results o; terms are added in order, group by group.
    /// </summary>
    /// <typeparam name="TSpacing">Distance from n[term, o] to n[term, o + 1].</typeparam>
    /// <param name="terms">The operands.</param>
    /// <param name="bias">Initial values of the sums, sixteen numbers; or null.</param>
    /// <param name="add">Without a bias: whether sums start from <paramref name="y"/> instead of 0.</param>
    /// <param name="y">One vector per result, contiguous; written.</param>
    /// <param name="results">Number of results to store, at most sixteen; sixteen are computed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TSpacing>(in Terms terms, float* bias, bool add, float* y, int results)
        where TSpacing : struct, ISpacing
    {
        float* edge = stackalloc float[PackedMatrix.PanelWidth * Tile.Lanes];
        float* r = y;
        if (results < PackedMatrix.PanelWidth)
        {
            Copy(y, edge, results);
            r = edge;
        }

        Vector512<float> s0 = default, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        Vector512<float> s8 = s0, s9 = s0, s10 = s0, s11 = s0, s12 = s0, s13 = s0, s14 = s0, s15 = s0;
        if (bias is not null)
        {
            (s0, s1, s2, s3) = (Broadcast(bias), Broadcast(bias + 1), Broadcast(bias + 2), Broadcast(bias + 3));
            (s4, s5, s6, s7) = (Broadcast(bias + 4), Broadcast(bias + 5), Broadcast(bias + 6), Broadcast(bias + 7));
            (s8, s9, s10, s11) = (Broadcast(bias + 8), Broadcast(bias + 9), Broadcast(bias + 10), Broadcast(bias + 11));
            (s12, s13, s14, s15) = (Broadcast(bias + 12), Broadcast(bias + 13), Broadcast(bias + 14), Broadcast(bias + 15));
        }
        else if (add)
        {
            (s0, s1, s2, s3) = (Load(r), Load(r + 16), Load(r + 32), Load(r + 48));
            (s4, s5, s6, s7) = (Load(r + 64), Load(r + 80), Load(r + 96), Load(r + 112));
            (s8, s9, s10, s11) = (Load(r + 128), Load(r + 144), Load(r + 160), Load(r + 176));
            (s12, s13, s14, s15) = (Load(r + 192), Load(r + 208), Load(r + 224), Load(r + 240));
        }

        int step = terms.NumberStep;
        for (int group = 0; group < terms.Groups; group++)
        {
            float* x = terms.Vectors + (group * terms.VectorGroup);
            float* n = terms.Numbers + (group * terms.NumberGroup);
            for (int term = 0; term < terms.PerGroup; term++, x += Tile.Lanes, n += step)
            {
                var v = Load(x);
                s0 = MultiplyAdd(v, Broadcast(n), s0);
                s1 = MultiplyAdd(v, Broadcast(n + TSpacing.Floats), s1);
                s2 = MultiplyAdd(v, Broadcast(n + (2 * TSpacing.Floats)), s2);
                s3 = MultiplyAdd(v, Broadcast(n + (3 * TSpacing.Floats)), s3);
                s4 = MultiplyAdd(v, Broadcast(n + (4 * TSpacing.Floats)), s4);
                s5 = MultiplyAdd(v, Broadcast(n + (5 * TSpacing.Floats)), s5);
                s6 = MultiplyAdd(v, Broadcast(n + (6 * TSpacing.Floats)), s6);
                s7 = MultiplyAdd(v, Broadcast(n + (7 * TSpacing.Floats)), s7);
                s8 = MultiplyAdd(v, Broadcast(n + (8 * TSpacing.Floats)), s8);
                s9 = MultiplyAdd(v, Broadcast(n + (9 * TSpacing.Floats)), s9);
                s10 = MultiplyAdd(v, Broadcast(n + (10 * TSpacing.Floats)), s10);
                s11 = MultiplyAdd(v, Broadcast(n + (11 * TSpacing.Floats)), s11);
                s12 = MultiplyAdd(v, Broadcast(n + (12 * TSpacing.Floats)), s12);
                s13 = MultiplyAdd(v, Broadcast(n + (13 * TSpacing.Floats)), s13);
                s14 = MultiplyAdd(v, Broadcast(n + (14 * TSpacing.Floats)), s14);
                s15 = MultiplyAdd(v, Broadcast(n + (15 * TSpacing.Floats)), s15);
            }
        }

        Store(r, s0, s1, s2, s3);
        Store(r + 64, s4, s5, s6, s7);
        Store(r + 128, s8, s9, s10, s11);
        Store(r + 192, s12, s13, s14, s15);
        if (results < PackedMatrix.PanelWidth)
        {
            Copy(edge, y, results);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* to, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3)
    {
        v0.Store(to);
        v1.Store(to + 16);
        v2.Store(to + 32);
        v3.Store(to + 48);
    }

    private static void Copy(float* from, float* to, int vectors) =>
        new ReadOnlySpan<float>(from, vectors * Tile.Lanes).CopyTo(new Span<float>(to, vectors * Tile.Lanes));

    /// <summary>Operands of one product: per term a vector and sixteen scalars, in one or more groups.</summary>
    public readonly ref struct Terms
    {
        /// <summary>Vector of the first term; those of the next terms follow.</summary>
        public required float* Vectors { get; init; }

        /// <summary>Scalar of the first term for the first result; read for sixteen results.</summary>
        public required float* Numbers { get; init; }

        /// <summary>Floats from the scalars of one term to those of the next.</summary>
        public required int NumberStep { get; init; }

        /// <summary>Terms per group.</summary>
        public required int PerGroup { get; init; }

        /// <summary>Number of groups; 1 if all terms are contiguous.</summary>
        public required int Groups { get; init; }

        /// <summary>Floats from the vectors of one group to those of the next.</summary>
        public nint VectorGroup { get; init; }

        /// <summary>Floats from the scalars of one group to those of the next.</summary>
        public nint NumberGroup { get; init; }
    }

    /// <summary>Scalars of neighbouring results are contiguous: a panel of a packed matrix.</summary>
    public readonly struct Adjacent : ISpacing
    {
        /// <inheritdoc/>
        public static int Floats => 1;
    }

    /// <summary>Scalars of neighbouring results are one vector apart: the inputs of one image.</summary>
    public readonly struct VectorApart : ISpacing
    {
        /// <inheritdoc/>
        public static int Floats => Tile.Lanes;
    }
}

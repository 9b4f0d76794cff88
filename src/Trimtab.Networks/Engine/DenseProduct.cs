using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>The one kernel of dense layers: vectors times numbers, sixteen results at a time, whose sums stay in registers.</summary>
/// <remarks>
/// Forward, vectors are inputs (a lane an image) and numbers are weights. The data gradient is the same over the turned weights.
/// For the weight gradient vectors are output gradients with a lane per unit, one image after another, and numbers are the inputs of that image.
/// </remarks>
internal static unsafe class DenseProduct
{
    /// <summary>How far apart in memory the numbers of neighbouring results lie; a type so that the compiler sees a constant.</summary>
    public interface ISpacing
    {
        /// <summary>In floats.</summary>
        static abstract int Floats { get; }
    }

    /// <summary>Writes y[o] = start[o] + Σ x[term] · n[term, o] for up to sixteen results o, over the terms of several groups in order.</summary>
    /// <typeparam name="TSpacing">Where n[term, o + 1] lies after n[term, o].</typeparam>
    /// <param name="terms">What is summed.</param>
    /// <param name="bias">What each sum starts from: sixteen numbers; or null.</param>
    /// <param name="add">Without a bias: whether sums start from <paramref name="y"/> itself or from 0.</param>
    /// <param name="y">A vector per result, one after another; written.</param>
    /// <param name="results">How many there are; the kernel computes sixteen and keeps these.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TSpacing>(in Terms terms, float* bias, bool add, float* y, int results)
        where TSpacing : struct, ISpacing
    {
        float* edge = stackalloc float[Strips.Width * Tile.Lanes];
        float* r = y;
        if (results < Strips.Width)
        {
            Copy(y, edge, results);
            r = edge;
        }

        Vector512<float> s0 = default, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        Vector512<float> s8 = s0, s9 = s0, s10 = s0, s11 = s0, s12 = s0, s13 = s0, s14 = s0, s15 = s0;
        if (bias is not null)
        {
            (s0, s1, s2, s3) = (Spread(bias), Spread(bias + 1), Spread(bias + 2), Spread(bias + 3));
            (s4, s5, s6, s7) = (Spread(bias + 4), Spread(bias + 5), Spread(bias + 6), Spread(bias + 7));
            (s8, s9, s10, s11) = (Spread(bias + 8), Spread(bias + 9), Spread(bias + 10), Spread(bias + 11));
            (s12, s13, s14, s15) = (Spread(bias + 12), Spread(bias + 13), Spread(bias + 14), Spread(bias + 15));
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
                s0 = MultiplyAdd(v, Spread(n), s0);
                s1 = MultiplyAdd(v, Spread(n + TSpacing.Floats), s1);
                s2 = MultiplyAdd(v, Spread(n + (2 * TSpacing.Floats)), s2);
                s3 = MultiplyAdd(v, Spread(n + (3 * TSpacing.Floats)), s3);
                s4 = MultiplyAdd(v, Spread(n + (4 * TSpacing.Floats)), s4);
                s5 = MultiplyAdd(v, Spread(n + (5 * TSpacing.Floats)), s5);
                s6 = MultiplyAdd(v, Spread(n + (6 * TSpacing.Floats)), s6);
                s7 = MultiplyAdd(v, Spread(n + (7 * TSpacing.Floats)), s7);
                s8 = MultiplyAdd(v, Spread(n + (8 * TSpacing.Floats)), s8);
                s9 = MultiplyAdd(v, Spread(n + (9 * TSpacing.Floats)), s9);
                s10 = MultiplyAdd(v, Spread(n + (10 * TSpacing.Floats)), s10);
                s11 = MultiplyAdd(v, Spread(n + (11 * TSpacing.Floats)), s11);
                s12 = MultiplyAdd(v, Spread(n + (12 * TSpacing.Floats)), s12);
                s13 = MultiplyAdd(v, Spread(n + (13 * TSpacing.Floats)), s13);
                s14 = MultiplyAdd(v, Spread(n + (14 * TSpacing.Floats)), s14);
                s15 = MultiplyAdd(v, Spread(n + (15 * TSpacing.Floats)), s15);
            }
        }

        Store(r, s0, s1, s2, s3);
        Store(r + 64, s4, s5, s6, s7);
        Store(r + 128, s8, s9, s10, s11);
        Store(r + 192, s12, s13, s14, s15);
        if (results < Strips.Width)
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

    /// <summary>What one product sums: in every group, term after term, a vector and sixteen numbers.</summary>
    public readonly ref struct Terms
    {
        /// <summary>The first term's vector; the next follows it.</summary>
        public required float* Vectors { get; init; }

        /// <summary>The first term's number for the first result; read for sixteen results.</summary>
        public required float* Numbers { get; init; }

        /// <summary>Floats from one term's numbers to the next's.</summary>
        public required int NumberStep { get; init; }

        /// <summary>Terms in a group.</summary>
        public required int PerGroup { get; init; }

        /// <summary>Groups; 1 where all terms lie in one piece.</summary>
        public required int Groups { get; init; }

        /// <summary>Floats from one group's vectors to the next's.</summary>
        public nint VectorGroup { get; init; }

        /// <summary>Floats from one group's numbers to the next's.</summary>
        public nint NumberGroup { get; init; }
    }

    /// <summary>Numbers of neighbouring results are neighbours: a strip of a matrix, row by row.</summary>
    public readonly struct Adjacent : ISpacing
    {
        /// <inheritdoc/>
        public static int Floats => 1;
    }

    /// <summary>Numbers of neighbouring results are a vector apart: the inputs of one image.</summary>
    public readonly struct VectorApart : ISpacing
    {
        /// <inheritdoc/>
        public static int Floats => Tile.Lanes;
    }
}

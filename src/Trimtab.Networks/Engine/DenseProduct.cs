using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static Trimtab.Networks.Engine.Lanes;

namespace Trimtab.Networks.Engine;

/// <summary>The one kernel of dense layers: vectors times a matrix of numbers, sixteen results at a time.</summary>
/// <remarks>
/// Forward, x is the input (a lane an image) and the numbers are weights. The data gradient is the same over the turned weights.
/// For the weight gradient x is the output gradient with a lane per unit, and the numbers are the inputs of one image after another.
/// </remarks>
internal static unsafe class DenseProduct
{
    private const int Block = 16; // results whose sums stay in registers

    /// <summary>How far apart in memory the numbers of neighbouring results lie; a type so that the compiler sees a constant.</summary>
    public interface ISpacing
    {
        /// <summary>In floats.</summary>
        static abstract int Floats { get; }
    }

    /// <summary>Writes y[o] = start[o] + Σₖ x[k] · w[k, o] for every result o.</summary>
    /// <typeparam name="TSpacing">Where w[k, o + 1] lies after w[k, o].</typeparam>
    /// <param name="terms">How many terms k each sum has.</param>
    /// <param name="results">How many results o.</param>
    /// <param name="x">Vector k at x + 16·k·<paramref name="xStep"/>.</param>
    /// <param name="xStep">Vectors from one term to the next.</param>
    /// <param name="w">Number (k, o) at w + k·<paramref name="wStep"/> + o·spacing; may be read past its end for fifteen more results.</param>
    /// <param name="wStep">Floats from one term to the next.</param>
    /// <param name="bias">What each sum starts from: one number per result, readable likewise; or null.</param>
    /// <param name="add">Without a bias: whether sums start from <paramref name="y"/> itself or from 0.</param>
    /// <param name="y">Vector o at y + 16·o·<paramref name="yStep"/>; written.</param>
    /// <param name="yStep">Vectors from one result to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<TSpacing>(int terms, int results, float* x, int xStep, float* w, int wStep, float* bias, bool add, float* y, int yStep)
        where TSpacing : struct, ISpacing
    {
        float* edge = stackalloc float[Block * Tile.Lanes];
        int xFloats = xStep * Tile.Lanes, yFloats = yStep * Tile.Lanes;
        for (int o = 0; o < results; o += Block, y += Block * yFloats)
        {
            bool whole = o + Block <= results;
            float* r = y;
            int step = yFloats;
            if (!whole)
            {
                r = edge;
                step = Tile.Lanes;
                Copy(y, yFloats, edge, Tile.Lanes, add ? results - o : 0);
            }

            Vector512<float> s0 = default, s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
            Vector512<float> s8 = s0, s9 = s0, s10 = s0, s11 = s0, s12 = s0, s13 = s0, s14 = s0, s15 = s0;
            if (bias is not null)
            {
                float* b = bias + o;
                (s0, s1, s2, s3) = (Spread(b), Spread(b + 1), Spread(b + 2), Spread(b + 3));
                (s4, s5, s6, s7) = (Spread(b + 4), Spread(b + 5), Spread(b + 6), Spread(b + 7));
                (s8, s9, s10, s11) = (Spread(b + 8), Spread(b + 9), Spread(b + 10), Spread(b + 11));
                (s12, s13, s14, s15) = (Spread(b + 12), Spread(b + 13), Spread(b + 14), Spread(b + 15));
            }
            else if (add)
            {
                (s0, s1, s2, s3) = (Load(r), Load(r + step), Load(r + (2 * step)), Load(r + (3 * step)));
                (s4, s5, s6, s7) = (Load(r + (4 * step)), Load(r + (5 * step)), Load(r + (6 * step)), Load(r + (7 * step)));
                (s8, s9, s10, s11) = (Load(r + (8 * step)), Load(r + (9 * step)), Load(r + (10 * step)), Load(r + (11 * step)));
                (s12, s13, s14, s15) = (Load(r + (12 * step)), Load(r + (13 * step)), Load(r + (14 * step)), Load(r + (15 * step)));
            }

            float* term = x;
            float* n = w + (o * TSpacing.Floats);
            for (int k = 0; k < terms; k++, term += xFloats, n += wStep)
            {
                var v = Load(term);
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

            Store(r, step, s0, s1, s2, s3);
            Store(r + (4 * step), step, s4, s5, s6, s7);
            Store(r + (8 * step), step, s8, s9, s10, s11);
            Store(r + (12 * step), step, s12, s13, s14, s15);
            if (!whole)
            {
                Copy(edge, Tile.Lanes, y, yFloats, results - o);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(float* to, int step, Vector512<float> v0, Vector512<float> v1, Vector512<float> v2, Vector512<float> v3)
    {
        v0.Store(to);
        v1.Store(to + step);
        v2.Store(to + (2 * step));
        v3.Store(to + (3 * step));
    }

    private static void Copy(float* from, int fromStep, float* to, int toStep, int vectors)
    {
        for (int i = 0; i < vectors; i++)
        {
            Vector512.Load(from + (i * fromStep)).Store(to + (i * toStep));
        }
    }

    /// <summary>Numbers of neighbouring results are neighbours: a weight matrix, row by row.</summary>
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

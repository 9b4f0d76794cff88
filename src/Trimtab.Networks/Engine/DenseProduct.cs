using System.Runtime.CompilerServices;

namespace Trimtab.Networks.Engine;

/// <summary>Operands of products of a dense layer: per term a vector of each tile, and scalars for all results.</summary>
/// <remarks>
/// Forward: vectors are inputs (one image per lane), scalars are weights. Input gradient: the same with the transposed weights.
/// Weight gradient: vectors are output gradients (one unit per lane, a panel of units instead of a tile), image by image; scalars are the
/// inputs of that image.
/// </remarks>
internal readonly unsafe ref struct DenseTerms
{
    /// <summary>Vector of the first term; those of the next terms follow.</summary>
    public required float* Vectors { get; init; }

    /// <summary>Scalar of the first term for the first result; those of up to eleven results past the last may be read.</summary>
    public required float* Numbers { get; init; }

    /// <summary>
    /// Whether scalars of neighbouring results are contiguous, as in a panel of weights; otherwise they are one vector apart, as the inputs
    /// of one image are.
    /// </summary>
    public required bool IsAdjacent { get; init; }

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

    /// <summary>Number of tiles.</summary>
    public required int Tiles { get; init; }

    /// <summary>Floats from the vectors of one tile to those of the next.</summary>
    public required nint VectorTile { get; init; }

    /// <summary>Floats from the results of one tile to those of the next.</summary>
    public required nint ResultTile { get; init; }
}

/// <summary>Matrix product of dense layers: vectors times scalars.</summary>
/// <remarks>
/// A block is two vectors, parts of a tile or of two tiles, × twice as many results as <typeparamref name="TBlock"/>, or fewer of either
/// at the end.
/// </remarks>
internal static unsafe class DenseProduct<TVector, TBlock>
    where TVector : struct, IFloatVector<TVector>
    where TBlock : struct, ICount
{
    /// <inheritdoc cref="Kernels.Multiply"/>
    public static void Multiply(in DenseTerms terms, float* bias, bool add, float* y, int results)
    {
        if (terms.IsAdjacent)
        {
            Multiply<One>(terms, bias, add, y, results);
        }
        else
        {
            Multiply<Sixteen>(terms, bias, add, y, results);
        }
    }

    private static void Multiply<TSpacing>(in DenseTerms terms, float* bias, bool add, float* y, int results)
        where TSpacing : struct, ICount
    {
        if (TVector.Count < Tile.Lanes)
        {
            for (int tile = 0; tile < terms.Tiles; tile++)
            {
                for (int lane = 0; lane < Tile.Lanes; lane += 2 * TVector.Count)
                {
                    float* x = terms.Vectors + (tile * terms.VectorTile) + lane;
                    var pair = new Pair(x, y + (tile * terms.ResultTile) + lane, TVector.Count, TVector.Count);
                    Multiply<TSpacing, Two>(terms, pair, bias, add, results);
                }
            }

            return;
        }

        for (int tile = 0; tile < terms.Tiles; tile += 2)
        {
            float* x = terms.Vectors + (tile * terms.VectorTile);
            var pair = new Pair(x, y + (tile * terms.ResultTile), terms.VectorTile, terms.ResultTile);
            if (tile + 1 < terms.Tiles)
            {
                Multiply<TSpacing, Two>(terms, pair, bias, add, results);
            }
            else
            {
                Multiply<TSpacing, One>(terms, pair, bias, add, results);
            }
        }
    }

    private static void Multiply<TSpacing, TVectors>(in DenseTerms terms, in Pair pair, float* bias, bool add, int results)
        where TSpacing : struct, ICount
        where TVectors : struct, ICount
    {
        int result = 0;
        for (int left = results; left > 0; left = results - result)
        {
            if (2 * TBlock.Value >= Twelve.Value && left >= Twelve.Value)
            {
                Block<TSpacing, TVectors, Twelve>(terms, pair, bias, add, result, left);
                result += Twelve.Value;
            }
            else if (left > Four.Value)
            {
                Block<TSpacing, TVectors, Six>(terms, pair, bias, add, result, left);
                result += Six.Value;
            }
            else if (left > Two.Value)
            {
                Block<TSpacing, TVectors, Four>(terms, pair, bias, add, result, left);
                result += Four.Value;
            }
            else
            {
                Block<TSpacing, TVectors, Two>(terms, pair, bias, add, result, left);
                result += Two.Value;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Block<TSpacing, TVectors, TResults>(
        in DenseTerms terms, in Pair pair, float* bias, bool add, int first, int results)
        where TSpacing : struct, ICount
        where TVectors : struct, ICount
        where TResults : struct, ICount
    {
        TVector s0, s1, s2, s3, s4, s5, s6, s7, s8, s9, s10, s11; // of the first vector
        TVector t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11; // of the second vector
        s0 = s1 = s2 = s3 = s4 = s5 = s6 = s7 = s8 = s9 = s10 = s11 = TVector.Create(0);
        t0 = t1 = t2 = t3 = t4 = t5 = t6 = t7 = t8 = t9 = t10 = t11 = s0;
        float* y = pair.Results + (first * Tile.Lanes);
        nint second = pair.SecondResult, secondVector = pair.SecondVector;
        bias = bias is null ? null : bias + first;
        if (bias is not null || add)
        {
            Start<TVectors>(0, bias, y, second, ref s0, ref t0);
            Start<TVectors>(1, bias, y, second, ref s1, ref t1);

            if (TResults.Value > 2)
            {
                Start<TVectors>(2, bias, y, second, ref s2, ref t2);
                Start<TVectors>(3, bias, y, second, ref s3, ref t3);
            }

            if (TResults.Value > 4)
            {
                Start<TVectors>(4, bias, y, second, ref s4, ref t4);
                Start<TVectors>(5, bias, y, second, ref s5, ref t5);
            }

            if (TResults.Value > 6)
            {
                Start<TVectors>(6, bias, y, second, ref s6, ref t6);
                Start<TVectors>(7, bias, y, second, ref s7, ref t7);
                Start<TVectors>(8, bias, y, second, ref s8, ref t8);
                Start<TVectors>(9, bias, y, second, ref s9, ref t9);
                Start<TVectors>(10, bias, y, second, ref s10, ref t10);
                Start<TVectors>(11, bias, y, second, ref s11, ref t11);
            }
        }

        nint step = terms.NumberStep, length = (nint)terms.PerGroup * Tile.Lanes;
        for (int group = 0; group < terms.Groups; group++)
        {
            float* x = pair.Vectors + (group * terms.VectorGroup);
            float* n = terms.Numbers + (group * terms.NumberGroup) + (first * TSpacing.Value);
            for (float* end = x + length; x < end; x += Tile.Lanes, n += step)
            {
                TVector v = TVector.Load(x), u = TVectors.Value > 1 ? TVector.Load(x + secondVector) : v;
                AddProduct<TVectors>(n, v, u, ref s0, ref t0);
                AddProduct<TVectors>(n + TSpacing.Value, v, u, ref s1, ref t1);

                if (TResults.Value > 2)
                {
                    AddProduct<TVectors>(n + (2 * TSpacing.Value), v, u, ref s2, ref t2);
                    AddProduct<TVectors>(n + (3 * TSpacing.Value), v, u, ref s3, ref t3);
                }

                if (TResults.Value > 4)
                {
                    AddProduct<TVectors>(n + (4 * TSpacing.Value), v, u, ref s4, ref t4);
                    AddProduct<TVectors>(n + (5 * TSpacing.Value), v, u, ref s5, ref t5);
                }

                if (TResults.Value > 6)
                {
                    AddProduct<TVectors>(n + (6 * TSpacing.Value), v, u, ref s6, ref t6);
                    AddProduct<TVectors>(n + (7 * TSpacing.Value), v, u, ref s7, ref t7);
                    AddProduct<TVectors>(n + (8 * TSpacing.Value), v, u, ref s8, ref t8);
                    AddProduct<TVectors>(n + (9 * TSpacing.Value), v, u, ref s9, ref t9);
                    AddProduct<TVectors>(n + (10 * TSpacing.Value), v, u, ref s10, ref t10);
                    AddProduct<TVectors>(n + (11 * TSpacing.Value), v, u, ref s11, ref t11);
                }
            }
        }

        Store<TVectors>(0, results, y, second, s0, t0);
        Store<TVectors>(1, results, y, second, s1, t1);

        if (TResults.Value > 2)
        {
            Store<TVectors>(2, results, y, second, s2, t2);
            Store<TVectors>(3, results, y, second, s3, t3);
        }

        if (TResults.Value > 4)
        {
            Store<TVectors>(4, results, y, second, s4, t4);
            Store<TVectors>(5, results, y, second, s5, t5);
        }

        if (TResults.Value > 6)
        {
            Store<TVectors>(6, results, y, second, s6, t6);
            Store<TVectors>(7, results, y, second, s7, t7);
            Store<TVectors>(8, results, y, second, s8, t8);
            Store<TVectors>(9, results, y, second, s9, t9);
            Store<TVectors>(10, results, y, second, s10, t10);
            Store<TVectors>(11, results, y, second, s11, t11);
        }
    }

    /// <summary>Starts the sums of a result from its bias or, without one, from memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Start<TVectors>(int result, float* bias, float* y, nint second, ref TVector s, ref TVector t)
        where TVectors : struct, ICount
    {
        if (bias is not null)
        {
            s = t = TVector.Broadcast(bias + result);
            return;
        }

        s = TVector.Load(y + (result * Tile.Lanes));
        if (TVectors.Value > 1)
        {
            t = TVector.Load(y + second + (result * Tile.Lanes));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddProduct<TVectors>(float* number, TVector v, TVector u, ref TVector s, ref TVector t)
        where TVectors : struct, ICount
    {
        var k = TVector.Broadcast(number);
        TVector.AddProduct(ref s, v, k);
        if (TVectors.Value > 1)
        {
            TVector.AddProduct(ref t, u, k);
        }
    }

    /// <summary>Stores the sums of a result, unless it is past the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVectors>(int result, int results, float* y, nint second, TVector s, TVector t)
        where TVectors : struct, ICount
    {
        if (result >= results)
        {
            return;
        }

        s.Store(y + (result * Tile.Lanes));
        if (TVectors.Value > 1)
        {
            t.Store(y + second + (result * Tile.Lanes));
        }
    }

    /// <summary>Addresses of two vectors and of their results.</summary>
    private readonly struct Pair(float* vectors, float* results, nint secondVector, nint secondResult)
    {
        /// <summary>The first vector, of the first term.</summary>
        public readonly float* Vectors = vectors;

        /// <summary>The results of the first vector.</summary>
        public readonly float* Results = results;

        /// <summary>Floats from the first vector to the second.</summary>
        public readonly nint SecondVector = secondVector;

        /// <summary>Floats from the results of the first vector to those of the second.</summary>
        public readonly nint SecondResult = secondResult;
    }
}

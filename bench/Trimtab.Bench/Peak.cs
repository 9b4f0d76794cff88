using System.Runtime.CompilerServices;
using Trimtab.Networks.Engine;

namespace Trimtab.Bench;

/// <summary>The processor's highest rate of arithmetic: fused multiply-adds of whole vectors that stay in registers.</summary>
/// <remarks>
/// Twelve independent sums hide the latency of two multiplication units; with two operands they fit the sixteen registers of AVX2.
/// Twenty-four are for cores with four units and 32 registers. The best of all widths the processor has, each with both counts, is taken,
/// so that sums that do not fit are of no consequence.
/// </remarks>
internal static unsafe class Peak
{
    private const long Rounds = 5_000_000;

    /// <summary>
    /// Billions of floating-point operations per CPU second of a thread, with <paramref name="threads"/> threads at once; a multiply-add
    /// counts two.
    /// </summary>
    public static double Measure(int threads) => Enumerable.Range(0, 3).Max(_ => Best(threads));

    private static double Best(int threads)
    {
        double best = OfWidth<Floats4>(threads);
        best = Processor.Has256Bits ? Math.Max(best, OfWidth<Floats8>(threads)) : best;
        return Processor.Has512Bits ? Math.Max(best, OfWidth<Floats16>(threads)) : best;
    }

    private static double OfWidth<TVector>(int threads)
        where TVector : struct, IFloatVector<TVector> => Math.Max(Rate<TVector, Three>(threads), Rate<TVector, Six>(threads));

    private static double Rate<TVector, TBlock>(int threads)
        where TVector : struct, IFloatVector<TVector>
        where TBlock : struct, ICount
    {
        double seconds = CpuTime.Of(() =>
        {
            // Threads that have ended: the time of one that runs is known as of its processor's last tick, some milliseconds ago.
            var running = Enumerable.Range(0, threads).Select(_ => new Thread(Run<TVector, TBlock>)).ToList();
            running.ForEach(thread => thread.Start());
            running.ForEach(thread => thread.Join());
        });
        return 2.0 * TVector.Count * 4 * TBlock.Value * Rounds * threads / seconds / 1e9;
    }

    private static void Run<TVector, TBlock>()
        where TVector : struct, IFloatVector<TVector>
        where TBlock : struct, ICount
    {
        float* sums = stackalloc float[24 * TVector.Count];
        MultiplyAdd<TVector, TBlock>(sums, Rounds);
    }

    /// <summary>No call may follow the loop: sums that live across a call are kept in memory.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void MultiplyAdd<TVector, TBlock>(float* sums, long rounds)
        where TVector : struct, IFloatVector<TVector>
        where TBlock : struct, ICount
    {
        TVector x = TVector.Create(0.999f), y = TVector.Create(1e-3f);
        TVector s0 = y, s1 = y, s2 = y, s3 = y, s4 = y, s5 = y, s6 = y, s7 = y, s8 = y, s9 = y, s10 = y, s11 = y;
        TVector t0 = y, t1 = y, t2 = y, t3 = y, t4 = y, t5 = y, t6 = y, t7 = y, t8 = y, t9 = y, t10 = y, t11 = y;
        for (long round = 0; round < rounds; round++)
        {
            Four(ref s0, ref s1, ref s2, ref s3, x, y);
            Four(ref s4, ref s5, ref s6, ref s7, x, y);
            Four(ref s8, ref s9, ref s10, ref s11, x, y);
            if (TBlock.Value > 3)
            {
                Four(ref t0, ref t1, ref t2, ref t3, x, y);
                Four(ref t4, ref t5, ref t6, ref t7, x, y);
                Four(ref t8, ref t9, ref t10, ref t11, x, y);
            }
        }

        Store(sums, s0, s1, s2, s3);
        Store(sums + (4 * TVector.Count), s4, s5, s6, s7);
        Store(sums + (8 * TVector.Count), s8, s9, s10, s11);
        Store(sums + (12 * TVector.Count), t0, t1, t2, t3);
        Store(sums + (16 * TVector.Count), t4, t5, t6, t7);
        Store(sums + (20 * TVector.Count), t8, t9, t10, t11);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four<TVector>(ref TVector s0, ref TVector s1, ref TVector s2, ref TVector s3, TVector x, TVector y)
        where TVector : struct, IFloatVector<TVector>
    {
        s0 = TVector.MultiplyAdd(s0, x, y);
        s1 = TVector.MultiplyAdd(s1, x, y);
        s2 = TVector.MultiplyAdd(s2, x, y);
        s3 = TVector.MultiplyAdd(s3, x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVector>(float* to, TVector v0, TVector v1, TVector v2, TVector v3)
        where TVector : struct, IFloatVector<TVector>
    {
        v0.Store(to);
        v1.Store(to + TVector.Count);
        v2.Store(to + (2 * TVector.Count));
        v3.Store(to + (3 * TVector.Count));
    }
}

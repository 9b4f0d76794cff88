using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Bench;

/// <summary>What the processor can do at best: fused multiply-adds of whole vectors that stay in registers.</summary>
internal static class Peak
{
    private const int Sums = 16;
    private const long Rounds = 4_000_000;

    /// <summary>
    /// Billions of floating-point operations a second on <paramref name="threads"/> threads; a multiply-add counts two. The best of three.
    /// </summary>
    public static double Measure(int threads) => Enumerable.Range(0, 3).Max(_ => Once(threads));

    private static double Once(int threads)
    {
        long start = Stopwatch.GetTimestamp();
        Parallel.For(0, threads, new() { MaxDegreeOfParallelism = threads }, _ => Run(Rounds));
        double operations = 2.0 * Vector512<float>.Count * Sums * Rounds * threads;
        return operations / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Run(long rounds)
    {
        Vector512<float> x = Vector512.Create(0.999f), y = Vector512.Create(1e-3f);
        Vector512<float> s0 = y, s1 = y, s2 = y, s3 = y, s4 = y, s5 = y, s6 = y, s7 = y;
        Vector512<float> s8 = y, s9 = y, s10 = y, s11 = y, s12 = y, s13 = y, s14 = y, s15 = y;
        for (long i = 0; i < rounds; i++)
        {
            s0 = Vector512.FusedMultiplyAdd(s0, x, y);
            s1 = Vector512.FusedMultiplyAdd(s1, x, y);
            s2 = Vector512.FusedMultiplyAdd(s2, x, y);
            s3 = Vector512.FusedMultiplyAdd(s3, x, y);
            s4 = Vector512.FusedMultiplyAdd(s4, x, y);
            s5 = Vector512.FusedMultiplyAdd(s5, x, y);
            s6 = Vector512.FusedMultiplyAdd(s6, x, y);
            s7 = Vector512.FusedMultiplyAdd(s7, x, y);
            s8 = Vector512.FusedMultiplyAdd(s8, x, y);
            s9 = Vector512.FusedMultiplyAdd(s9, x, y);
            s10 = Vector512.FusedMultiplyAdd(s10, x, y);
            s11 = Vector512.FusedMultiplyAdd(s11, x, y);
            s12 = Vector512.FusedMultiplyAdd(s12, x, y);
            s13 = Vector512.FusedMultiplyAdd(s13, x, y);
            s14 = Vector512.FusedMultiplyAdd(s14, x, y);
            s15 = Vector512.FusedMultiplyAdd(s15, x, y);
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11 + s12 + s13 + s14 + s15);
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Networks.Engine;

/// <summary>Elementary functions of sixteen elements at once, with the same bits on every processor. Pure.</summary>
/// <remarks>
/// The platform's own functions use fused multiply-add only if the processor has it, and the C library without vectors: their bits differ.
/// </remarks>
internal static class Elementary
{
    /// <summary>eˣ, within 1 unit in the last place; for subnormal results, within the smallest positive number.</summary>
    /// <remarks>
    /// 2ᵏ·eʳ with |r| ≤ ½ ln 2 (Muller, "Elementary Functions", 2016, chapter 11); ln 2 in two numbers, the first of ten bits.
    /// The polynomial is our own minimax fit: relative error 3.1e-9. 2ᵏ is multiplied in two steps, because it may be outside the range.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        x = Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(89f)), Vector512.Create(89f), x); // keeps NaN
        x = Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512.Create(-104f)), Vector512.Create(-104f), x);
        var shift = Vector512.Create(12582912f); // 1.5·2²³: the sum holds the nearest integer in its low bits
        var shifted = Vector512.FusedMultiplyAdd(x, Vector512.Create(1.442695041f), shift);
        var k = shifted - shift;
        var r = Vector512.FusedMultiplyAdd(k, Vector512.Create(-0.693359375f), x);
        r = Vector512.FusedMultiplyAdd(k, Vector512.Create(2.12194440e-4f), r);
        var p = Vector512.Create(0.00138146023f);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.00836871751f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.041668389f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.166665211f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(0.49999994f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r) + Vector512<float>.One;
        var exponent = shifted.AsInt32() - shift.AsInt32();
        var first = exponent >> 1;
        return p * PowerOfTwo(first) * PowerOfTwo(exponent - first);
    }

    /// <summary>1 / (1 + e⁻ˣ). 0 below about -88, where the exact value is below single precision's normal range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Vector512<float>.One / (Vector512<float>.One + Exp(-x));

    /// <summary>eˣ - 1 for x ≤ 0, within a few units in the last place also near 0.</summary>
    /// <remarks>Above -½, where the subtraction would cancel, a Taylor series with a relative truncation error below 1.1e-8.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Expm1(Vector512<float> x)
    {
        var series = Vector512.Create(1 / 40320f);
        series = (series * x) + Vector512.Create(1 / 5040f);
        series = (series * x) + Vector512.Create(1 / 720f);
        series = (series * x) + Vector512.Create(1 / 120f);
        series = (series * x) + Vector512.Create(1 / 24f);
        series = (series * x) + Vector512.Create(1 / 6f);
        series = (series * x) + Vector512.Create(1 / 2f);
        series = (series * x * x) + x;
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(-0.5f)), series, Exp(x) - Vector512<float>.One);
    }

    /// <summary>log(1 + x) for 0 ≤ x ≤ 1, within 1 unit in the last place.</summary>
    /// <remarks>
    /// From ½, ln 2 + log(1 + f) with f = (x - 1) / 2, which is exact. The polynomial is our own minimax fit: relative error 9.1e-10.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log1p(Vector512<float> x)
    {
        var isHigh = Vector512.GreaterThanOrEqual(x, Vector512.Create(0.5f));
        var f = Vector512.ConditionalSelect(isHigh, (x - Vector512<float>.One) * 0.5f, x);
        var p = Vector512.Create(0.0376731642f);
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.0911622122f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.117006712f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.127277777f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.142762378f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.166552961f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.199996054f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.250001639f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(0.333333403f));
        p = Vector512.FusedMultiplyAdd(p, f, Vector512.Create(-0.5f));
        var octave = Vector512.Create(0.693359375f) & isHigh;
        var sum = octave + f;
        var rest = f - (sum - octave) - (Vector512.Create(2.12194440e-4f) & isHigh); // rounding error of the sum, and low part of ln 2
        return sum + Vector512.FusedMultiplyAdd(p, f * f, rest);
    }

    /// <summary>
    /// Φ(x) = ½ (1 + erf(x/√2)), the standard normal distribution function, and e^(-x²/2), which its derivative is proportional to.
    /// </summary>
    /// <remarks>
    /// For x ≥ 0, 1 - Φ(x) = e^(-x²/2) t P(t) with t = 1/(1 + 0.32x), after the form of Abramowitz and Stegun, 7.1.26.
    /// P is our own minimax fit of degree 9: relative error 3.2e-8 in exact arithmetic, also in the tails.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<float> Cdf, Vector512<float> Bell) Normal(Vector512<float> x)
    {
        var size = Vector512.Abs(x);
        var t = Vector512<float>.One / (Vector512<float>.One + (size * 0.32f));
        var p = Vector512.Create(-0.02107818f);
        p = (p * t) + Vector512.Create(0.0954073f);
        p = (p * t) + Vector512.Create(-0.14670753f);
        p = (p * t) + Vector512.Create(0.06532809f);
        p = (p * t) + Vector512.Create(-0.009377604f);
        p = (p * t) + Vector512.Create(0.058653977f);
        p = (p * t) + Vector512.Create(0.0878291f);
        p = (p * t) + Vector512.Create(0.11462236f);
        p = (p * t) + Vector512.Create(0.12766095f);
        p = (p * t) + Vector512.Create(0.12766153f);
        var bell = Exp(x * x * -0.5f);
        var tail = bell * t * p;
        return (Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), tail, Vector512<float>.One - tail), bell);
    }

    /// <summary>2ᵏ for k from -126 to 127.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<int> k) => ((k + Vector512.Create(127)) << 23).AsSingle();
}

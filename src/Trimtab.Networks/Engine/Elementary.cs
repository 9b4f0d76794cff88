using System.Runtime.CompilerServices;

namespace Trimtab.Networks.Engine;

/// <summary>Elementary functions of a vector of elements, with the same bits on every processor and for every width. Pure.</summary>
/// <remarks>
/// The platform's own functions use fused multiply-add only if the processor has it, and the C library without vectors: their bits differ.
/// </remarks>
/// <typeparam name="TVector">The vector a register holds.</typeparam>
internal static class Elementary<TVector>
    where TVector : struct, IFloatVector<TVector>
{
    private static TVector One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => TVector.Create(1);
    }

    /// <summary>eˣ, within 1 unit in the last place; for subnormal results, within the smallest positive number.</summary>
    /// <remarks>
    /// 2ᵏ·eʳ with |r| ≤ ½ ln 2 (Muller, "Elementary Functions", 2016, chapter 11); ln 2 in two numbers, the first of ten bits.
    /// The polynomial is our own minimax fit: relative error 3.1e-9. 2ᵏ is multiplied in two steps, because it may be outside the range.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        x = TVector.Max(TVector.Create(-104), TVector.Min(TVector.Create(89), x)); // keeps NaN
        var shift = TVector.Create(12582912); // 1.5·2²³: the sum holds the nearest integer in its low bits
        var k = TVector.MultiplyAdd(x, TVector.Create(1.442695041f), shift) - shift;
        var r = TVector.MultiplyAdd(k, TVector.Create(-0.693359375f), x);
        r = TVector.MultiplyAdd(k, TVector.Create(2.12194440e-4f), r);
        var p = TVector.Create(0.00138146023f);
        p = TVector.MultiplyAdd(p, r, TVector.Create(0.00836871751f));
        p = TVector.MultiplyAdd(p, r, TVector.Create(0.041668389f));
        p = TVector.MultiplyAdd(p, r, TVector.Create(0.166665211f));
        p = TVector.MultiplyAdd(p, r, TVector.Create(0.49999994f));
        p = TVector.MultiplyAdd(p, r * r, r) + One;
        var bias = TVector.Create(12582912 + 127); // a sum's low bits are the exponent's of 2ᵏ
        var half = TVector.MultiplyAdd(k, TVector.Create(0.5f), bias);
        var rest = k - (half - bias) + bias;
        return p * (half << 23) * (rest << 23);
    }

    /// <summary>1 / (1 + e⁻ˣ). 0 below about -88, where the exact value is below single precision's normal range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x) => One / (One + Exp(-x));

    /// <summary>eˣ - 1 for x ≤ 0, within a few units in the last place also near 0.</summary>
    /// <remarks>Above -½, where the subtraction would cancel, a Taylor series with a relative truncation error below 1.1e-8.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Expm1(TVector x)
    {
        var series = TVector.Create(1 / 40320f);
        series = (series * x) + TVector.Create(1 / 5040f);
        series = (series * x) + TVector.Create(1 / 720f);
        series = (series * x) + TVector.Create(1 / 120f);
        series = (series * x) + TVector.Create(1 / 24f);
        series = (series * x) + TVector.Create(1 / 6f);
        series = (series * x) + TVector.Create(1 / 2f);
        series = (series * x * x) + x;
        return TVector.Select(TVector.GreaterThan(x, TVector.Create(-0.5f)), series, Exp(x) - One);
    }

    /// <summary>log(1 + x) for 0 ≤ x ≤ 1, within 1 unit in the last place.</summary>
    /// <remarks>
    /// From ½, ln 2 + log(1 + f) with f = (x - 1) / 2, which is exact. The polynomial is our own minimax fit: relative error 9.1e-10.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log1p(TVector x)
    {
        var isHigh = TVector.GreaterThanOrEqual(x, TVector.Create(0.5f));
        var f = TVector.Select(isHigh, (x - One) * TVector.Create(0.5f), x);
        var p = TVector.Create(0.0376731642f);
        p = TVector.MultiplyAdd(p, f, TVector.Create(-0.0911622122f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(0.117006712f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(-0.127277777f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(0.142762378f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(-0.166552961f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(0.199996054f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(-0.250001639f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(0.333333403f));
        p = TVector.MultiplyAdd(p, f, TVector.Create(-0.5f));
        var octave = TVector.Select(isHigh, TVector.Create(0.693359375f), default);
        var sum = octave + f;
        var low = TVector.Select(isHigh, TVector.Create(2.12194440e-4f), default); // added to the rounding error of the sum
        return sum + TVector.MultiplyAdd(p, f * f, f - (sum - octave) - low);
    }

    /// <summary>
    /// Φ(x) = ½ (1 + erf(x/√2)), the standard normal distribution function, and e^(-x²/2), which its derivative is proportional to.
    /// </summary>
    /// <remarks>
    /// For x ≥ 0, 1 - Φ(x) = e^(-x²/2) t P(t) with t = 1/(1 + 0.32x), after the form of Abramowitz and Stegun, 7.1.26.
    /// P is our own minimax fit of degree 9: relative error 3.2e-8 in exact arithmetic, also in the tails.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (TVector Cdf, TVector Bell) Normal(TVector x)
    {
        var t = One / (One + (TVector.Abs(x) * TVector.Create(0.32f)));
        var p = TVector.Create(-0.02107818f);
        p = (p * t) + TVector.Create(0.0954073f);
        p = (p * t) + TVector.Create(-0.14670753f);
        p = (p * t) + TVector.Create(0.06532809f);
        p = (p * t) + TVector.Create(-0.009377604f);
        p = (p * t) + TVector.Create(0.058653977f);
        p = (p * t) + TVector.Create(0.0878291f);
        p = (p * t) + TVector.Create(0.11462236f);
        p = (p * t) + TVector.Create(0.12766095f);
        p = (p * t) + TVector.Create(0.12766153f);
        var bell = Exp(x * x * TVector.Create(-0.5f));
        var tail = bell * t * p;
        return (TVector.Select(TVector.GreaterThan(default, x), tail, One - tail), bell);
    }
}

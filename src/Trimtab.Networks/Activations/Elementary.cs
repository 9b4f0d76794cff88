using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>Elementary functions the platform lacks or rounds badly near 0. Pure.</summary>
internal static class Elementary
{
    /// <summary>1 / (1 + e⁻ˣ). 0 below about -88, where the true value cannot be told from 0 in single precision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Sigmoid(Vector512<float> x) => Vector512<float>.One / (Vector512<float>.One + Vector512.Exp(-x));

    /// <summary>eˣ - 1 for x ≤ 0, exact to a few units in the last place also near 0.</summary>
    /// <remarks>Above -½, where the subtraction would cancel, Taylor's series: its first term left out is below 1.1e-8 of the value.</remarks>
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
        return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512.Create(-0.5f)), series, Vector512.Exp(x) - Vector512<float>.One);
    }

    /// <summary>log(1 + x) for 0 ≤ x ≤ 1, exact to a few units in the last place also near 0.</summary>
    /// <remarks>Source: Goldberg, "What Every Computer Scientist Should Know About Floating-Point Arithmetic" (1991), theorem 4.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Log1p(Vector512<float> x)
    {
        var u = Vector512<float>.One + x;
        var difference = u - Vector512<float>.One;
        return Vector512.ConditionalSelect(Vector512.Equals(difference, Vector512<float>.Zero), x, Vector512.Log(u) * x / difference);
    }

    /// <summary>Φ(x) = ½ (1 + erf(x/√2)), the standard normal distribution function, and e^(-x²/2), which both it and its derivative need.</summary>
    /// <remarks>
    /// For x ≥ 0, 1 - Φ(x) = e^(-x²/2) t P(t) with t = 1/(1 + 0.32x), after the form of Abramowitz and Stegun, 7.1.26.
    /// P is our own minimax fit of degree 9: relative error 3.2e-8 in exact arithmetic, so the tails keep their digits.
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
        var bell = Vector512.Exp(x * x * -0.5f);
        var tail = bell * t * p;
        return (Vector512.ConditionalSelect(Vector512.LessThan(x, Vector512<float>.Zero), tail, Vector512<float>.One - tail), bell);
    }
}

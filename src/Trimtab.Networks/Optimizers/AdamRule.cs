using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>Adam's step, with the largest v so far in place of v where <paramref name="largest"/>, and weights shrunk first by <paramref name="shrink"/>.</summary>
/// <param name="η">The rate, biases taken out.</param>
/// <param name="moments">β₁ and β₂.</param>
/// <param name="ε">Keeps the divisor above 0.</param>
/// <param name="largest">AMSGrad.</param>
/// <param name="shrink">AdamW: the fraction taken off every weight; 0 for none.</param>
internal readonly struct AdamRule(float η, Moments moments, float ε, bool largest = false, float shrink = 0) : IUpdateRule
{
    private readonly float _rest1 = moments.Rest1;
    private readonly float _rest2 = moments.Rest2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Step(Vector512<float> g, Vector512<float> w, ref Vector512<float> m, ref Vector512<float> v, ref Vector512<float> h)
    {
        m += (g - m) * _rest1;
        v += ((g * g) - v) * _rest2;
        h = Vector512.Max(h, v);
        var kept = shrink == 0 ? w : w - (shrink * w);
        return kept - (η * m / (Vector512.Sqrt(largest ? h : v) + Vector512.Create(ε)));
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>Update rule of Adam and its variants AMSGrad and AdamW.</summary>
/// <param name="η">Learning rate with bias correction.</param>
/// <param name="moments">Decay rates β₁ and β₂.</param>
/// <param name="ε">Keeps the divisor above 0.</param>
/// <param name="useMaximum">Whether to divide by the maximum of v so far (AMSGrad).</param>
/// <param name="decay">Fraction subtracted from every weight before the step (AdamW); 0 for none.</param>
internal readonly struct AdamRule(float η, Moments moments, float ε, bool useMaximum = false, float decay = 0) : IUpdateRule
{
    private readonly float _rest1 = moments.Rest1;
    private readonly float _rest2 = moments.Rest2;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Step(
        Vector512<float> g, Vector512<float> w, ref Vector512<float> m, ref Vector512<float> v, ref Vector512<float> h)
    {
        m += (g - m) * _rest1;
        v += ((g * g) - v) * _rest2;
        h = Vector512.Max(h, v);
        var decayed = decay == 0 ? w : w - (decay * w);
        return decayed - (η * m / (Vector512.Sqrt(useMaximum ? h : v) + Vector512.Create(ε)));
    }
}

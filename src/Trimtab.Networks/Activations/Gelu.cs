using System.Runtime.CompilerServices;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>
/// Gaussian error linear unit: x·Φ(x), with Φ the standard normal distribution function (the exact form, not the tanh approximation).
/// </summary>
/// <remarks>Source: Hendrycks and Gimpel, "Gaussian Error Linear Units" (2016).</remarks>
[Named("gelu")]
public sealed record Gelu : Activation
{
    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) => Elementwise.Map(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Function(), x, gradient);

    private readonly struct Function : IDifferentiableLaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Value<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector> => x * Elementary<TVector>.Normal(x).Cdf;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Derivative<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector>
        {
            var (cdf, bell) = Elementary<TVector>.Normal(x);
            return cdf + (x * bell * TVector.Create(0.3989422804014327f)); // Φ(x) + x φ(x), φ(x) = e^(-x²/2) / √(2π)
        }
    }
}

using System.Runtime.CompilerServices;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>
/// Scaled exponential linear unit: λx for x > 0, otherwise λα(eˣ − 1), with λ = 1.0507… and α = 1.6732…. The derivative at 0 is λ.
/// </summary>
/// <remarks>
/// Keeps the mean of activations near 0 and their variance near 1; use it with the initializer <c>lecun_normal</c>.
/// Source: Klambauer et al., "Self-Normalizing Neural Networks" (NIPS 2017), equation 2.
/// </remarks>
[Named("selu")]
public sealed record Selu : Activation
{
    private const float Lambda = 1.0507009873554805f, LambdaAlpha = 1.7580993408473766f;

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) => Elementwise.Map(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Function(), y, gradient);

    private readonly struct Function : IDifferentiableLaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Value<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector>
        {
            var negative = Elementary<TVector>.Expm1(TVector.Min(default, x)) * TVector.Create(LambdaAlpha);
            return TVector.Select(TVector.GreaterThan(x, default), x * TVector.Create(Lambda), negative);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Derivative<TVector>(TVector y)
            where TVector : struct, IFloatVector<TVector>
        {
            var isPositive = TVector.GreaterThanOrEqual(y, default);
            return TVector.Select(isPositive, TVector.Create(Lambda), y + TVector.Create(LambdaAlpha));
        }
    }
}

using System.Runtime.CompilerServices;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Softplus: log(1 + eˣ), a smooth approximation of relu.</summary>
/// <remarks>Computed as max(x, 0) + log(1 + e^-|x|), without overflow and accurate for small results.</remarks>
[Named("softplus")]
public sealed record Softplus : Activation
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) => Elementwise.Map(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Function(), y, gradient);

    private readonly struct Function : IDifferentiableLaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Value<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector> =>
            TVector.Max(default, x) + Elementary<TVector>.Log1p(Elementary<TVector>.Exp(-TVector.Abs(x)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Derivative<TVector>(TVector y)
            where TVector : struct, IFloatVector<TVector> => -Elementary<TVector>.Expm1(-y);
    }
}

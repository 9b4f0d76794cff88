using System.Runtime.CompilerServices;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Rectified linear unit: max(x, 0). The derivative at 0 is 0.</summary>
/// <remarks>NaN propagates.</remarks>
[Named("relu")]
public sealed record Relu : Activation
{
    /// <inheritdoc/>
    private protected override ActivationForm Form => ActivationForm.Rectifier;

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) => Elementwise.Map(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Function(), y, gradient);

    private readonly struct Function : IDifferentiableLaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Value<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector> => TVector.Select(TVector.GreaterThanOrEqual(default, x), default, x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Derivative<TVector>(TVector y)
            where TVector : struct, IFloatVector<TVector> =>
            TVector.Select(TVector.GreaterThanOrEqual(default, y), default, TVector.Create(1));
    }
}

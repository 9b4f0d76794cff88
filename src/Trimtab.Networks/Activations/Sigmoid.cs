using System.Runtime.CompilerServices;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Logistic sigmoid: σ(x) = 1 / (1 + e⁻ˣ).</summary>
[Named("sigmoid")]
public sealed record Sigmoid : Activation
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
            where TVector : struct, IFloatVector<TVector> => Elementary<TVector>.Sigmoid(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Derivative<TVector>(TVector y)
            where TVector : struct, IFloatVector<TVector> => y * (TVector.Create(1) - y);
    }
}

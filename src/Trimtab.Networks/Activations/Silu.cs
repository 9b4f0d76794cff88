using System.Runtime.CompilerServices;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Sigmoid linear unit, also called swish: x·σ(x), with σ the logistic sigmoid.</summary>
/// <remarks>Source: Ramachandran et al., "Searching for Activation Functions" (2017).</remarks>
[Named("silu", "swish")]
public sealed record Silu : Activation
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
            where TVector : struct, IFloatVector<TVector> => x * Elementary<TVector>.Sigmoid(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Derivative<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector>
        {
            var sigma = Elementary<TVector>.Sigmoid(x);
            return sigma * (TVector.Create(1) + (x * (TVector.Create(1) - sigma)));
        }
    }
}

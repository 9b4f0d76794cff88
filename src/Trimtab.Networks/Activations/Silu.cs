using System.Runtime.Intrinsics;
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
        public Vector512<float> Value(Vector512<float> x) => x * Elementary.Sigmoid(x);

        public Vector512<float> Derivative(Vector512<float> x)
        {
            var sigma = Elementary.Sigmoid(x);
            return sigma * (Vector512<float>.One + (x * (Vector512<float>.One - sigma)));
        }
    }
}

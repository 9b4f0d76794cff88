using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>x·σ(x), with σ the sigmoid. Also called swish.</summary>
/// <remarks>Source: Ramachandran et al., "Searching for Activation Functions" (2017).</remarks>
[Named("silu", "swish")]
public sealed record Silu : Activation
{
    /// <inheritdoc/>
    public override bool NeedsInput => true;

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) =>
        Elementwise.Map(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Derivative(), x, gradient);

    private readonly struct Function : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> x) =>
            x * Elementary.Sigmoid(x);
    }

    private readonly struct Derivative : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> x)
        {
            var sigma = Elementary.Sigmoid(x);
            return sigma * (Vector512<float>.One + (x * (Vector512<float>.One - sigma)));
        }
    }
}

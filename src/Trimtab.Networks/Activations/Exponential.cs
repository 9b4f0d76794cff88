using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>eˣ. Infinite above about 88.7.</summary>
[Named("exponential")]
public sealed record Exponential : Activation
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) =>
        Elementwise.Map(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Derivative(), y, gradient);

    private readonly struct Function : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> x) =>
            Elementary.Exp(x);
    }

    private readonly struct Derivative : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> y) =>
            y;
    }
}

using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>0.2x + 0.5, cut to [0, 1]: Keras 2's form (Keras 3 has the slope 1/6). The derivative is 0 at the two ends.</summary>
[Named("hard_sigmoid")]
public sealed record HardSigmoid : Activation
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
            Vector512.Clamp((x * 0.2f) + Vector512.Create(0.5f), Vector512<float>.Zero, Vector512<float>.One);
    }

    private readonly struct Derivative : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> y)
        {
            var inside = Vector512.GreaterThan(y, Vector512<float>.Zero) & Vector512.LessThan(y, Vector512<float>.One);
            return inside & Vector512.Create(0.2f);
        }
    }
}

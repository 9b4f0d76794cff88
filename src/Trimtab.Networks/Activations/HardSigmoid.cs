using System.Runtime.Intrinsics;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Hard sigmoid: 0.2x + 0.5, clipped to [0, 1], as in Keras 2 (Keras 3: slope 1/6). The derivative is 0 at both ends.</summary>
[Named("hard_sigmoid")]
public sealed record HardSigmoid : Activation
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) => Elementwise.Map(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Function(), y, gradient);

    private readonly struct Function : IDifferentiableLaneFunction
    {
        public Vector512<float> Value(Vector512<float> x) =>
            Vector512.Clamp((x * 0.2f) + Vector512.Create(0.5f), Vector512<float>.Zero, Vector512<float>.One);

        public Vector512<float> Derivative(Vector512<float> y)
        {
            var inside = Vector512.GreaterThan(y, Vector512<float>.Zero) & Vector512.LessThan(y, Vector512<float>.One);
            return inside & Vector512.Create(0.2f);
        }
    }
}

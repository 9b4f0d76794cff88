using System.Runtime.Intrinsics;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Hyperbolic tangent.</summary>
/// <remarks>Computed from e^(-2|x|) − 1, without overflow and accurate near 0.</remarks>
[Named("tanh")]
public sealed record Tanh : Activation
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) => Elementwise.Map(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Function(), y, gradient);

    private readonly struct Function : IDifferentiableLaneFunction
    {
        public Vector512<float> Value(Vector512<float> x)
        {
            var minus = Elementary.Expm1(Vector512.Abs(x) * -2f);
            return Vector512.CopySign(minus / (Vector512.Create(2f) + minus), x);
        }

        public Vector512<float> Derivative(Vector512<float> y) => Vector512<float>.One - (y * y);
    }
}

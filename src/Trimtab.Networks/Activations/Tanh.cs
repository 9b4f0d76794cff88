using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>The hyperbolic tangent.</summary>
/// <remarks>Computed from e^(-2|x|) - 1: nothing overflows and small values keep their digits.</remarks>
[Named("tanh")]
public sealed record Tanh : Activation
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) =>
        Elementwise.Map(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Derivative(), y, gradient);

    private readonly struct Function : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> x)
        {
            var minus = Elementary.Expm1(Vector512.Abs(x) * -2f);
            return Vector512.CopySign(minus / (Vector512.Create(2f) + minus), x);
        }
    }

    private readonly struct Derivative : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> y) =>
            Vector512<float>.One - (y * y);
    }
}

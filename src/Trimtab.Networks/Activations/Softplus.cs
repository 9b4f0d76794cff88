using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>log(1 + eˣ), a smooth form of relu.</summary>
/// <remarks>Computed as max(x, 0) + log(1 + e^-|x|): nothing overflows and small values keep their digits.</remarks>
[Named("softplus")]
public sealed record Softplus : Activation
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
            Vector512.Max(x, Vector512<float>.Zero) + Elementary.Log1p(Elementary.Exp(-Vector512.Abs(x)));
    }

    private readonly struct Derivative : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> y) =>
            -Elementary.Expm1(-y);
    }
}

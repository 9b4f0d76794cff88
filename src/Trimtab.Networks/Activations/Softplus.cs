using System.Runtime.Intrinsics;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Softplus: log(1 + eˣ), a smooth approximation of relu.</summary>
/// <remarks>Computed as max(x, 0) + log(1 + e^-|x|), without overflow and accurate for small results.</remarks>
[Named("softplus")]
public sealed record Softplus : Activation
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) => Elementwise.Map(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Function(), y, gradient);

    private readonly struct Function : IDifferentiableLaneFunction
    {
        public Vector512<float> Value(Vector512<float> x) =>
            Vector512.Max(x, Vector512<float>.Zero) + Elementary.Log1p(Elementary.Exp(-Vector512.Abs(x)));

        public Vector512<float> Derivative(Vector512<float> y) => -Elementary.Expm1(-y);
    }
}

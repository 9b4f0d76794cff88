using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>x / (1 + |x|).</summary>
[Named("softsign")]
public sealed record Softsign : Activation
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
            x / (Vector512<float>.One + Vector512.Abs(x));
    }

    private readonly struct Derivative : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> y)
        {
            var rest = Vector512<float>.One - Vector512.Abs(y);
            return rest * rest;
        }
    }
}

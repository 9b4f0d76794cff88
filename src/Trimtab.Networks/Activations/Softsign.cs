using System.Runtime.Intrinsics;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Softsign: x / (1 + |x|).</summary>
[Named("softsign")]
public sealed record Softsign : Activation
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) => Elementwise.Map(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Function(), y, gradient);

    private readonly struct Function : IDifferentiableLaneFunction
    {
        public Vector512<float> Value(Vector512<float> x) => x / (Vector512<float>.One + Vector512.Abs(x));

        public Vector512<float> Derivative(Vector512<float> y)
        {
            var complement = Vector512<float>.One - Vector512.Abs(y);
            return complement * complement;
        }
    }
}

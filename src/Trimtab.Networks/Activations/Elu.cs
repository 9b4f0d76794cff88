using System.Runtime.Intrinsics;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Exponential linear unit: x for x > 0, otherwise α·(eˣ − 1). The derivative at 0 is α.</summary>
/// <remarks>Source: Clevert et al., "Fast and Accurate Deep Network Learning by Exponential Linear Units" (ICLR 2016).</remarks>
[Named("elu")]
public sealed record Elu : Activation
{
    /// <summary>α, the negative of the limit for x → −∞. 0 or more, finite. Default 1.</summary>
    public float Alpha
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 1;

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) => Elementwise.Map(new Function(Alpha), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Function(Alpha), y, gradient);

    private readonly struct Function(float alpha) : IDifferentiableLaneFunction
    {
        public Vector512<float> Value(Vector512<float> x)
        {
            var negative = Elementary.Expm1(Vector512.Min(x, Vector512<float>.Zero)) * alpha;
            return Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, negative);
        }

        public Vector512<float> Derivative(Vector512<float> y) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512<float>.Zero), Vector512<float>.One, y + Vector512.Create(alpha));
    }
}

using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>x where x is above 0, otherwise <see cref="Alpha"/>·(eˣ - 1). The derivative at 0 is <see cref="Alpha"/>.</summary>
/// <remarks>Source: Clevert et al., "Fast and Accurate Deep Network Learning by Exponential Linear Units" (ICLR 2016).</remarks>
[Named("elu")]
public sealed record Elu : Activation
{
    /// <summary>How far below 0 it goes. 0 or more, finite. Default 1.</summary>
    public float Alpha
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 1;

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) =>
        Elementwise.Map(new Function(Alpha), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Derivative(Alpha), y, gradient);

    private readonly struct Function(float alpha) : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> x) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, Elementary.Expm1(Vector512.Min(x, Vector512<float>.Zero)) * alpha);
    }

    private readonly struct Derivative(float alpha) : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> y) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512<float>.Zero), Vector512<float>.One, y + Vector512.Create(alpha));
    }
}

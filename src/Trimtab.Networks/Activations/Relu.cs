using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>max(x, 0). The derivative at 0 is 0.</summary>
/// <remarks>NaN stays NaN.</remarks>
[Named("relu")]
public sealed record Relu : Activation
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
            Vector512.AndNot(x, Vector512.LessThanOrEqual(x, Vector512<float>.Zero));
    }

    private readonly struct Derivative : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> y) =>
            Vector512.AndNot(Vector512<float>.One, Vector512.LessThanOrEqual(y, Vector512<float>.Zero));
    }
}

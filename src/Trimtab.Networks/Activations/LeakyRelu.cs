using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>x where x is above 0, otherwise <see cref="NegativeSlope"/>·x. The derivative at 0 is the slope.</summary>
/// <remarks>The default slope is that of Keras 2's LeakyReLU layer.</remarks>
[Named("leaky_relu")]
public sealed record LeakyRelu : Activation
{
    /// <summary>The slope below 0. 0 or more, finite. Default 0.3.</summary>
    public float NegativeSlope
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.3f;

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) =>
        Elementwise.Map(new Function(NegativeSlope), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Derivative(NegativeSlope), y, gradient);

    private readonly struct Function(float slope) : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> x) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x, x * slope);
    }

    private readonly struct Derivative(float slope) : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> y) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(y, Vector512<float>.Zero), Vector512<float>.One, Vector512.Create(slope));
    }
}

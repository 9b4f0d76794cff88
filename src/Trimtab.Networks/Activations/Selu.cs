using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>λx where x is above 0, otherwise λα(eˣ - 1), with λ = 1.0507… and α = 1.6732…: activations keep mean 0 and variance 1. The derivative at 0 is λ.</summary>
/// <remarks>Use it with <c>lecun_normal</c>. Source: Klambauer et al., "Self-Normalizing Neural Networks" (NIPS 2017), equation 2.</remarks>
[Named("selu")]
public sealed record Selu : Activation
{
    private const float Lambda = 1.0507009873554805f, LambdaAlpha = 1.7580993408473766f;

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) =>
        Elementwise.Map(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Derivative(), y, gradient);

    private readonly struct Function : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> x) =>
            Vector512.ConditionalSelect(Vector512.GreaterThan(x, Vector512<float>.Zero), x * Lambda, Elementary.Expm1(Vector512.Min(x, Vector512<float>.Zero)) * LambdaAlpha);
    }

    private readonly struct Derivative : ILaneFunction
    {
        public Vector512<float> Of(Vector512<float> y) =>
            Vector512.ConditionalSelect(Vector512.GreaterThanOrEqual(y, Vector512<float>.Zero), Vector512.Create(Lambda), y + Vector512.Create(LambdaAlpha));
    }
}

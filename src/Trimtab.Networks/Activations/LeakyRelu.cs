using System.Runtime.CompilerServices;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Leaky rectified linear unit: x for x > 0, otherwise slope·x. The derivative at 0 is the slope.</summary>
/// <remarks>
/// The default slope is that of the LeakyReLU layer of Keras 2. Source: Maas et al., "Rectifier Nonlinearities Improve Neural Network
/// Acoustic Models" (2013).
/// </remarks>
[Named("leaky_relu")]
public sealed record LeakyRelu : Activation
{
    /// <summary>The slope for negative inputs. 0 or more, finite. Default 0.3.</summary>
    public float NegativeSlope
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.3f;

    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) => Elementwise.Map(new Function(NegativeSlope), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Function(NegativeSlope), y, gradient);

    private readonly struct Function(float slope) : IDifferentiableLaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Value<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector> =>
            TVector.Select(TVector.GreaterThan(x, default), x, x * TVector.Create(slope));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Derivative<TVector>(TVector y)
            where TVector : struct, IFloatVector<TVector> =>
            TVector.Select(TVector.GreaterThan(y, default), TVector.Create(1), TVector.Create(slope));
    }
}

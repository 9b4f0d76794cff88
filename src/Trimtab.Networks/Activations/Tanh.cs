using System.Runtime.CompilerServices;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Hyperbolic tangent.</summary>
/// <remarks>Computed from e^(-2|x|) − 1, without overflow and accurate near 0.</remarks>
[Named("tanh")]
public sealed record Tanh : Activation
{
    /// <inheritdoc/>
    public override void Forward(ReadOnlySpan<float> x, Span<float> y, int channels) => Elementwise.Map(new Function(), x, y);

    /// <inheritdoc/>
    public override void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> gradient, int channels) =>
        Elementwise.Chain(new Function(), y, gradient);

    private readonly struct Function : IDifferentiableLaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Value<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector>
        {
            var minus = Elementary<TVector>.Expm1(TVector.Abs(x) * TVector.Create(-2));
            return TVector.CopySign(minus / (TVector.Create(2) + minus), x);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Derivative<TVector>(TVector y)
            where TVector : struct, IFloatVector<TVector> => TVector.Create(1) - (y * y);
    }
}

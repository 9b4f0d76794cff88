using System.Runtime.CompilerServices;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Hard sigmoid: 0.2x + 0.5, clipped to [0, 1], as in Keras 2 (Keras 3: slope 1/6). The derivative is 0 at both ends.</summary>
[Named("hard_sigmoid")]
public sealed record HardSigmoid : Activation
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
            where TVector : struct, IFloatVector<TVector> =>
            TVector.Min(TVector.Create(1), TVector.Max(default, (x * TVector.Create(0.2f)) + TVector.Create(0.5f)));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Derivative<TVector>(TVector y)
            where TVector : struct, IFloatVector<TVector>
        {
            var belowOne = TVector.Select(TVector.GreaterThan(TVector.Create(1), y), TVector.Create(0.2f), default);
            return TVector.Select(TVector.GreaterThan(y, default), belowOne, default);
        }
    }
}

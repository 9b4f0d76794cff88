using System.Runtime.CompilerServices;
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
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Value<TVector>(TVector x)
            where TVector : struct, IFloatVector<TVector>
        {
            var negative = Elementary<TVector>.Expm1(TVector.Min(default, x)) * TVector.Create(alpha);
            return TVector.Select(TVector.GreaterThan(x, default), x, negative);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Derivative<TVector>(TVector y)
            where TVector : struct, IFloatVector<TVector> =>
            TVector.Select(TVector.GreaterThan(y, default), TVector.Create(1), y + TVector.Create(alpha));
    }
}

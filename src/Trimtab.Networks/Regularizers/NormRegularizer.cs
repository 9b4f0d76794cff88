using System.Runtime.CompilerServices;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>A penalty on the L1 and L2 norms of weights: l1 · Σ |w| + l2 · Σ w².</summary>
public abstract record NormRegularizer : Regularizer
{
    private protected NormRegularizer()
    {
    }

    /// <summary>The coefficients of Σ |w| and Σ w².</summary>
    private protected abstract (float L1, float L2) Coefficients { get; }

    /// <inheritdoc/>
    public sealed override float Penalty(ReadOnlySpan<float> weights)
    {
        var (l1, l2) = Coefficients;
        return (float)(Term(l1, weights, squared: false) + Term(l2, weights, squared: true));
    }

    /// <inheritdoc/>
    public sealed override void AddGradient(ReadOnlySpan<float> weights, Span<float> gradient) =>
        Elementwise.Add(new Derivative(Coefficients.L1, 2 * Coefficients.L2), weights, gradient);

    private static double Term(float coefficient, ReadOnlySpan<float> weights, bool squared) =>
        coefficient == 0 ? 0 : coefficient * Elementwise.Sum(weights, squared);

    /// <summary>sign · sign(w) + scale · w, the derivative of a sum of |w| and w². The derivative of |w| at 0 is 0.</summary>
    private readonly struct Derivative(float sign, float scale) : ILaneFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TVector Value<TVector>(TVector w)
            where TVector : struct, IFloatVector<TVector>
        {
            var size = TVector.Create(sign);
            var negative = TVector.Select(TVector.GreaterThan(default, w), size, default);
            return TVector.Select(TVector.GreaterThan(w, default), size, default) - negative + (w * TVector.Create(scale));
        }
    }
}

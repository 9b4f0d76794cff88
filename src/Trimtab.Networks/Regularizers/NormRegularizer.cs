using System.Runtime.Intrinsics;
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
        public Vector512<float> Value(Vector512<float> w)
        {
            var positive = Vector512.GreaterThan(w, Vector512<float>.Zero) & Vector512.Create(sign);
            var negative = Vector512.LessThan(w, Vector512<float>.Zero) & Vector512.Create(sign);
            return positive - negative + (w * scale);
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>RMSprop optimizer: divides steps by the root of a running average of squared gradients. Default learning rate 0.001.</summary>
/// <remarks>
/// Hinton, Neural networks for machine learning, lecture 6e, 2012. v ← ρ·v + (1−ρ)·g², w ← w − η·g/(√v + ε), and with momentum
/// m ← μ·m + η·g/√(v + ε), w ← w − m: ε is placed as in Keras before 2.11, differently in the two.
/// <code>
/// model.Compile(new RmsProp { LearningRate = 0.0005, Momentum = 0.9 }, "categorical_crossentropy");
/// </code>
/// </remarks>
[Named("rmsprop")]
public sealed record RmsProp() : Optimizer(0.001)
{
    /// <summary>ρ, decay rate of the running average, in [0, 1). Default 0.9.</summary>
    public double Rho
    {
        get;
        init => field = Setting.Fraction(value);
    } = 0.9;

    /// <summary>μ, the momentum, in [0, 1). Default 0: none.</summary>
    public double Momentum
    {
        get;
        init => field = Setting.Fraction(value);
    }

    /// <summary>Whether v is the variance of gradients: the square of their running average is subtracted. Default false.</summary>
    public bool Centered { get; init; }

    /// <summary>ε, keeps divisors above 0. Above 0 and finite in single precision. Default 1e-7.</summary>
    public double Epsilon { get; init => field = Setting.Between(value, float.Epsilon, float.MaxValue); } = 1e-7;

    /// <inheritdoc/>
    public override int Slots => Centered ? 3 : Momentum > 0 ? 2 : 1;

    /// <inheritdoc/>
    public override void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights) =>
        new Rule(learningRate, Rho, (float)Momentum, Centered, (float)Epsilon).Apply(state, gradient, weights);

    private readonly struct Rule(float η, double rho, float μ, bool centered, float ε) : IUpdateRule
    {
        private readonly float _ρ = (float)rho;
        private readonly float _rest = (float)(1 - rho);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Step(
            Vector512<float> g, Vector512<float> w, ref Vector512<float> v, ref Vector512<float> m, ref Vector512<float> mean)
        {
            v = (_ρ * v) + (_rest * (g * g));
            var variance = v;
            if (centered)
            {
                mean = (_ρ * mean) + (_rest * g);
                variance = Vector512.Max(v - (mean * mean), Vector512<float>.Zero); // rounding can make it negative
            }

            if (μ == 0)
            {
                return w - (η * g / (Vector512.Sqrt(variance) + Vector512.Create(ε)));
            }

            m = (μ * m) + (η * g / Vector512.Sqrt(variance + Vector512.Create(ε)));
            return w - m;
        }
    }
}

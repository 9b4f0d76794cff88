using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>Nadam optimizer: Adam with Nesterov momentum and a momentum schedule. Default learning rate 0.002.</summary>
/// <remarks>
/// Dozat, Incorporating Nesterov momentum into Adam, 2016. μ(t) = β₁·(1 − ½·0.96^(k·t)), Π(t) = μ(1)⋯μ(t),
/// m̂ = μ(t+1)·m/(1 − Π(t+1)) + (1 − μ(t))·g/(1 − Π(t)), w ← w − η·m̂/(√(v/(1−β₂ᵗ)) + ε). Keras before 2.11 has k = 0.004, later versions
/// 1.
/// <code>
/// model.Compile(new Nadam { LearningRate = 0.001 }, "categorical_crossentropy");
/// </code>
/// </remarks>
[Named("nadam")]
public sealed record Nadam() : MomentOptimizer(0.002)
{
    /// <summary>k, speed of the momentum schedule, 0 or more. Default 0.004.</summary>
    public double ScheduleDecay
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.004;

    /// <inheritdoc/>
    public override void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights)
    {
        ArgumentNullException.ThrowIfNull(state);
        var moments = Moments;
        long t = state.Step;
        double μ = Momentum(t), ahead = Momentum(t + 1);
        state.Product *= μ;
        float ofMean = (float)(learningRate * ahead / (1 - (state.Product * ahead)));
        float ofGradient = (float)(learningRate * (1 - μ) / (1 - state.Product));
        float scale = (float)(1 / moments.Bias2(t));
        new Rule(ofMean, ofGradient, scale, moments, (float)Epsilon).Apply(state, gradient, weights);
    }

    private double Momentum(long t) => Beta1 * (1 - (0.5 * PortableMath.Pow(0.96, ScheduleDecay * t)));

    private readonly struct Rule(float ofMean, float ofGradient, float scale, Moments moments, float ε) : IUpdateRule
    {
        private readonly float _rest1 = moments.Rest1;
        private readonly float _rest2 = moments.Rest2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Step(
            Vector512<float> g, Vector512<float> w, ref Vector512<float> m, ref Vector512<float> v, ref Vector512<float> third)
        {
            m += (g - m) * _rest1;
            v += ((g * g) - v) * _rest2;
            return w - (((ofMean * m) + (ofGradient * g)) / (Vector512.Sqrt(v * scale) + Vector512.Create(ε)));
        }
    }
}

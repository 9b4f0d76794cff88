using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>
/// Adadelta optimizer: scales steps by running averages of squared gradients and squared updates. Default learning rate 1.
/// </summary>
/// <remarks>
/// Zeiler, ADADELTA: an adaptive learning rate method, 2012, algorithm 1. a ← ρ·a + (1−ρ)·g², δ = −g·√(D + ε)/√(a + ε),
/// D ← ρ·D + (1−ρ)·δ², w ← w + η·δ; the rate η is Keras's addition.
/// <code>
/// model.Compile(new Adadelta { LearningRate = 0.5, Rho = 0.9 }, "categorical_crossentropy");
/// </code>
/// </remarks>
[Named("adadelta")]
public sealed record Adadelta() : Optimizer(1.0)
{
    /// <summary>ρ, decay rate of the running averages, in [0, 1). Default 0.95.</summary>
    public double Rho
    {
        get;
        init => field = Setting.Fraction(value);
    } = 0.95;

    /// <summary>ε, keeps divisors above 0. Above 0 and finite in single precision. Default 1e-7.</summary>
    public double Epsilon { get; init => field = Setting.Between(value, float.Epsilon, float.MaxValue); } = 1e-7;

    /// <inheritdoc/>
    public override int Slots => 2;

    /// <inheritdoc/>
    public override void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights) =>
        new Rule(learningRate, Rho, (float)Epsilon).Apply(state, gradient, weights);

    private readonly struct Rule(float η, double rho, float epsilon) : IUpdateRule
    {
        private readonly float _ρ = (float)rho;
        private readonly float _rest = (float)(1 - rho);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Step(
            Vector512<float> g, Vector512<float> w, ref Vector512<float> a, ref Vector512<float> d, ref Vector512<float> third)
        {
            var ε = Vector512.Create(epsilon);
            a = (_ρ * a) + (_rest * (g * g));
            var δ = g * Vector512.Sqrt(d + ε) / Vector512.Sqrt(a + ε);
            d = (_ρ * d) + (_rest * (δ * δ));
            return w - (η * δ);
        }
    }
}

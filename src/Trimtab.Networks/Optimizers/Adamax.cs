using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Trimtab.Networks;

/// <summary>Adamax optimizer: Adam based on the infinity norm of gradients. Default learning rate 0.002.</summary>
/// <remarks>
/// u ← max(β₂·u, |g|), w ← w − η/(1−β₁ᵗ)·m/(u + ε): Kingma and Ba, Adam: a method for stochastic optimization, 2015, section 7.1.
/// <code>
/// model.Compile(new Adamax { LearningRate = 0.005 }, "mse");
/// </code>
/// </remarks>
[Named("adamax")]
public sealed record Adamax() : MomentOptimizer(0.002)
{
    /// <inheritdoc/>
    public override void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights)
    {
        ArgumentNullException.ThrowIfNull(state);
        var moments = Moments;
        float η = (float)(learningRate / moments.Bias1(state.Step));
        new Rule(η, moments.Rest1, (float)Beta2, (float)Epsilon).Apply(state, gradient, weights);
    }

    private readonly struct Rule(float η, float rest1, float β2, float ε) : IUpdateRule
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector512<float> Step(
            Vector512<float> g, Vector512<float> w, ref Vector512<float> m, ref Vector512<float> u, ref Vector512<float> third)
        {
            m += (g - m) * rest1;
            u = Vector512.Max(β2 * u, Vector512.Abs(g));
            return w - (η * m / (u + Vector512.Create(ε)));
        }
    }
}

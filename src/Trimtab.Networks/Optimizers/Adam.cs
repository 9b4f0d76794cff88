namespace Trimtab.Networks;

/// <summary>Running means of gradients (m) and of their squares (v), both corrected for starting at zero. Default rate 0.001.</summary>
/// <remarks>
/// Kingma and Ba, Adam: a method for stochastic optimization, 2015, in the order of the end of section 2:
/// w ← w − η·√(1−β₂ᵗ)/(1−β₁ᵗ)·m/(√v + ε).
/// </remarks>
[Named("adam")]
public sealed record Adam() : MomentOptimizer(0.001)
{
    /// <inheritdoc/>
    public override void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights)
    {
        ArgumentNullException.ThrowIfNull(state);
        var moments = Moments;
        new AdamRule(moments.Corrected(learningRate, state.Step), moments, (float)Epsilon).Apply(state, gradient, weights);
    }
}

namespace Trimtab.Networks;

/// <summary>
/// Adam optimizer: steps by running averages of gradients (m) and squared gradients (v), with bias correction. Default learning rate 0.001.
/// </summary>
/// <remarks>
/// Kingma and Ba, Adam: a method for stochastic optimization, 2015, in the order of the end of section 2:
/// w ← w − η·√(1−β₂ᵗ)/(1−β₁ᵗ)·m/(√v + ε).
/// <code>
/// model.Compile(new Adam { LearningRate = 0.01, ClipNorm = 1 }, "categorical_crossentropy", "accuracy");
/// </code>
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

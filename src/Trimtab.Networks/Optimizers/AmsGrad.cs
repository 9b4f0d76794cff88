namespace Trimtab.Networks;

/// <summary>Adam that divides by the largest v so far, so that steps never grow again. Default rate 0.001.</summary>
/// <remarks>Reddi, Kale and Kumar, On the convergence of Adam and beyond, 2018, algorithm 2, with Adam's bias correction as in Keras.</remarks>
[Named("amsgrad")]
public sealed record AmsGrad() : MomentOptimizer(0.001)
{
    /// <inheritdoc/>
    public override int Slots => 3;

    /// <inheritdoc/>
    public override void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights)
    {
        ArgumentNullException.ThrowIfNull(state);
        var moments = Moments;
        new AdamRule(moments.Corrected(learningRate, state.Step), moments, (float)Epsilon, largest: true).Apply(state, gradient, weights);
    }
}

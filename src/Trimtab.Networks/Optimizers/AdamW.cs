namespace Trimtab.Networks;

/// <summary>Adam with weights shrunk apart from the gradient: w ← w − η·λ·w before each step, biases included. Default rate 0.001.</summary>
/// <remarks>Loshchilov and Hutter, Decoupled weight decay regularization, 2019, algorithm 2; λ is multiplied by the rate, as in Keras.</remarks>
[Named("adamw")]
public sealed record AdamW() : MomentOptimizer(0.001)
{
    /// <summary>λ, 0 or more. Default 0.004.</summary>
    public double WeightDecay
    {
        get;
        init => field = Setting.AtLeast(value, 0);
    } = 0.004;

    /// <inheritdoc/>
    public override void Update(OptimizerState state, float learningRate, ReadOnlySpan<float> gradient, Span<float> weights)
    {
        ArgumentNullException.ThrowIfNull(state);
        var moments = Moments;
        float shrink = (float)(learningRate * WeightDecay);
        new AdamRule(moments.Corrected(learningRate, state.Step), moments, (float)Epsilon, shrink: shrink).Apply(state, gradient, weights);
    }
}

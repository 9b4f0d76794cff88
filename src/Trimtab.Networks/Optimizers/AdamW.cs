namespace Trimtab.Networks;

/// <summary>AdamW optimizer: Adam with decoupled weight decay, also of biases. Default learning rate 0.001.</summary>
/// <remarks>
/// w ← w − η·λ·w before each step: Loshchilov and Hutter, Decoupled weight decay regularization, 2019, algorithm 2; as in Keras, λ is
/// multiplied by the learning rate.
/// <code>
/// model.Compile(new AdamW { WeightDecay = 0.01 }, "categorical_crossentropy");
/// </code>
/// </remarks>
[Named("adamw")]
public sealed record AdamW() : MomentOptimizer(0.001)
{
    /// <summary>λ, the weight decay, 0 or more. Default 0.004.</summary>
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
        float decay = (float)(learningRate * WeightDecay);
        new AdamRule(moments.Corrected(learningRate, state.Step), moments, (float)Epsilon, decay: decay).Apply(state, gradient, weights);
    }
}

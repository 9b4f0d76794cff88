namespace Trimtab.Networks;

/// <summary>
/// AMSGrad optimizer: Adam that divides by the maximum of v so far, so that step sizes do not increase. Default learning rate 0.001.
/// </summary>
/// <remarks>
/// Reddi, Kale and Kumar, On the convergence of Adam and beyond, 2018, algorithm 2, with Adam's bias correction as in Keras.
/// <code>
/// model.Compile(new AmsGrad { Beta2 = 0.99 }, "categorical_crossentropy");
/// </code>
/// </remarks>
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
        float rate = moments.Corrected(learningRate, state.Step);
        new AdamRule(rate, moments, (float)Epsilon, useMaximum: true).Apply(state, gradient, weights);
    }
}

using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Brings each channel to mean β and standard deviation γ over the batch; afterwards over moving averages of what was seen.</summary>
/// <remarks>
/// y = γ (x − μ) / √(σ² + ε) + β over the batch (and the positions of an image), per channel; σ² is the population variance, also in
/// the moving average (Keras 3's choice; Keras 2's fused kernel took n/(n − 1) there). Moving = moving·momentum + batch·(1 − momentum).
/// A batch goes through the net layer by layer in place of tile by tile. Source: Ioffe and Szegedy (ICML 2015).
/// </remarks>
[Named("batch_normalization")]
public sealed record BatchNormalization : Layer
{
    /// <summary>How much of the moving average is kept each step, in [0, 1). Default 0.99.</summary>
    public float Momentum
    {
        get;
        init => field = Setting.Fraction(value);
    } = 0.99f;

    /// <summary>Added to the variance, above 0. Default 0.001.</summary>
    public float Epsilon
    {
        get;
        init => field = Setting.Above(value, 0);
    } = 0.001f;

    /// <summary>Whether β is learned (else 0). Default true.</summary>
    public bool Center { get; init; } = true;

    /// <summary>Whether γ is learned (else 1). Default true.</summary>
    public bool Scale { get; init; } = true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input)
    {
        Shape channels = [input[^1]];
        return
        [
            new("gamma", channels, "ones") { IsTrainable = Scale },
            new("beta", channels, "zeros") { IsTrainable = Center },
            new("moving_mean", channels, "zeros") { IsTrainable = false },
            new("moving_variance", channels, "ones") { IsTrainable = false },
        ];
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new BatchNormalizationKernel(this, input);
}

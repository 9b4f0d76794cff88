using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Batch normalization: normalizes each channel to mean β and standard deviation γ.</summary>
/// <remarks>
/// Input shape: any; the last axis holds the channels. Output shape: the same.
/// y = γ (x − μ) / √(σ² + ε) + β per channel. In training, μ and σ² are the mean and population variance over the batch (and the positions
/// of an image); otherwise, they are moving averages, updated at each step as moving · momentum + batch · (1 − momentum). The moving
/// variance, too, averages population variances, as in Keras 3 (Keras 2's fused kernel: sample variances).
/// A batch passes through the net layer by layer, not tile by tile. Source: Ioffe and Szegedy (ICML 2015).
/// <code>
/// var model = new Sequential([28, 28, 1])
/// {
///     new Conv2D(8, 3) { UseBias = false },
///     new BatchNormalization { Momentum = 0.9f },
///     new ActivationLayer("relu"),
/// };
/// </code>
/// </remarks>
[Named("batch_normalization")]
public sealed record BatchNormalization : Layer
{
    /// <summary>Fraction of the moving averages kept at each step, in [0, 1). Default 0.99.</summary>
    public float Momentum
    {
        get;
        init => field = Setting.Fraction(value);
    } = 0.99f;

    /// <summary>Number ε that is added to the variance, so that it is not 0. Above 0, finite. Default 0.001.</summary>
    public float Epsilon
    {
        get;
        init => field = Setting.Above(value, 0);
    } = 0.001f;

    /// <summary>Whether an offset β per channel is learned and added; otherwise there is none. Default true.</summary>
    public bool Center { get; init; } = true;

    /// <summary>Whether a factor γ per channel is learned and applied; otherwise there is none. Default true.</summary>
    public bool Scale { get; init; } = true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input)
    {
        Shape channels = [input[^1]];
        return
        [
            new("gamma", channels, new Ones()) { IsTrainable = Scale },
            new("beta", channels, new Zeros()) { IsTrainable = Center },
            new("moving_mean", channels, new Zeros()) { IsTrainable = false },
            new("moving_variance", channels, new Ones()) { IsTrainable = false },
        ];
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new BatchNormalizationOperator(input[^1], input.Size, Momentum, Epsilon);
}

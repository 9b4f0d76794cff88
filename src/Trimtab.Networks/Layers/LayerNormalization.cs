using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Layer normalization: normalizes the channels of each position of each row to mean β and standard deviation γ.</summary>
/// <remarks>
/// Input shape: any; the last axis holds the channels. Output shape: the same.
/// y = γ (x − μ) / √(σ² + ε) + β, with mean μ and population variance σ² over the channels of one position: no other row takes part, in
/// training as otherwise. Source: Ba, Kiros and Hinton (2016).
/// <code>
/// var model = new Sequential([20]) { new Dense(16), new LayerNormalization(), new ActivationLayer("relu"), new Dense(1) };
/// </code>
/// </remarks>
[Named("layer_normalization")]
public sealed record LayerNormalization : Layer
{
    /// <summary>ε, added to the variance. Above 0, finite. Default 0.001.</summary>
    public float Epsilon
    {
        get;
        init => field = Setting.Above(value, 0);
    } = 0.001f;

    /// <summary>Whether there is a β; otherwise it is 0. Default true.</summary>
    public bool Center { get; init; } = true;

    /// <summary>Whether there is a γ; otherwise it is 1. Default true.</summary>
    public bool Scale { get; init; } = true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input) => NormalizationWeights.Of(input[^1], Scale, Center);

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) =>
        new RowNormalizationOperator(input.Size / input[^1], 1, input[^1], 1, Epsilon, Scale, Center);
}

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
    public override bool PassesMask => true;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input) => NormalizationWeights.Of(input[^1], Scale, Center);

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) =>
        new RowNormalizationOperator(input.Size / input[^1], 1, input[^1], 1, Epsilon, Scale, Center);
}

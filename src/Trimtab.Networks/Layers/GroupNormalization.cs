using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>Group normalization: normalizes groups of channels of each image to mean β and standard deviation γ.</summary>
/// <remarks>
/// Input shape: any; the last axis holds the channels, a multiple of the groups. Output shape: the same.
/// y = γ (x − μ) / √(σ² + ε) + β, with mean μ and population variance σ² over all positions of a group's channels in one row: no other row
/// takes part, in training as otherwise. As many groups as channels is instance normalization. Source: Wu and He (2018).
/// <code>
/// var model = new Sequential([28, 28, 1]) { new Conv2D(8, 3), new GroupNormalization { Groups = 4 }, new ActivationLayer("relu") };
/// </code>
/// </remarks>
[Named("group_normalization")]
public sealed record GroupNormalization : Layer
{
    /// <summary>Number of groups of channels, 1 or more. Default 32.</summary>
    public int Groups
    {
        get;
        init => field = Setting.AtLeast(value, 1);
    } = 32;

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
    public override Shape OutputShape(Shape input) => input[^1] % Groups == 0
        ? input
        : throw Refuse(Invariant($"a number of channels that is a multiple of its {Groups} groups"), input);

    /// <inheritdoc/>
    public override IReadOnlyList<WeightSpec> Weights(Shape input) => NormalizationWeights.Of(input[^1], Scale, Center);

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) =>
        new RowNormalizationOperator(1, input.Size / input[^1], input[^1], Groups, Epsilon, Scale, Center);
}

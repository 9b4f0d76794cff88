using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>
/// Dropout of whole channels: in training, sets a random fraction of the channels of an image to 0 at all positions and scales the others
/// by 1/(1 − rate). Otherwise the identity.
/// </summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: the same.
/// The channels dropped depend on (seed, layer name, epoch, step, position in the batch, channel) and on nothing else. Neighbouring cells
/// of an image are alike, so that dropping single ones, as <see cref="Dropout"/> does, hides little. Source: Tompson et al. (CVPR 2015).
/// <code>
/// var model = new Sequential([28, 28, 1]) { new Conv2D(8, 3) { Activation = "relu" }, new SpatialDropout2D(0.2), new Flatten() };
/// </code>
/// </remarks>
[Named("spatial_dropout2d")]
public sealed record SpatialDropout2D : Layer
{
    /// <summary>Creates a layer that drops channels.</summary>
    /// <param name="rate">The fraction of channels dropped, in [0, 1).</param>
    public SpatialDropout2D(double rate) => Rate = Setting.Fraction(rate, nameof(Rate));

    /// <summary>The fraction of channels dropped, in [0, 1).</summary>
    public double Rate { get; }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        RequireImage(input);
        return input;
    }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new SpatialDropoutOperator(Rate, input[2]);
}

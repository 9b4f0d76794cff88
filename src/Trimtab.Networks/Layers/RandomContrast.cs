using Trimtab.Data;
using Trimtab.Networks.Engine;

namespace Trimtab.Networks;

/// <summary>
/// In training, changes the contrast of each image by a random factor f: (x − mean) · f + mean, with the mean of each channel. Otherwise
/// the identity.
/// </summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: the same. The result is not clipped.
/// What becomes of an image depends on (seed, layer name, epoch, step, position in the batch) and on nothing else.
/// <code>
/// var model = new Sequential([28, 28, 1]) { new RandomContrast(0.2), new Conv2D(8, 3), new Flatten(), new Dense(2) };
/// </code>
/// </remarks>
[Named("random_contrast")]
public sealed record RandomContrast : ImageAugmentation
{
    /// <summary>Creates a layer that changes the contrast of images.</summary>
    /// <param name="factor">f is drawn from 1 − factor to 1 + factor; from 0 to 1, both included.</param>
    public RandomContrast(double factor) => Factor = Setting.Between(factor, 0, 1, nameof(Factor));

    /// <summary>Largest change of the contrast, from 0 to 1: it is multiplied by a number from 1 − factor to 1 + factor.</summary>
    public double Factor { get; }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new ContrastOperator(input[0] * input[1], input[2], 1 - Factor, 1 + Factor);
}

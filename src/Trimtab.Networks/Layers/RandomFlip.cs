using Trimtab.Data;
using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>In training, turns each image over with a probability of ½ in each direction. Otherwise the identity.</summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: the same.
/// What becomes of an image depends on (seed, layer name, epoch, step, position in the batch) and on nothing else.
/// <code>
/// var model = new Sequential([28, 28, 1]) { new RandomFlip { Mode = FlipMode.Horizontal }, new Conv2D(8, 3), new Flatten() };
/// </code>
/// </remarks>
[Named("random_flip")]
public sealed record RandomFlip : ImageAugmentation
{
    /// <summary>
    /// Directions in which images may be turned over: left to right, top to bottom, or both. Default
    /// <see cref="FlipMode.HorizontalAndVertical"/>.
    /// </summary>
    public FlipMode Mode { get; init; }

    /// <inheritdoc/>
    public override LayerOperator Compile(Shape input) => new ImageSamplingOperator(
        input[0], input[1], input[2], draws => Draw(input[0], input[1], draws), new(ImageFillMode.Nearest, 0, IsLinear: false));

    private AffineMap Draw(int rows, int columns, RandomStream draws)
    {
        bool horizontal = draws.NextDouble() < 0.5 && Mode != FlipMode.Vertical;
        bool vertical = draws.NextDouble() < 0.5 && Mode != FlipMode.Horizontal;
        return new(horizontal ? -1 : 1, 0, horizontal ? columns - 1 : 0, 0, vertical ? -1 : 1, vertical ? rows - 1 : 0);
    }
}

using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>In training, shifts each image by a random part of its size. Otherwise the identity.</summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: the same.
/// What becomes of an image depends on (seed, layer name, epoch, step, position in the batch) and on nothing else.
/// <code>
/// var shift = new RandomTranslation(0.1, (-0.2, 0)); // up or down by a tenth, to the left by a fifth, at most
/// var model = new Sequential([28, 28, 1]) { shift, new Conv2D(8, 3), new Flatten(), new Dense(2) };
/// </code>
/// </remarks>
[Named("random_translation")]
public sealed record RandomTranslation : GeometricAugmentation
{
    /// <summary>Creates a layer that shifts images.</summary>
    /// <param name="heightFactor">Shift down as a part of the rows, from −1 to 1; below 0 it is up.</param>
    /// <param name="widthFactor">Shift to the right as a part of the columns, from −1 to 1; below 0 it is to the left.</param>
    public RandomTranslation(RandomFactor heightFactor, RandomFactor widthFactor) => (HeightFactor, WidthFactor) =
        (heightFactor.Within(-1, 1, nameof(HeightFactor)), widthFactor.Within(-1, 1, nameof(WidthFactor)));

    /// <summary>Interval of the shift down as a part of the rows, from −1 to 1; below 0 it is up.</summary>
    public RandomFactor HeightFactor { get; }

    /// <summary>Interval of the shift to the right as a part of the columns, from −1 to 1; below 0 it is to the left.</summary>
    public RandomFactor WidthFactor { get; }

    /// <inheritdoc/>
    private protected override AffineMap Draw(int rows, int columns, ref RandomStream draws)
    {
        double down = HeightFactor.At(draws.NextDouble()) * rows, right = WidthFactor.At(draws.NextDouble()) * columns;
        return new(1, 0, -right, 0, 1, -down);
    }
}

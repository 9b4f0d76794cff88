using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>In training, enlarges or shrinks each image around its centre by a random factor. Otherwise the identity.</summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: the same.
/// What becomes of an image depends on (seed, layer name, epoch, step, position in the batch) and on nothing else.
/// <code>
/// var model = new Sequential([28, 28, 1]) { new RandomZoom((-0.2, 0.1)), new Conv2D(8, 3), new Flatten(), new Dense(2) };
/// </code>
/// </remarks>
[Named("random_zoom")]
public sealed record RandomZoom : GeometricAugmentation
{
    /// <summary>Creates a layer that enlarges or shrinks images.</summary>
    /// <param name="heightFactor">
    /// How many times more rows are seen, minus 1, from −0.999 to 10: 0.1 shows 10 % more, the image shrinks; −0.1 enlarges it. Holds for
    /// both axes where <see cref="WidthFactor"/> is not set.
    /// </param>
    public RandomZoom(RandomFactor heightFactor) => HeightFactor = heightFactor.Within(Least, Most, nameof(HeightFactor));

    private const double Least = -0.999, Most = 10;

    /// <summary>
    /// Interval of the factor by which rows are zoomed, from −0.999 to 10: at 0.1 the image shows 10 % more rows, so that it shrinks; at
    /// −0.1 it is enlarged.
    /// </summary>
    public RandomFactor HeightFactor { get; }

    /// <summary>
    /// Interval of the factor by which columns are zoomed, as <see cref="HeightFactor"/>, drawn by itself. Default: null, the factor that
    /// is drawn for the rows.
    /// </summary>
    public RandomFactor? WidthFactor { get; init => field = value?.Within(Least, Most, nameof(WidthFactor)); }

    /// <inheritdoc/>
    private protected override AffineMap Draw(int rows, int columns, ref RandomStream draws)
    {
        double ofRows = 1 + HeightFactor.At(draws.NextDouble());
        double ofColumns = WidthFactor is { } factor ? 1 + factor.At(draws.NextDouble()) : ofRows;
        return new(ofColumns, 0, (columns - 1) / 2.0 * (1 - ofColumns), 0, ofRows, (rows - 1) / 2.0 * (1 - ofRows));
    }
}

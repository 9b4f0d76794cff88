using Trimtab.Networks.Engine;
using Trimtab.Numerics;

namespace Trimtab.Networks;

/// <summary>In training, rotates each image around its centre by a random angle. Otherwise the identity.</summary>
/// <remarks>
/// Input shape: <c>(rows, columns, channels)</c>. Output shape: the same.
/// What becomes of an image depends on (seed, layer name, epoch, step, position in the batch) and on nothing else.
/// <code>
/// var model = new Sequential([28, 28, 1]) { new RandomRotation(0.05), new Conv2D(8, 3), new Flatten(), new Dense(2) }; // ±18°
/// </code>
/// </remarks>
[Named("random_rotation")]
public sealed record RandomRotation : GeometricAugmentation
{
    /// <summary>Creates a layer that rotates images.</summary>
    /// <param name="factor">The angle as a part of a whole turn, from −1 to 1; above 0 it is counter-clockwise.</param>
    public RandomRotation(RandomFactor factor) => Factor = factor.Within(-1, 1, nameof(Factor));

    /// <summary>Interval of the angle as a part of a whole turn, from −1 to 1; above 0 it is counter-clockwise.</summary>
    public RandomFactor Factor { get; }

    /// <inheritdoc/>
    private protected override AffineMap Draw(int rows, int columns, ref RandomStream draws)
    {
        double angle = 2 * Math.PI * Factor.At(draws.NextDouble()), cos = PortableMath.Cos(angle), sin = PortableMath.Sin(angle);
        double x = (columns - 1) / 2.0, y = (rows - 1) / 2.0;
        return new(cos, -sin, x - (cos * x) + (sin * y), sin, cos, y - (sin * x) - (cos * y));
    }
}

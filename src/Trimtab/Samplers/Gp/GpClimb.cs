using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// Maximizes the acquisition function: quasi-random points and points around the best, then coordinate ascent from the best few.
/// </summary>
/// <param name="axes">The space.</param>
/// <param name="gain">The acquisition function, of coordinates in [0, 1].</param>
/// <param name="incumbents">The best points so far.</param>
/// <param name="tried">The points of the models.</param>
/// <param name="candidates">How many points are compared.</param>
/// <param name="address">Address of the random draws.</param>
internal sealed class GpClimb(
    SpaceTransform axes,
    Func<double[], double> gain,
    IReadOnlyList<double[]> incumbents,
    double[][] tried,
    int candidates,
    RandomAddress address)
{
    private const int Starts = 4;
    private const double FirstStep = 0.1, LastStep = 1e-5;

    private readonly double[]?[] _choices = DistinctChoices.Of(axes, tried, address);

    /// <summary>The point of the maximum, in [0, 1] per axis.</summary>
    public double[] Best()
    {
        var random = address.Stream();
        var places = new List<(double[] Place, double Value)>();
        for (int i = 0; i < candidates; i++)
        {
            double[] place = i % 3 == 2 ? Near(ref random) : Anywhere(i);
            places.Add((place, gain(place)));
        }

        var climbed = places.OrderByDescending(item => item.Value).Take(Starts).Select(item => Climb(item.Place, item.Value));
        return climbed.MaxBy(item => item.Value).Place;
    }

    private double[] Anywhere(int index)
    {
        double[] place = new double[axes.Count];
        for (int i = 0; i < place.Length; i++)
        {
            double u = Sobol.At((uint)index, i % Sobol.Dimensions, address);
            place[i] = axes[i].IsCategorical ? Math.Floor(u * axes[i].Choices) : Snap(i, u);
        }

        return place;
    }

    private double[] Near(ref RandomStream random)
    {
        double scale = PortableMath.Pow(10, -1 - (3 * random.NextDouble()));
        double[] place = [.. incumbents[random.NextInt32(incumbents.Count)]];
        for (int i = 0; i < place.Length; i++)
        {
            double z = random.NextNormal(), u = random.NextDouble(), choice = random.NextDouble();
            place[i] = !axes[i].IsCategorical ? Snap(i, place[i] + (z * scale)) : u < 0.2 ? Math.Floor(choice * axes[i].Choices) : place[i];
        }

        return place;
    }

    /// <summary>Steps along each axis while that improves, then steps of half the length.</summary>
    private (double[] Place, double Value) Climb(double[] start, double value)
    {
        double[] place = [.. start];
        for (double step = FirstStep; step > LastStep; step /= 2)
        {
            bool helped = true;
            for (int round = 0; helped && round < 4; round++)
            {
                helped = false;
                for (int axis = 0; axis < place.Length; axis++)
                {
                    foreach (double to in Neighbours(axis, place[axis], step))
                    {
                        double before = place[axis];
                        place[axis] = to;
                        double there = gain(place);
                        (place[axis], value, helped) = there > value ? (to, there, true) : (before, value, helped);
                    }
                }
            }
        }

        return (place, value);
    }

    private IEnumerable<double> Neighbours(int axis, double share, double step)
    {
        if (_choices[axis] is { } choices)
        {
            return step == FirstStep ? choices.Where(choice => choice != share) : [];
        }

        double least = axes[axis].IsStepped ? Math.Max(step, 1 / axes[axis].Size) : step; // a whole cell at least
        return new[] { Snap(axis, share + least), Snap(axis, share - least) }.Where(to => to != share);
    }

    private double Snap(int axis, double share) =>
        axes[axis].IsStepped
            ? axes[axis].ShareOf(axes[axis].Snap(GpMemory.PlaceOf(axes[axis], Math.Clamp(share, 0, 1))))
            : Math.Clamp(share, 0, 1);
}

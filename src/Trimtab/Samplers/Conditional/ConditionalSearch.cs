using Trimtab.Numerics;
using Trimtab.Samplers.Gp;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Conditional;

/// <summary>
/// Maximizes an acquisition function over a conditional space: random points and points around the best of each branch, then coordinate
/// ascent over the parameters that are active.
/// </summary>
/// <param name="memory">The trials.</param>
/// <param name="losses">Their losses.</param>
/// <param name="gain">The acquisition function, of coordinates with NaN where a parameter is inactive.</param>
/// <param name="address">Address of the random draws.</param>
internal sealed class ConditionalSearch(ConditionalMemory memory, double[] losses, Func<double[], double> gain, RandomAddress address)
{
    private const int Candidates = 384, Climbs = 3;
    private const double FirstStep = 0.1, LastStep = 1e-4, Swap = 0.2;

    private readonly SpaceTransform _axes = memory.Axes;

    /// <summary>The parameters of the maximum.</summary>
    public ParameterSet Best()
    {
        double[][] starts = Starts();
        var random = address.Stream();
        var points = new List<(double[] Place, double Value)>();
        for (int i = 0; i < Candidates; i++)
        {
            double[] place = i % 3 == 0 ? Anywhere(i) : Near(starts[i % 3 == 1 ? 0 : random.NextInt32(starts.Length)], ref random);
            points.Add((place, ValueAt(place)));
        }

        double[] best = points.OrderByDescending(point => point.Value).Take(Climbs).Select(point => Climb(point.Place, point.Value))
            .MaxBy(point => point.Value).Place;
        return memory.At(best, memory.Tree.At(best));
    }

    /// <summary>
    /// The best trial, then the best of every set of parameters; for what it has not, a start has the values of the best trial that has.
    /// </summary>
    private double[][] Starts()
    {
        double[][] ranked = [.. Enumerable.Range(0, losses.Length).OrderBy(i => losses[i]).Select(i => memory.Rows[i])];
        double[] known =
        [
            .. Enumerable.Range(0, _axes.Count)
                .Select(axis => ranked.Select(row => row[axis]).FirstOrDefault(v => !double.IsNaN(v))),
        ];
        return
        [
            .. ranked.DistinctBy(row => string.Concat(row.Select(v => double.IsNaN(v) ? '0' : '1')))
                .Select(row => row.Select((v, axis) => double.IsNaN(v) ? known[axis] : v).ToArray()),
        ];
    }

    private double ValueAt(double[] place)
    {
        bool[] active = memory.Tree.At(place);
        return gain([.. place.Select((v, axis) => active[axis] ? v : double.NaN)]);
    }

    private double[] Anywhere(int index)
    {
        double[] place = new double[_axes.Count];
        for (int i = 0; i < place.Length; i++)
        {
            double u = Sobol.At((uint)index, i % Sobol.Dimensions, address);
            place[i] = _axes[i].IsCategorical ? Math.Floor(u * _axes[i].Choices) : Snap(i, u);
        }

        return place;
    }

    private double[] Near(double[] start, ref RandomStream random)
    {
        double scale = PortableMath.Pow(10, -0.5 - (2.5 * random.NextDouble()));
        double[] place = [.. start];
        for (int i = 0; i < place.Length; i++)
        {
            double z = random.NextNormal(), u = random.NextDouble(), choice = random.NextDouble();
            place[i] = !_axes[i].IsCategorical ? Snap(i, place[i] + (z * scale))
                : u < Swap ? Math.Floor(choice * _axes[i].Choices)
                : place[i];
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
            for (int round = 0; helped && round < 3; round++)
            {
                helped = false;
                for (int axis = 0; axis < place.Length; axis++)
                {
                    if (!memory.Tree.At(place)[axis])
                    {
                        continue;
                    }

                    foreach (double to in Neighbours(axis, place[axis], step))
                    {
                        double before = place[axis];
                        place[axis] = to;
                        double there = ValueAt(place);
                        (place[axis], value, helped) = there > value ? (to, there, true) : (before, value, helped);
                    }
                }
            }
        }

        return (place, value);
    }

    private double[] Neighbours(int axis, double share, double step)
    {
        if (_axes[axis].IsCategorical)
        {
            return step == FirstStep
                ? [.. Enumerable.Range(0, _axes[axis].Choices).Select(choice => (double)choice).Where(choice => choice != share)]
                : [];
        }

        double least = _axes[axis].IsStepped ? Math.Max(step, 1 / _axes[axis].Size) : step; // a whole cell at least
        return [.. new[] { Snap(axis, share + least), Snap(axis, share - least) }.Where(to => to != share)];
    }

    private double Snap(int axis, double share) =>
        _axes[axis].IsStepped
            ? _axes[axis].ShareOf(_axes[axis].Snap(GpMemory.PlaceOf(_axes[axis], Math.Clamp(share, 0, 1))))
            : Math.Clamp(share, 0, 1);
}

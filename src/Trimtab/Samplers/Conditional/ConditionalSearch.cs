using Trimtab.Numerics;
using Trimtab.Samplers.Gp;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Conditional;

/// <summary>
/// Maximizes an acquisition function over a conditional space: from quasi-random points and points near the best trial of each branch,
/// along the parameters that are active.
/// </summary>
/// <param name="memory">The trials.</param>
/// <param name="gain">The acquisition function, of points with NaN where a parameter is inactive.</param>
/// <param name="address">Address of the random draws.</param>
internal sealed class ConditionalSearch(ConditionalMemory memory, Func<double[], double> gain, RandomAddress address)
{
    private const int Candidates = 384;

    /// <summary>The active parameters of the maximum, then of other points, best first.</summary>
    public IEnumerable<ParameterSet> Rank()
    {
        var ascent = new CoordinateAscent(memory.Cube, ValueAt, DistinctChoices.Of(memory.Cube, memory.Rows, address))
        {
            Starts = 3,
            Rounds = 3,
            LastStep = 1e-4,
            IsActive = (point, axis) => memory.Tree.At(point)[axis],
        };
        return ascent.Rank(Points()).Select(point => memory.Cube.At(point, memory.Tree.At(point)));
    }

    private double ValueAt(double[] point)
    {
        bool[] active = memory.Tree.At(point);
        return gain([.. point.Select((v, axis) => active[axis] ? v : double.NaN)]);
    }

    private double[][] Points()
    {
        double[][] starts = Starts(), points = new double[Candidates][];
        var random = address.Stream();
        for (int i = 0; i < points.Length; i++)
        {
            points[i] = i % 3 == 0 ? memory.Cube.Anywhere(i, address) : Near(starts[i % 3 == 1 ? 0 : random.NextInt32(starts.Length)]);
        }

        return points;

        double[] Near(double[] start) => memory.Cube.Near(start, PortableMath.Pow(10, -0.5 - (2.5 * random.NextDouble())), ref random);
    }

    /// <summary>
    /// The best trial, then the best trial of each set of parameters; each with the other parameters of the best trial that has them.
    /// </summary>
    private double[][] Starts()
    {
        double[][] ranked = [.. memory.Trials.BestFirst.Select(i => memory.Rows[i])];
        double[] known =
        [
            .. Enumerable.Range(0, memory.Cube.Count)
                .Select(axis => ranked.Select(row => row[axis]).FirstOrDefault(v => !double.IsNaN(v))),
        ];
        return
        [
            .. ranked.DistinctBy(row => string.Concat(row.Select(v => double.IsNaN(v) ? '0' : '1')))
                .Select(row => row.Select((v, axis) => double.IsNaN(v) ? known[axis] : v).ToArray()),
        ];
    }
}

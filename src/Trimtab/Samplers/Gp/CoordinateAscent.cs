namespace Trimtab.Samplers.Gp;

/// <summary>
/// Maximizes an acquisition function whose derivatives are not known: from the best of many points along one coordinate after the other,
/// with steps that are halved.
/// </summary>
/// <param name="cube">The space.</param>
/// <param name="gain">The acquisition function, of points of the cube.</param>
/// <param name="choices">The choices that are compared, by parameter; null for numerical ones.</param>
internal sealed class CoordinateAscent(UnitCube cube, Func<double[], double> gain, double[]?[] choices)
{
    private const double FirstStep = 0.1;

    /// <summary>From how many of the points the ascent begins.</summary>
    public int Starts { get; init; } = 4;

    /// <summary>How often all coordinates are taken with steps of one length at most.</summary>
    public int Rounds { get; init; } = 4;

    /// <summary>The length of the last steps; those of numerical parameters with steps are a cell at least.</summary>
    public double LastStep { get; init; } = 1e-5;

    /// <summary>Whether a parameter matters at a point. By default all do.</summary>
    public Func<double[], int, bool> IsActive { get; init; } = (_, _) => true;

    /// <summary>The maximum, then the ends of the other ascents, then the candidates; each best first.</summary>
    /// <param name="candidates">The points to begin with.</param>
    public double[][] Rank(IEnumerable<double[]> candidates)
    {
        (double[] Point, double Value)[] ranked =
            [.. candidates.Select(point => (point, Value: gain(point))).OrderByDescending(item => item.Value)];
        var climbed = ranked.Take(Starts).Select(item => Climb(item.Point, item.Value)).OrderByDescending(item => item.Value);
        return [.. climbed.Concat(ranked).Select(item => item.Point)];
    }

    private (double[] Point, double Value) Climb(double[] start, double value)
    {
        double[] point = [.. start];
        for (double step = FirstStep; step > LastStep; step /= 2)
        {
            bool helped = true;
            for (int round = 0; helped && round < Rounds; round++)
            {
                helped = false;
                for (int axis = 0; axis < point.Length; axis++)
                {
                    if (IsActive(point, axis))
                    {
                        helped |= Move(point, axis, step, ref value);
                    }
                }
            }
        }

        return (point, value);
    }

    /// <summary>Moves along one coordinate where that is better; whether it was.</summary>
    private bool Move(double[] point, int axis, double step, ref double value)
    {
        bool helped = false;
        foreach (double to in Neighbours(axis, point[axis], step))
        {
            double before = point[axis];
            point[axis] = to;
            double there = gain(point);
            (point[axis], value, helped) = there > value ? (to, there, true) : (before, value, helped);
        }

        return helped;
    }

    private IEnumerable<double> Neighbours(int axis, double share, double step)
    {
        if (choices[axis] is { } compared)
        {
            return step == FirstStep ? compared.Where(choice => choice != share) : [];
        }

        double length = cube[axis].IsStepped ? Math.Max(step, 1 / cube[axis].Size) : step; // a whole cell at least
        return new[] { cube.Snap(axis, share + length), cube.Snap(axis, share - length) }.Where(to => to != share);
    }
}

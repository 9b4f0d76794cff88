using Trimtab.Numerics;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// Maximizes an acquisition function in a box: from the best of many points, numerical parameters by its gradient, categorical ones by
/// trying the choices.
/// </summary>
/// <param name="cube">The space.</param>
/// <param name="gain">The acquisition function.</param>
/// <param name="box">Bounds of the numerical parameters, in [0, 1].</param>
/// <param name="center">The best trial; null if there is none near, so that the whole space is searched.</param>
/// <param name="tried">Points of the model.</param>
/// <param name="candidates">How many points are compared.</param>
/// <param name="address">Address of the random draws.</param>
internal sealed class GradientAscent(
    UnitCube cube,
    FeasibleImprovement gain,
    (double[] Low, double[] High) box,
    double[]? center,
    double[][] tried,
    int candidates,
    RandomAddress address)
{
    private const int Starts = 4, Iterations = 25, Rounds = 3;

    private static readonly double[] _strides = [-4, -2, -1, 1, 2, 4];

    private readonly double[]?[] _choices = DistinctChoices.Of(cube, tried, address);

    /// <summary>The maximum, then the ends of the other ascents, then the candidates; each best first.</summary>
    public double[][] Rank()
    {
        var random = address.Stream();
        var points = new (double[] Point, double Value)[candidates];
        for (int i = 0; i < points.Length; i++)
        {
            double[] point = Candidate(i, ref random);
            points[i] = (point, gain.At(point));
        }

        var ranked = points.OrderByDescending(item => item.Value).ToList();
        return [.. ranked.Take(Starts).Select(item => Climb(item.Point)).OrderByDescending(item => item.Value).Concat(ranked)
            .Select(item => item.Point)];
    }

    private double[] Candidate(int index, ref RandomStream random)
    {
        double[] point = Sobol.At((uint)index, address, cube.Count);
        bool isNear = center is not null && index % 2 == 1;
        int always = random.NextInt32(point.Length);
        double scale = PortableMath.Pow(10, -3 * random.NextDouble()), moved = Math.Max(0.2, random.NextDouble());
        for (int i = 0; i < point.Length; i++)
        {
            double u = point[i], z = random.NextNormal(), dice = random.NextDouble();
            bool stays = center is not null && i != always && dice > (cube.IsCategorical[i] ? 0.3 : isNear ? moved : 1);
            point[i] = stays ? center![i]
                : cube.IsCategorical[i] ? Math.Floor(u * cube[i].Choices)
                : isNear ? Inside(i, center![i] + (z * scale * 0.5 * (box.High[i] - box.Low[i])))
                : Inside(i, PortableMath.Lerp(box.Low[i], box.High[i], u));
        }

        return point;
    }

    private (double[] Point, double Value) Climb(double[] start)
    {
        double[] point = start;
        double value = double.NegativeInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            double[] low = [.. box.Low.Select((end, i) => cube.IsCategorical[i] ? point[i] : end)];
            double[] high = [.. box.High.Select((end, i) => cube.IsCategorical[i] ? point[i] : end)];
            double[] climbed = [.. Lbfgs.Minimize(Descent, point, Iterations, 1e-4, (low, high)).Select((share, i) => Rounded(i, share))];
            double there = gain.At(climbed);
            (point, value) = there > value ? (climbed, there) : (point, value);
            if (!Exchange(point, ref value))
            {
                break;
            }
        }

        return (point, value);
    }

    /// <summary>Replaces the value of each discrete parameter by the best one; whether that changed any.</summary>
    private bool Exchange(double[] point, ref double value)
    {
        double before = value;
        for (int axis = 0; axis < point.Length; axis++)
        {
            double kept = point[axis];
            foreach (double to in _choices[axis] ?? Cells(axis, kept))
            {
                point[axis] = to;
                double there = gain.At(point);
                (kept, value) = there > value ? (to, there) : (kept, value);
            }

            point[axis] = kept;
        }

        return value > before;
    }

    private IEnumerable<double> Cells(int axis, double share) => cube[axis].IsStepped
        ? _strides.Select(stride => Inside(axis, share + (stride / cube[axis].Size))).Where(to => to != share)
        : [];

    private (double Value, double[] Gradient) Descent(double[] point)
    {
        double[] gradient = new double[point.Length];
        double value = -gain.At(point, gradient);
        return (value, [.. gradient.Select(g => -g)]);
    }

    private double Inside(int axis, double share) => Rounded(axis, Math.Clamp(share, box.Low[axis], box.High[axis]));

    private double Rounded(int axis, double share) => cube[axis].IsStepped ? cube.Snap(axis, share) : share;
}

using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// Maximizes log expected improvement in a box: the best of many points, then numbers by gradient and lists by trying their choices.
/// </summary>
/// <param name="axes">The space.</param>
/// <param name="model">Model of the losses.</param>
/// <param name="box">Bounds of the numbers, in [0, 1].</param>
/// <param name="center">The best trial; null if there is none near, so that the whole space is searched.</param>
/// <param name="tried">Points of the model.</param>
/// <param name="candidates">How many points are compared.</param>
/// <param name="address">Address of the random draws.</param>
internal sealed class AcquisitionAscent(
    SpaceTransform axes,
    GaussianProcess model,
    (double[] Low, double[] High) box,
    double[]? center,
    double[][] tried,
    int candidates,
    RandomAddress address)
{
    private const int Starts = 4, Iterations = 25, Rounds = 3;

    private static readonly double[] _strides = [-4, -2, -1, 1, 2, 4];

    private readonly double[]?[] _choices = DistinctChoices.Of(axes, tried, address);

    /// <summary>The point of the maximum, in [0, 1] per axis.</summary>
    public double[] Best()
    {
        var random = address.Stream();
        var points = new (double[] Place, double Value)[candidates];
        for (int i = 0; i < points.Length; i++)
        {
            double[] place = Candidate(i, ref random);
            points[i] = (place, Value(place));
        }

        return points.OrderByDescending(item => item.Value).Take(Starts).Select(item => Climb(item.Place)).MaxBy(item => item.Value).Place;
    }

    /// <summary>Log expected improvement, and its derivatives.</summary>
    private double Value(double[] place, double[]? gradient = null)
    {
        double[] slopes = new double[gradient?.Length ?? 0];
        var (mean, variance) = model.At(place, gradient, slopes);
        double σ = Math.Sqrt(variance), z = (model.Lowest - mean) / σ, log = GpGain.LogImprovement(z);
        for (int i = 0; i < slopes.Length; i++)
        {
            // d ln(h(z) σ) = Φ(z) / h(z) · dz + dσ / σ for h(z) = φ(z) + z Φ(z).
            double byDeviation = slopes[i] / (2 * variance), byZ = (-gradient![i] / σ) - (z * byDeviation);
            gradient[i] = (PortableMath.Exp(Normal.LogCdf(z) - log) * byZ) + byDeviation;
        }

        return log + PortableMath.Log(σ);
    }

    private double[] Candidate(int index, ref RandomStream random)
    {
        double[] place = new double[axes.Count];
        bool isNear = center is not null && index % 2 == 1;
        int always = random.NextInt32(place.Length);
        double scale = PortableMath.Pow(10, -3 * random.NextDouble()), moved = Math.Max(0.2, random.NextDouble());
        for (int i = 0; i < place.Length; i++)
        {
            double u = Sobol.At((uint)index, i % Sobol.Dimensions, address), z = random.NextNormal(), dice = random.NextDouble();
            bool stays = center is not null && i != always && dice > (axes[i].IsCategorical ? 0.3 : isNear ? moved : 1);
            place[i] = stays ? center![i]
                : axes[i].IsCategorical ? Math.Floor(u * axes[i].Choices)
                : isNear ? Snap(i, center![i] + (z * scale * 0.5 * (box.High[i] - box.Low[i])))
                : Snap(i, PortableMath.Lerp(box.Low[i], box.High[i], u));
        }

        return place;
    }

    private (double[] Place, double Value) Climb(double[] start)
    {
        double[] place = start;
        double value = double.NegativeInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            double[] low = [.. box.Low.Select((end, i) => axes[i].IsCategorical ? place[i] : end)];
            double[] high = [.. box.High.Select((end, i) => axes[i].IsCategorical ? place[i] : end)];
            double[] climbed = [.. Lbfgs.Minimize(Descent, place, Iterations, 1e-4, (low, high)).Select((share, i) => Rounded(i, share))];
            double there = Value(climbed);
            (place, value) = there > value ? (climbed, there) : (place, value);
            if (!Exchange(place, ref value))
            {
                break;
            }
        }

        return (place, value);
    }

    /// <summary>Replaces the value of each discrete parameter by the best one; whether that changed any.</summary>
    private bool Exchange(double[] place, ref double value)
    {
        double before = value;
        for (int axis = 0; axis < place.Length; axis++)
        {
            double kept = place[axis];
            foreach (double to in _choices[axis] ?? Cells(axis, kept))
            {
                place[axis] = to;
                double there = Value(place);
                (kept, value) = there > value ? (to, there) : (kept, value);
            }

            place[axis] = kept;
        }

        return value > before;
    }

    private IEnumerable<double> Cells(int axis, double share) => axes[axis].IsStepped
        ? _strides.Select(stride => Rounded(axis, share + (stride / axes[axis].Size))).Where(to => to != share)
        : [];

    private (double Value, double[] Gradient) Descent(double[] place)
    {
        double[] gradient = new double[place.Length];
        double value = -Value(place, gradient);
        return (value, [.. gradient.Select(g => -g)]);
    }

    private double Snap(int axis, double share) => Rounded(axis, Math.Clamp(share, box.Low[axis], box.High[axis]));

    private double Rounded(int axis, double share) => axes[axis].IsStepped
        ? axes[axis].ShareOf(axes[axis].Snap(GpMemory.PlaceOf(axes[axis], Math.Clamp(share, 0, 1))))
        : share;
}

using Trimtab.Numerics;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// Maximizes expected improvement under an additive kernel: over values of one parameter after the other, across the whole ranges, then by
/// its gradient.
/// </summary>
/// <remarks>
/// Mean and L⁻¹k are sums over the parameters, so that the values of a parameter are compared without the covariances of the others: O(n)
/// each.
/// </remarks>
internal sealed class AdditiveAscent
{
    private const int Grid = 128, Even = 32, Lowest = 16, Rounds = 4, Iterations = 15;

    private readonly UnitCube _cube;
    private readonly GaussianProcess _model;
    private readonly AdditiveKernel _kernel;
    private readonly FeasibleImprovement _gain;
    private readonly Value[][] _values; // by parameter; the best trial's first

    /// <summary>Prepares the values that are compared.</summary>
    /// <param name="cube">The space, of numerical parameters.</param>
    /// <param name="model">The model, of that kernel.</param>
    /// <param name="kernel">The kernel.</param>
    /// <param name="best">The best trial.</param>
    public AdditiveAscent(UnitCube cube, GaussianProcess model, AdditiveKernel kernel, double[] best)
    {
        (_cube, _model, _kernel, _gain) = (cube, model, kernel, new(model, model.Lowest, []));
        _values = [.. best.Select((share, axis) => ValuesOf(axis, share))];
    }

    /// <summary>The acquisition function.</summary>
    public double At(double[] point) => _gain.At(point);

    /// <summary>The better maximum of two ascents: from the lowest means, and from the best trial.</summary>
    public double[] Maximum()
    {
        var lowest = Climb([.. _values.Select(values => values.MinBy(value => value.Mean)!)]);
        var near = Climb([.. _values.Select(values => values[0])]);
        double[] start = [.. (lowest.Gain >= near.Gain ? lowest : near).At.Select(value => value.Share)];
        var box = (new double[start.Length], Enumerable.Repeat(1.0, start.Length).ToArray());
        double[] end = [.. Lbfgs.Minimize(Descent, start, Iterations, 1e-4, box).Select((share, axis) => _cube.Snap(axis, share))];
        return At(end) > At(start) ? end : start;
    }

    /// <summary>The best trial's value, values spread evenly, and those of the lowest means of many more.</summary>
    private Value[] ValuesOf(int axis, double best)
    {
        double[] covariances = new double[_model.Columns[axis].Length];
        double[] even = [.. Enumerable.Range(0, Even + 1).Select(i => (double)i / Even)];
        var lowest = Enumerable.Range(0, Grid + 1)
            .Select(i => _cube.Snap(axis, (double)i / Grid))
            .Distinct()
            .Select(share => (Share: share, Mean: _model.Mean(CovariancesOf(share))))
            .OrderBy(item => item.Mean)
            .Take(Lowest)
            .Select(item => item.Share);
        return
        [
            .. even.Select(share => _cube.Snap(axis, share)).Concat(lowest).Prepend(best).Distinct().Select(share =>
                CovariancesOf(share) is var k ? new Value(share, _model.Mean(k), _model.Whitened(k)) : null!),
        ];

        double[] CovariancesOf(double share)
        {
            _kernel.FillAxis(axis, share, _model.Columns[axis], covariances);
            return covariances;
        }
    }

    private (Value[] At, double Gain) Climb(Value[] start)
    {
        Value[] at = [.. start];
        double gain = double.NegativeInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            double before = gain;
            for (int axis = 0; axis < at.Length; axis++)
            {
                (at[axis], gain) = BestOf(axis, at);
            }

            if (!(gain > before))
            {
                break;
            }
        }

        return (at, gain);
    }

    /// <summary>The best value of a parameter beside those of the others.</summary>
    private (Value Value, double Gain) BestOf(int axis, Value[] at)
    {
        double[] others = new double[at[axis].Whitened.Length];
        double mean = 0;
        for (int other = 0; other < at.Length; other++)
        {
            if (other != axis)
            {
                mean += at[other].Mean;
                DenseVector.AddScaled(others, 1, at[other].Whitened, others.Length);
            }
        }

        double left = _kernel.Variance - DenseVector.Dot(others, others, others.Length);
        var (best, gain) = (at[axis], double.NegativeInfinity);
        foreach (var value in _values[axis])
        {
            double explained = (2 * DenseVector.Dot(others, value.Whitened, others.Length)) + value.Square;
            double there = FeasibleImprovement.LogOf(_model.Lowest, mean + value.Mean, Math.Max(1e-12, left - explained));
            (best, gain) = there > gain ? (value, there) : (best, gain);
        }

        return (best, gain);
    }

    private (double Value, double[] Gradient) Descent(double[] point)
    {
        double[] gradient = new double[point.Length];
        double value = -_gain.At(point, gradient);
        return (value, [.. gradient.Select(g => -g)]);
    }

    /// <summary>A value of a parameter: the mean of its function there, and L⁻¹k of its covariances.</summary>
    private sealed class Value(double share, double mean, double[] whitened)
    {
        public double Share => share;

        public double Mean => mean;

        public double[] Whitened => whitened;

        public double Square { get; } = DenseVector.Dot(whitened, whitened, whitened.Length);
    }
}

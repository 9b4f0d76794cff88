using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trimtab.Numerics;

namespace Trimtab.Samplers;

/// <summary>A mixture of kernels, one a trial and one over everything (the prior): products over the axes of cut-off Gaussians, of their masses in a cell, or of counts. Not thread-safe.</summary>
/// <remarks>
/// A Gaussian's width is the larger gap to its neighbours on the axis (the ends count, but not for the outermost trials where there are two
/// or more), between range / min(100, kernels + 1) and the range. Older trials weigh less: of n ≥ 25 the oldest n − 25 go from 1/n up to 1.
/// </remarks>
internal sealed class Parzen(Axes axes)
{
    private const int FullWeight = 25;
    private const double Far = 8.3; // standard deviations beyond which nothing of a Gaussian is left in double precision
    private const double Negligible = -40; // e⁻⁴⁰ of the density is below its last bit, for tens of thousands of kernels

    private readonly double[][] _mu = new double[axes.Count][], _inverse = new double[axes.Count][], _sigma = new double[axes.Count][];
    private readonly double[] _hit = new double[axes.Count], _miss = new double[axes.Count];
    private readonly (double Mu, double Sigma, double Constant)[][] _known = new (double, double, double)[axes.Count][]; // per axis and trial: what its kernel was last
    private readonly bool _hasSteps = Enumerable.Range(0, axes.Count).Any(axis => axes[axis].IsStepped);
    private readonly bool[] _isPlain = [.. Enumerable.Range(0, axes.Count).Select(axis => !axes[axis].IsStepped && !axes[axis].IsCategorical)];
    private double[] _constant = [], _weight = [];
    private int[] _slots = [], _trials = [], _byPlace = [];
    private int _count;

    /// <summary>Puts kernels on the trials that are, or are not, good, and on places besides.</summary>
    public void Set(List<double>[] columns, List<int>[] sorted, bool[] isGood, bool good, double[][] besides, double priorWeight)
    {
        int trials = Number(isGood, good);
        _count = trials + besides.Length + 1;
        Reserve();
        Weigh(priorWeight);
        for (int axis = 0; axis < axes.Count; axis++)
        {
            var mu = _mu[axis];
            for (int trial = 0; trial < isGood.Length; trial++)
            {
                if (isGood[trial] == good)
                {
                    mu[_slots[trial]] = columns[axis][trial];
                }
            }

            for (int i = 0; i < besides.Length; i++)
            {
                mu[trials + i] = besides[i][axis];
            }

            if (axes[axis].IsCategorical)
            {
                Count(axis, priorWeight);
            }
            else
            {
                Widen(axis, Merge(sorted[axis], besides, axis, trials), trials);
            }
        }
    }

    /// <summary>Draws a point: a kernel by weight, then each axis from it.</summary>
    public void Sample(ref RandomStream random, Span<double> point)
    {
        double u = random.NextDouble(), sum = 0;
        int kernel = 0;
        for (; kernel < _count - 1 && (sum += _weight[kernel]) <= u; kernel++)
        {
        }

        for (int axis = 0; axis < point.Length; axis++)
        {
            point[axis] = axes[axis].IsCategorical ? DrawChoice(axis, kernel, random.NextDouble()) : DrawPlace(axis, kernel, random.NextDouble());
        }
    }

    /// <summary>ln of the density at a point; kernels too far to matter are left out on the way.</summary>
    public double LogDensity(ReadOnlySpan<double> point)
    {
        int prior = _count - 1;
        double top = Exact(prior, point), sum = 1, floor = top + Negligible;
        var floors = Vector512.Create(floor);
        for (int first = 0; first < prior; first += Vector512<double>.Count)
        {
            var logs = Upper(first, point, floor);
            var matters = Vector512.GreaterThan(logs, floors) & Vector512.LessThan(Vector512<double>.Indices, Vector512.Create((double)prior - first));
            if (matters == Vector512<double>.Zero)
            {
                continue;
            }

            if (_hasSteps)
            {
                logs = ExactOf(first, point, logs, matters);
            }

            double highest = Max(Vector512.ConditionalSelect(matters, logs, floors));
            (top, sum) = highest > top ? (highest, sum * Math.Exp(top - highest)) : (top, sum);
            sum += Vector512.Sum(Vector512.Exp(logs - Vector512.Create(top)) & matters);
        }

        return top + Math.Log(sum);
    }

    private static double Max(Vector512<double> lanes)
    {
        double highest = lanes[0];
        for (int lane = 1; lane < Vector512<double>.Count; lane++)
        {
            highest = Math.Max(highest, lanes[lane]);
        }

        return highest;
    }

    /// <summary>The kernels that matter, with the masses of cells instead of their bounds.</summary>
    private Vector512<double> ExactOf(int first, ReadOnlySpan<double> point, Vector512<double> bounds, Vector512<double> matters)
    {
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            if (matters.AsInt64()[lane] != 0)
            {
                bounds = bounds.WithElement(lane, Exact(first + lane, point));
            }
        }

        return bounds;
    }

    /// <summary>No less than the logarithms of eight kernels at a point; given up where all are below the floor.</summary>
    private Vector512<double> Upper(int first, ReadOnlySpan<double> point, double floor)
    {
        var sum = Vector512.LoadUnsafe(ref _constant[first]);
        var (half, floors) = (Vector512.Create(-0.5), Vector512.Create(floor));
        for (int axis = 0; axis < point.Length; axis++)
        {
            var mu = Vector512.LoadUnsafe(ref _mu[axis][first]);
            if (_isPlain[axis])
            {
                var z = (Vector512.Create(point[axis]) - mu) * Vector512.LoadUnsafe(ref _inverse[axis][first]);
                sum += half * z * z;
            }
            else
            {
                sum += axes[axis].IsCategorical ? Counted(axis, mu, point[axis]) : Bound(axis, mu, first, point[axis]);
            }

            if (!Vector512.GreaterThanAny(sum, floors))
            {
                break;
            }
        }

        return sum;
    }

    private Vector512<double> Counted(int axis, Vector512<double> choice, double point) =>
        Vector512.ConditionalSelect(Vector512.Equals(choice, Vector512.Create(point)), Vector512.Create(_hit[axis]), Vector512.Create(_miss[axis]));

    /// <summary>A cell's mass is below that of everything beyond its nearer end.</summary>
    private Vector512<double> Bound(int axis, Vector512<double> mu, int first, double point)
    {
        var (low, high) = axes[axis].CellAt(point);
        var distance = Vector512.Max(Vector512.Max(mu - Vector512.Create(high), Vector512.Create(low) - mu), Vector512<double>.Zero);
        var z = distance * Vector512.LoadUnsafe(ref _inverse[axis][first]);
        return Vector512.Create(-0.5) * z * z;
    }

    /// <summary>ln of weight × density of one kernel.</summary>
    private double Exact(int kernel, ReadOnlySpan<double> point)
    {
        double sum = _constant[kernel];
        for (int axis = 0; axis < point.Length; axis++)
        {
            double mu = _mu[axis][kernel];
            if (axes[axis].IsCategorical)
            {
                sum += kernel == _count - 1 ? -Math.Log(axes[axis].Choices) : mu == point[axis] ? _hit[axis] : _miss[axis];
            }
            else if (axes[axis].IsStepped)
            {
                var (low, high) = axes[axis].CellAt(point[axis]);
                double inverse = _inverse[axis][kernel];
                sum += Normal.LogMass((low - mu) * inverse, (high - mu) * inverse);
            }
            else
            {
                double z = (point[axis] - mu) * _inverse[axis][kernel];
                sum -= 0.5 * z * z;
            }
        }

        return sum;
    }

    private double DrawChoice(int axis, int kernel, double u)
    {
        int choices = axes[axis].Choices;
        double hit = kernel == _count - 1 ? 1.0 / choices : Math.Exp(_hit[axis]), miss = kernel == _count - 1 ? 1.0 / choices : Math.Exp(_miss[axis]);
        for (int choice = 0; choice < choices - 1; choice++)
        {
            u -= choice == _mu[axis][kernel] ? hit : miss;
            if (u < 0)
            {
                return choice;
            }
        }

        return choices - 1;
    }

    private double DrawPlace(int axis, int kernel, double u)
    {
        double mu = _mu[axis][kernel], sigma = _sigma[axis][kernel];
        double z = Normal.TruncatedQuantile(u, (axes[axis].Low - mu) / sigma, (axes[axis].High - mu) / sigma);
        return axes[axis].Snap(mu + (sigma * z));
    }

    /// <summary>Gives the trials of one kind their kernels, oldest first.</summary>
    private int Number(bool[] isGood, bool good)
    {
        if (_slots.Length < isGood.Length)
        {
            (_slots, _trials) = (new int[2 * isGood.Length], new int[2 * isGood.Length]);
            for (int axis = 0; axis < axes.Count; axis++)
            {
                _known[axis] = new (double, double, double)[2 * isGood.Length];
            }
        }

        int next = 0;
        for (int trial = 0; trial < isGood.Length; trial++)
        {
            _slots[trial] = isGood[trial] == good ? next : -1;
            if (isGood[trial] == good)
            {
                _trials[next++] = trial;
            }
        }

        return next;
    }

    private void Reserve()
    {
        if (_constant.Length >= _count + Vector512<double>.Count)
        {
            return;
        }

        int length = (2 * _count) + Vector512<double>.Count;
        (_constant, _weight, _byPlace) = (new double[length], new double[length], new int[length]);
        for (int axis = 0; axis < axes.Count; axis++)
        {
            (_mu[axis], _sigma[axis], _inverse[axis]) = (new double[length], new double[length], new double[length]);
        }
    }

    /// <summary>Weights by age, the prior's last; all sum to 1. The logarithm begins each kernel's constant.</summary>
    private void Weigh(double priorWeight)
    {
        int n = _count - 1, ramp = Math.Max(0, n - FullWeight);
        double sum = priorWeight;
        for (int kernel = 0; kernel < n; kernel++)
        {
            _weight[kernel] = kernel >= ramp ? 1 : ramp == 1 ? 1.0 / n : double.Lerp(1.0 / n, 1, kernel / (ramp - 1.0));
            sum += _weight[kernel];
        }

        _weight[n] = priorWeight;
        for (int kernel = 0; kernel <= n; kernel++)
        {
            _weight[kernel] /= sum;
            _constant[kernel] = Math.Log(_weight[kernel]);
        }
    }

    private void Count(int axis, double priorWeight)
    {
        double share = priorWeight / _count, rowSum = 1 + (axes[axis].Choices * share);
        (_hit[axis], _miss[axis]) = (Math.Log((1 + share) / rowSum), Math.Log(share / rowSum));
        _mu[axis][_count - 1] = -1;
    }

    /// <summary>Writes the kernels of one kind along an axis, by place: the trials are sorted already, what is besides is few.</summary>
    private ReadOnlySpan<int> Merge(List<int> sorted, double[][] besides, int axis, int trials)
    {
        int[] extra = [.. Enumerable.Range(0, besides.Length).OrderBy(i => besides[i][axis]).Select(i => trials + i)];
        double[] mu = _mu[axis];
        int next = 0, length = 0;
        foreach (int trial in CollectionsMarshal.AsSpan(sorted))
        {
            int slot = _slots[trial];
            if (slot < 0)
            {
                continue;
            }

            while (next < extra.Length && mu[extra[next]] < mu[slot])
            {
                _byPlace[length++] = extra[next++];
            }

            _byPlace[length++] = slot;
        }

        while (next < extra.Length)
        {
            _byPlace[length++] = extra[next++];
        }

        return _byPlace.AsSpan(0, length);
    }

    /// <summary>Widths from the gaps between neighbours, and what does not depend on the point.</summary>
    private void Widen(int axis, ReadOnlySpan<int> sorted, int trials)
    {
        double low = axes[axis].Low, high = axes[axis].High, range = high - low, least = range / Math.Min(100, _count + 1);
        double[] mu = _mu[axis];
        for (int i = 0; i < sorted.Length; i++)
        {
            double at = mu[sorted[i]];
            double left = at - (i > 0 ? mu[sorted[i - 1]] : low), right = (i < sorted.Length - 1 ? mu[sorted[i + 1]] : high) - at;
            double gap = sorted.Length < 2 || (i > 0 && i < sorted.Length - 1) ? Math.Max(left, right) : i == 0 ? right : left;
            _sigma[axis][sorted[i]] = Math.Clamp(gap, least, range);
        }

        (mu[_count - 1], _sigma[axis][_count - 1]) = (low + (range / 2), range);
        Finish(axis, trials);
    }

    /// <summary>What does not depend on the point, kernel by kernel in memory; most are as they were at the last suggestion.</summary>
    private void Finish(int axis, int trials)
    {
        double[] mu = _mu[axis], sigma = _sigma[axis], inverse = _inverse[axis];
        var known = _known[axis];
        for (int kernel = 0; kernel < _count; kernel++)
        {
            inverse[kernel] = 1 / sigma[kernel];
            if (kernel >= trials)
            {
                _constant[kernel] -= ConstantOf(axis, mu[kernel], sigma[kernel]);
                continue;
            }

            ref var last = ref known[_trials[kernel]];
            if (last.Mu != mu[kernel] || last.Sigma != sigma[kernel])
            {
                last = (mu[kernel], sigma[kernel], ConstantOf(axis, mu[kernel], sigma[kernel]));
            }

            _constant[kernel] -= last.Constant;
        }
    }

    private double ConstantOf(int axis, double mu, double sigma)
    {
        double a = (axes[axis].Low - mu) / sigma, b = (axes[axis].High - mu) / sigma;
        double inside = -a > Far && b > Far ? 0 : Normal.LogMass(a, b);
        return inside + (axes[axis].IsStepped ? 0 : Math.Log(sigma) + Normal.LogRootTwoPi);
    }
}

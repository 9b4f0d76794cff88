using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Tpe;

/// <summary>A mixture of kernels, one a trial and one over everything (the prior): products over the axes of cut-off Gaussians, of their masses in a cell, or of counts. Not thread-safe.</summary>
/// <remarks>
/// A Gaussian's width is the larger gap to its neighbours on the axis (the ends count, but not for the outermost trials where there are two
/// or more), between range / min(100, kernels + 1) and the range. Older trials weigh less: of n ≥ 25 the oldest n − 25 go from 1/n up to 1.
/// </remarks>
internal sealed class Parzen(SpaceTransform axes)
{
    private const int FullWeight = 25;
    private const int Few = 20;
    private const double Far = 8.3; // standard deviations beyond which nothing of a Gaussian is left in double precision
    private const double Negligible = -40; // e⁻⁴⁰ of the density is below its last bit, for tens of thousands of kernels

    private readonly double[][] _mu = new double[axes.Count][], _inverse = new double[axes.Count][], _sigma = new double[axes.Count][];
    private readonly double[] _hit = new double[axes.Count], _miss = new double[axes.Count];
    private readonly double[][] _knownSigma = new double[axes.Count][], _knownInverse = new double[axes.Count][], _knownConstant = new double[axes.Count][]; // per axis and trial: its kernel at the last suggestion
    private readonly List<(int Trial, int Slot, int Length)> _runs = []; // trials of one kind that follow each other, with their kernels
    private readonly bool _hasSteps = Enumerable.Range(0, axes.Count).Any(axis => axes[axis].IsStepped);
    private readonly bool[] _isPlain = [.. Enumerable.Range(0, axes.Count).Select(axis => !axes[axis].IsStepped && !axes[axis].IsCategorical)];
    private readonly int[] _reals = [.. Enumerable.Range(0, axes.Count).Where(axis => !axes[axis].IsStepped && !axes[axis].IsCategorical)];
    private double[] _constant = [], _weight = [];
    private int[] _slots = [], _byPlace = [];
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
            foreach (var (trial, slot, length) in _runs)
            {
                CollectionsMarshal.AsSpan(columns[axis]).Slice(trial, length).CopyTo(mu.AsSpan(slot));
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
        for (int first = Skip(0, prior, point, floors); first < prior; first = Skip(first + Vector512<double>.Count, prior, point, floors))
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
            (top, sum) = highest > top ? (highest, sum * PortableMath.Exp(top - highest)) : (top, sum);
            sum += PortableMath.Sum(PortableMath.Exp(logs - Vector512.Create(top)) & matters);
        }

        return top + PortableMath.Log(sum);
    }

    /// <summary>The next eight kernels that are not all too far along the first three axes of reals; most are.</summary>
    private int Skip(int first, int prior, ReadOnlySpan<double> point, Vector512<double> floors)
    {
        if (_reals.Length < 3)
        {
            return first;
        }

        int a = _reals[0], b = _reals[1], c = _reals[2];
        ref double constant = ref MemoryMarshal.GetArrayDataReference(_constant);
        ref double muA = ref MemoryMarshal.GetArrayDataReference(_mu[a]), inverseA = ref MemoryMarshal.GetArrayDataReference(_inverse[a]);
        ref double muB = ref MemoryMarshal.GetArrayDataReference(_mu[b]), inverseB = ref MemoryMarshal.GetArrayDataReference(_inverse[b]);
        ref double muC = ref MemoryMarshal.GetArrayDataReference(_mu[c]), inverseC = ref MemoryMarshal.GetArrayDataReference(_inverse[c]);
        var (half, atA, atB, atC) = (Vector512.Create(-0.5), Vector512.Create(point[a]), Vector512.Create(point[b]), Vector512.Create(point[c]));
        for (; first < prior; first += Vector512<double>.Count)
        {
            var z = (atA - Vector512.LoadUnsafe(ref muA, (nuint)first)) * Vector512.LoadUnsafe(ref inverseA, (nuint)first);
            var sum = Vector512.LoadUnsafe(ref constant, (nuint)first) + (half * z * z);
            if (!Vector512.GreaterThanAny(sum, floors))
            {
                continue;
            }

            z = (atB - Vector512.LoadUnsafe(ref muB, (nuint)first)) * Vector512.LoadUnsafe(ref inverseB, (nuint)first);
            sum += half * z * z;
            if (!Vector512.GreaterThanAny(sum, floors))
            {
                continue;
            }

            z = (atC - Vector512.LoadUnsafe(ref muC, (nuint)first)) * Vector512.LoadUnsafe(ref inverseC, (nuint)first);
            if (Vector512.GreaterThanAny(sum + (half * z * z), floors))
            {
                break;
            }
        }

        return first;
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
                sum += kernel == _count - 1 ? -PortableMath.Log(axes[axis].Choices) : mu == point[axis] ? _hit[axis] : _miss[axis];
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
        double hit = kernel == _count - 1 ? 1.0 / choices : PortableMath.Exp(_hit[axis]), miss = kernel == _count - 1 ? 1.0 / choices : PortableMath.Exp(_miss[axis]);
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
            _slots = new int[2 * isGood.Length];
            for (int axis = 0; axis < axes.Count; axis++)
            {
                (_knownSigma[axis], _knownInverse[axis], _knownConstant[axis]) = (new double[_slots.Length], new double[_slots.Length], new double[_slots.Length]);
            }
        }

        _runs.Clear();
        int next = 0;
        for (int trial = 0; trial < isGood.Length; trial++)
        {
            bool isOurs = isGood[trial] == good;
            _slots[trial] = isOurs ? next++ : -1;
            if (isOurs && trial > 0 && isGood[trial - 1] == good)
            {
                CollectionsMarshal.AsSpan(_runs)[^1].Length++;
            }
            else if (isOurs)
            {
                _runs.Add((trial, next - 1, 1));
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
            _weight[kernel] = kernel >= ramp ? 1 : ramp == 1 ? 1.0 / n : PortableMath.Lerp(1.0 / n, 1, kernel / (ramp - 1.0));
            sum += _weight[kernel];
        }

        _weight[n] = priorWeight;
        for (int kernel = 0; kernel <= n; kernel += Vector512<double>.Count) // there is room behind the last
        {
            var weight = Vector512.LoadUnsafe(ref _weight[kernel]) / sum;
            weight.StoreUnsafe(ref _weight[kernel]);
            for (int lane = 0; lane < Vector512<double>.Count; lane++)
            {
                _constant[kernel + lane] = PortableMath.Log(weight[lane]);
            }
        }
    }

    private void Count(int axis, double priorWeight)
    {
        double share = priorWeight / _count, rowSum = 1 + (axes[axis].Choices * share);
        (_hit[axis], _miss[axis]) = (PortableMath.Log((1 + share) / rowSum), PortableMath.Log(share / rowSum));
        _mu[axis][_count - 1] = -1;
    }

    /// <summary>Writes the kernels of one kind along an axis, by place: the trials are sorted already, what is besides is few.</summary>
    private ReadOnlySpan<int> Merge(List<int> sorted, double[][] besides, int axis, int trials)
    {
        int[] extra = [.. Enumerable.Range(0, besides.Length).OrderBy(i => besides[i][axis]).Select(i => trials + i)];
        double[] mu = _mu[axis];
        if (trials * Few < sorted.Count)
        {
            int[] few = [.. Enumerable.Range(0, trials + besides.Length).OrderBy(slot => mu[slot])]; // sooner sorted than picked out of all
            few.CopyTo(_byPlace, 0);
            return _byPlace.AsSpan(0, few.Length);
        }

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
        double[] mu = _mu[axis], sigma = _sigma[axis];
        double before = low, at = sorted.Length > 0 ? mu[sorted[0]] : low;
        for (int i = 0; i < sorted.Length; i++)
        {
            double after = i < sorted.Length - 1 ? mu[sorted[i + 1]] : high, left = at - before, right = after - at;
            double gap = sorted.Length < 2 || (i > 0 && i < sorted.Length - 1) ? Math.Max(left, right) : i == 0 ? right : left;
            sigma[sorted[i]] = Math.Clamp(gap, least, range);
            (before, at) = (at, after);
        }

        (mu[_count - 1], sigma[_count - 1]) = (low + (range / 2), range);
        Finish(axis, trials);
    }

    /// <summary>What does not depend on the point, kernel by kernel in memory; most are as they were at the last suggestion.</summary>
    private void Finish(int axis, int trials)
    {
        foreach (var (trial, slot, length) in _runs)
        {
            int done = 0;
            for (; done + Vector512<double>.Count <= length; done += Vector512<double>.Count)
            {
                if (!Vector512.EqualsAll(Vector512.LoadUnsafe(ref _sigma[axis][slot + done]), Vector512.LoadUnsafe(ref _knownSigma[axis][trial + done])))
                {
                    for (int i = done; i < done + Vector512<double>.Count; i++)
                    {
                        Know(axis, trial + i, slot + i);
                    }
                }

                Vector512.LoadUnsafe(ref _knownInverse[axis][trial + done]).StoreUnsafe(ref _inverse[axis][slot + done]);
                (Vector512.LoadUnsafe(ref _constant[slot + done]) - Vector512.LoadUnsafe(ref _knownConstant[axis][trial + done])).StoreUnsafe(ref _constant[slot + done]);
            }

            for (; done < length; done++)
            {
                Know(axis, trial + done, slot + done);
                _inverse[axis][slot + done] = _knownInverse[axis][trial + done];
                _constant[slot + done] -= _knownConstant[axis][trial + done];
            }
        }

        for (int kernel = trials; kernel < _count; kernel++)
        {
            _inverse[axis][kernel] = 1 / _sigma[axis][kernel];
            _constant[kernel] -= ConstantOf(axis, _mu[axis][kernel], _sigma[axis][kernel]);
        }
    }

    /// <summary>Keeps what follows from the width of a trial's kernel; its place never changes.</summary>
    private void Know(int axis, int trial, int kernel)
    {
        double sigma = _sigma[axis][kernel];
        if (_knownSigma[axis][trial] != sigma)
        {
            (_knownSigma[axis][trial], _knownInverse[axis][trial], _knownConstant[axis][trial]) = (sigma, 1 / sigma, ConstantOf(axis, _mu[axis][kernel], sigma));
        }
    }

    private double ConstantOf(int axis, double mu, double sigma)
    {
        double a = (axes[axis].Low - mu) / sigma, b = (axes[axis].High - mu) / sigma;
        double inside = -a > Far && b > Far ? 0 : Normal.LogMass(a, b);
        return inside + (axes[axis].IsStepped ? 0 : PortableMath.Log(sigma) + Normal.LogRootTwoPi);
    }
}

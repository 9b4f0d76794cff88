using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Tpe;

/// <summary>
/// The kernels of a <see cref="Parzen"/> estimator, an array per axis and quantity, and the density of their mixture, eight kernels at a
/// time. Not thread-safe.
/// </summary>
/// <remarks>The last kernel is the prior. Arrays are longer than the kernels by one vector at least.</remarks>
internal sealed class KernelBank(SpaceTransform axes)
{
    private const double LeastExponent = -700; // that the exponential takes; e⁻⁷⁰⁰ is nothing beside 1
    private const double Negligible = -40; // e⁻⁴⁰ of the density is below its last bit, for tens of thousands of kernels

    private readonly double[][] _mu = new double[axes.Count][], _inverse = new double[axes.Count][], _sigma = new double[axes.Count][];
    private readonly double[] _hit = new double[axes.Count], _miss = new double[axes.Count];
    private readonly bool _hasSteps = Enumerable.Range(0, axes.Count).Any(axis => axes[axis].IsStepped);
    private readonly bool[] _isPlain =
    [.. Enumerable.Range(0, axes.Count).Select(axis => !axes[axis].IsStepped && !axes[axis].IsCategorical)];
    private readonly int[] _reals = [.. Enumerable.Range(0, axes.Count).Where(axis => !axes[axis].IsStepped && !axes[axis].IsCategorical)];
    private readonly CellMasses?[] _masses =
    [.. Enumerable.Range(0, axes.Count).Select(axis => axes[axis].IsStepped ? new CellMasses(axes[axis]) : null)];
    private double[] _constant = [], _weight = [], _logs = [];
    private int _count;

    /// <summary>How many kernels there are, the prior's included.</summary>
    public int Count => _count;

    /// <summary>xₙ per axis: the positions of the kernels.</summary>
    public double[][] Mu => _mu;

    /// <summary>b per axis: the bandwidths.</summary>
    public double[][] Sigma => _sigma;

    /// <summary>1/b per axis.</summary>
    public double[][] Inverse => _inverse;

    /// <summary>w: the weights.</summary>
    public double[] Weight => _weight;

    /// <summary>What does not depend on x of ln(w·k).</summary>
    public double[] Constant => _constant;

    /// <summary>Per categorical axis: ln k of the kernel's own choice.</summary>
    public double[] Hit => _hit;

    /// <summary>Per categorical axis: ln k of every other choice.</summary>
    public double[] Miss => _miss;

    /// <summary>Makes room for a number of kernels.</summary>
    public void Reserve(int count)
    {
        _count = count;
        Array.ForEach(_masses, masses => masses?.Reset());
        if (_constant.Length >= count + Vector512<double>.Count)
        {
            return;
        }

        int length = (2 * count) + Vector512<double>.Count;
        (_constant, _weight, _logs) = (new double[length], new double[length], new double[length]);
        for (int axis = 0; axis < axes.Count; axis++)
        {
            (_mu[axis], _sigma[axis], _inverse[axis]) = (new double[length], new double[length], new double[length]);
        }
    }

    /// <summary>ln p(x), by the logarithm of a sum of exponentials; kernels too far away to matter are left out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // tens of thousands of sums in the first seconds of a study
    public double LogDensity(ReadOnlySpan<double> point)
    {
        for (int axis = 0; axis < point.Length; axis++)
        {
            _masses[axis]?.MoveTo(point[axis], _count);
        }

        int prior = _count - 1, found = 0;
        double ofPrior = LogKernel(prior, point), floor = ofPrior + Negligible;
        var (floors, tops) = (Vector512.Create(floor), Vector512.Create(ofPrior));
        for (int first = NextRelevant(0, prior, point, floors); first < prior; first = NextRelevant(
            first + Vector512<double>.Count, prior, point, floors))
        {
            var logs = UpperBound(first, point, floor);
            var matters = Vector512.GreaterThan(logs, floors) & Vector512.LessThan(
                Vector512<double>.Indices, Vector512.Create((double)prior - first));
            if (matters == Vector512<double>.Zero)
            {
                continue;
            }

            logs = Vector512.ConditionalSelect(
                matters, _hasSteps ? LogKernels(first, point, logs, matters) : logs, Vector512.Create(double.MinValue));
            logs.StoreUnsafe(ref _logs[found]);
            tops = Vector512.Max(tops, logs);
            found += Vector512<double>.Count;
        }

        double top = Max(tops);
        return top + PortableMath.Log(PortableMath.Exp(ofPrior - top) + SumOfExponentials(found, top));
    }

    /// <summary>Σ e^(l − top) of the logarithms found, a sum per lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double SumOfExponentials(int found, double top)
    {
        var (tops, least, sum) = (Vector512.Create(top), Vector512.Create(LeastExponent), Vector512<double>.Zero);
        ref double logs = ref MemoryMarshal.GetArrayDataReference(_logs);
        for (int i = 0; i < found; i += Vector512<double>.Count)
        {
            sum += PortableMath.Exp(Vector512.Max(Vector512.LoadUnsafe(ref logs, (nuint)i) - tops, least));
        }

        return PortableMath.Sum(sum);
    }

    /// <summary>The next eight kernels of which one may matter, by the first three real parameters; most are too far away.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int NextRelevant(int first, int prior, ReadOnlySpan<double> point, Vector512<double> floors)
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
        var (half, atA, atB, atC) = (
            Vector512.Create(-0.5), Vector512.Create(point[a]), Vector512.Create(point[b]), Vector512.Create(point[c]));
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

    /// <summary>ln(w·k) of the kernels that matter, with the masses of cells in place of their bounds.</summary>
    private Vector512<double> LogKernels(int first, ReadOnlySpan<double> point, Vector512<double> bounds, Vector512<double> matters)
    {
        for (int lane = 0; lane < Vector512<double>.Count; lane++)
        {
            if (matters.AsInt64()[lane] != 0)
            {
                bounds = bounds.WithElement(lane, LogKernel(first + lane, point));
            }
        }

        return bounds;
    }

    /// <summary>Upper bounds of ln(w·k) of eight kernels; incomplete where all are below the floor already.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> UpperBound(int first, ReadOnlySpan<double> point, double floor)
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
                sum += axes[axis].IsCategorical ? CategoricalTerm(axis, mu, point[axis]) : CellBound(axis, mu, first, point[axis]);
            }

            if (!Vector512.GreaterThanAny(sum, floors))
            {
                break;
            }
        }

        return sum;
    }

    private Vector512<double> CategoricalTerm(int axis, Vector512<double> choice, double point) =>
        Vector512.ConditionalSelect(
            Vector512.Equals(choice, Vector512.Create(point)), Vector512.Create(_hit[axis]), Vector512.Create(_miss[axis]));

    /// <summary>An upper bound of the logarithm of a cell's mass: that of everything beyond its nearer end.</summary>
    private Vector512<double> CellBound(int axis, Vector512<double> mu, int first, double point)
    {
        var (low, high) = axes[axis].CellAt(point);
        var distance = Vector512.Max(Vector512.Max(mu - Vector512.Create(high), Vector512.Create(low) - mu), Vector512<double>.Zero);
        var z = distance * Vector512.LoadUnsafe(ref _inverse[axis][first]);
        return Vector512.Create(-0.5) * z * z;
    }

    /// <summary>ln(w·k(x, xₙ)) of one kernel.</summary>
    private double LogKernel(int kernel, ReadOnlySpan<double> point)
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
                sum += _masses[axis]!.Log(kernel, mu, _inverse[axis][kernel]);
            }
            else
            {
                double z = (point[axis] - mu) * _inverse[axis][kernel];
                sum -= 0.5 * z * z;
            }
        }

        return sum;
    }
}

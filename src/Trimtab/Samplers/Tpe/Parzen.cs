using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Samplers.Tpe;

/// <summary>A Parzen estimator: the density p(x) = w₀·p₀(x) + Σ wₙ·k(x, xₙ) of a set of trials. Not thread-safe.</summary>
/// <remarks>
/// Watanabe, arXiv:2304.11127, section 3 (kernel density estimators), with the choices of Optuna:
/// <list type="bullet">
/// <item>k is a product over the parameters. Of a real one: a Gaussian of mean xₙ and bandwidth b, truncated to the range,
/// k(x, xₙ) = φ((x − xₙ)/b) / (b·Z), Z = Φ((R − xₙ)/b) − Φ((L − xₙ)/b). Of a stepped one: the mass of that Gaussian in the value's cell.
/// Of a categorical one of C choices: (1 + s)/(1 + C·s) for the trial's own, s/(1 + C·s) for the others, s = prior weight / number of
/// kernels.</item>
/// <item>b is the larger gap to the neighbours on the axis, between range / min(100, kernels + 1) and the range; the ends of the range
/// count as
/// neighbours, but not for the outermost trials where there are two or more.</item>
/// <item>p₀, the prior, is a kernel in the middle of the range, as wide as the range; uniform for a categorical parameter.</item>
/// <item>wₙ is smaller for older trials: of n ≥ 25 the oldest n − 25 have weights from 1/n up to 1. All weights sum to 1.</item>
/// </list>
/// </remarks>
internal sealed partial class Parzen(SpaceTransform axes)
{
    private const int FullWeight = 25;
    private const int Few = 20;
    private const double Far = 8.3; // standard deviations beyond which nothing of a Gaussian is left in double precision
    private const double Negligible = -40; // e⁻⁴⁰ of the density is below its last bit, for tens of thousands of kernels

    private readonly double[][] _mu = new double[axes.Count][], _inverse = new double[axes.Count][], _sigma = new double[axes.Count][];
    private readonly double[] _hit = new double[axes.Count], _miss = new double[axes.Count];
    private readonly double[][] _knownSigma = new double[axes.Count][], _knownInverse = new double[axes.Count][]; // per axis and trial:
    private readonly double[][] _knownConstant = new double[axes.Count][]; // its kernel at the last suggestion
    private readonly List<(int Trial, int Slot, int Length)> _runs = []; // consecutive trials of the set, with their kernels
    private readonly bool _hasSteps = Enumerable.Range(0, axes.Count).Any(axis => axes[axis].IsStepped);
    private readonly bool[] _isPlain =
    [.. Enumerable.Range(0, axes.Count).Select(axis => !axes[axis].IsStepped && !axes[axis].IsCategorical)];
    private readonly int[] _reals = [.. Enumerable.Range(0, axes.Count).Where(axis => !axes[axis].IsStepped && !axes[axis].IsCategorical)];
    private double[] _constant = [], _weight = [];
    private int[] _slots = [], _byPlace = [];
    private int _count;

    /// <summary>Sets the kernels: the trials below γ or those above, further points, and the prior.</summary>
    /// <param name="columns">Per axis the positions of all trials.</param>
    /// <param name="sorted">Per axis the trials by position.</param>
    /// <param name="isBelow">Whether each trial is among the best, below γ.</param>
    /// <param name="below">Which of the two sets is estimated.</param>
    /// <param name="besides">Positions of further kernels, as of trials under way.</param>
    /// <param name="priorWeight">The weight of the prior before normalization; that of a recent trial is 1.</param>
    public void Set(List<double>[] columns, List<int>[] sorted, bool[] isBelow, bool below, double[][] besides, double priorWeight)
    {
        int trials = AssignSlots(isBelow, below);
        _count = trials + besides.Length + 1;
        Reserve();
        SetWeights(priorWeight);
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
                SetCategorical(axis, priorWeight);
            }
            else
            {
                SetBandwidths(axis, Merge(sorted[axis], besides, axis, trials), trials);
            }
        }
    }

    /// <summary>Draws a point from the mixture: a kernel by its weight, then each coordinate from that kernel.</summary>
    public void Sample(ref RandomStream random, Span<double> point)
    {
        double u = random.NextDouble(), sum = 0;
        int kernel = 0;
        for (; kernel < _count - 1 && (sum += _weight[kernel]) <= u; kernel++)
        {
        }

        for (int axis = 0; axis < point.Length; axis++)
        {
            point[axis] = axes[axis].IsCategorical
                ? DrawChoice(axis, kernel, random.NextDouble())
                : DrawPlace(axis, kernel, random.NextDouble());
        }
    }

    private double DrawChoice(int axis, int kernel, double u)
    {
        int choices = axes[axis].Choices;
        bool isPrior = kernel == _count - 1;
        double hit = isPrior ? 1.0 / choices : PortableMath.Exp(_hit[axis]), miss = isPrior ? 1.0 / choices : PortableMath.Exp(_miss[axis]);
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

    /// <summary>Assigns kernels to the trials of the set, oldest first, and returns how many there are.</summary>
    private int AssignSlots(bool[] isBelow, bool below)
    {
        if (_slots.Length < isBelow.Length)
        {
            _slots = new int[2 * isBelow.Length];
            for (int axis = 0; axis < axes.Count; axis++)
            {
                (_knownSigma[axis], _knownInverse[axis], _knownConstant[axis]) = (
                    new double[_slots.Length], new double[_slots.Length], new double[_slots.Length]);
            }
        }

        _runs.Clear();
        int next = 0;
        for (int trial = 0; trial < isBelow.Length; trial++)
        {
            bool isOurs = isBelow[trial] == below;
            _slots[trial] = isOurs ? next++ : -1;
            if (isOurs && trial > 0 && isBelow[trial - 1] == below)
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

    /// <summary>Weights w by age, the prior's last; they sum to 1. ln w is the first term of each kernel's constant.</summary>
    private void SetWeights(double priorWeight)
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

    /// <summary>Log-probabilities of a categorical kernel: ln((1 + s)/(1 + C·s)) and ln(s/(1 + C·s)).</summary>
    private void SetCategorical(int axis, double priorWeight)
    {
        double share = priorWeight / _count, rowSum = 1 + (axes[axis].Choices * share);
        (_hit[axis], _miss[axis]) = (PortableMath.Log((1 + share) / rowSum), PortableMath.Log(share / rowSum));
        _mu[axis][_count - 1] = -1;
    }
}

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
/// count as neighbours, but not for the outermost trials where there are two or more.</item>
/// <item>p₀, the prior, is a kernel in the middle of the range, as wide as the range; uniform for a categorical parameter.</item>
/// <item>wₙ is smaller for older trials: of n ≥ 25 the oldest n − 25 have weights from 1/n up to 1. All weights sum to 1.</item>
/// </list>
/// </remarks>
internal sealed class Parzen
{
    private const int FullWeight = 25;

    private readonly SpaceTransform _axes;
    private readonly KernelBank _bank;
    private readonly KernelBandwidths _bandwidths;
    private int[] _shares = [];
    private int _represented; // trials that the kernels but the prior's stand for

    /// <summary>An estimator of a space.</summary>
    public Parzen(SpaceTransform axes)
    {
        (_axes, _bank) = (axes, new(axes));
        _bandwidths = new(axes, _bank);
    }

    /// <summary>Sets the kernels: trials of a set, further points, and the prior.</summary>
    /// <param name="trials">The set.</param>
    /// <param name="isOurs">Which of the set have a kernel.</param>
    /// <param name="besides">Positions of further kernels, as of trials under way.</param>
    /// <param name="priorWeight">The weight of the prior before normalization; that of a recent trial is 1.</param>
    public void Set(KernelTrials trials, ReadOnlySpan<bool> isOurs, double[][] besides, double priorWeight)
    {
        _bank.Reserve(_bandwidths.Assign(trials, isOurs) + besides.Length + 1);
        SetShares(trials, isOurs);
        SetWeights(priorWeight);
        for (int axis = 0; axis < _axes.Count; axis++)
        {
            _bandwidths.SetPositions(axis, trials.Column(axis), besides);
            if (_axes[axis].IsCategorical)
            {
                SetCategorical(axis, priorWeight);
            }
            else
            {
                _bandwidths.SetBandwidths(axis, trials.Sorted(axis), besides);
            }
        }
    }

    /// <summary>ln p(x).</summary>
    public double LogDensity(ReadOnlySpan<double> point) => _bank.LogDensity(point);

    /// <summary>Draws a point from the mixture: a kernel by its weight, then each coordinate from that kernel.</summary>
    public void Sample(ref RandomStream random, Span<double> point)
    {
        double u = random.NextDouble(), sum = 0;
        int kernel = 0;
        for (; kernel < _bank.Count - 1 && (sum += _bank.Weight[kernel]) <= u; kernel++)
        {
        }

        for (int axis = 0; axis < point.Length; axis++)
        {
            point[axis] = _axes[axis].IsCategorical
                ? DrawChoice(axis, kernel, random.NextDouble())
                : DrawPlace(axis, kernel, random.NextDouble());
        }
    }

    private double DrawChoice(int axis, int kernel, double u)
    {
        int choices = _axes[axis].Choices;
        bool isPrior = kernel == _bank.Count - 1;
        double hit = isPrior ? 1.0 / choices : PortableMath.Exp(_bank.Hit[axis]);
        double miss = isPrior ? 1.0 / choices : PortableMath.Exp(_bank.Miss[axis]);
        for (int choice = 0; choice < choices - 1; choice++)
        {
            u -= choice == _bank.Mu[axis][kernel] ? hit : miss;
            if (u < 0)
            {
                return choice;
            }
        }

        return choices - 1;
    }

    private double DrawPlace(int axis, int kernel, double u)
    {
        double mu = _bank.Mu[axis][kernel], sigma = _bank.Sigma[axis][kernel];
        double z = Normal.TruncatedQuantile(u, (_axes[axis].Low - mu) / sigma, (_axes[axis].High - mu) / sigma);
        return _axes[axis].Snap(mu + (sigma * z));
    }

    /// <summary>How many trials each kernel but the prior's stands for, 1 where it is of a further point.</summary>
    private void SetShares(KernelTrials trials, ReadOnlySpan<bool> isOurs)
    {
        _shares = _shares.Length < _bank.Count ? new int[2 * _bank.Count] : _shares;
        int next = 0;
        for (int trial = 0; trial < isOurs.Length; trial++)
        {
            if (isOurs[trial])
            {
                _shares[next++] = trials.Shares[trial];
            }
        }

        _shares.AsSpan(next, _bank.Count - next).Fill(1);
        _represented = 0;
        foreach (int share in _shares.AsSpan(0, _bank.Count - 1))
        {
            _represented += share;
        }
    }

    /// <summary>Weights w by age, the prior's last; they sum to 1. ln w is the first term of each kernel's constant.</summary>
    private void SetWeights(double priorWeight)
    {
        int n = _represented, ramp = Math.Max(0, n - FullWeight), before = 0;
        double[] weights = _bank.Weight, constants = _bank.Constant;
        double sum = priorWeight;
        for (int kernel = 0; kernel < _bank.Count - 1; before += _shares[kernel++])
        {
            // The mean of the trials it stands for, times their number.
            double age = before + ((_shares[kernel] - 1) / 2.0);
            double weight = before >= ramp ? 1 : ramp == 1 ? 1.0 / n : PortableMath.Lerp(1.0 / n, 1, age / (ramp - 1.0));
            weights[kernel] = _shares[kernel] * weight;
            sum += weights[kernel];
        }

        weights[_bank.Count - 1] = priorWeight;
        for (int kernel = 0; kernel < _bank.Count; kernel += Vector512<double>.Count) // there is room behind the last
        {
            var weight = Vector512.LoadUnsafe(ref weights[kernel]) / sum;
            weight.StoreUnsafe(ref weights[kernel]);
            for (int lane = 0; lane < Vector512<double>.Count; lane++)
            {
                constants[kernel + lane] = PortableMath.Log(weight[lane]);
            }
        }
    }

    /// <summary>Log-probabilities of a categorical kernel: ln((1 + s)/(1 + C·s)) and ln(s/(1 + C·s)).</summary>
    private void SetCategorical(int axis, double priorWeight)
    {
        double share = priorWeight / (_represented + 1), rowSum = 1 + (_axes[axis].Choices * share);
        (_bank.Hit[axis], _bank.Miss[axis]) = (PortableMath.Log((1 + share) / rowSum), PortableMath.Log(share / rowSum));
        _bank.Mu[axis][_bank.Count - 1] = -1;
    }
}

using Trimtab.Numerics;

namespace Trimtab.Samplers.Gp;

/// <summary>Center and size of a trust region, which follow from the trials one by one (TuRBO, algorithm 1). Not thread-safe.</summary>
/// <param name="settings">Lengths and tolerance of success.</param>
/// <param name="isCategorical">By dimension.</param>
internal sealed class TrustRegion(TrustRegionSampler settings, bool[] isCategorical)
{
    private const double MaxLength = 1.6;

    private const double Progress = 1e-3; // of the spread of the first losses

    private readonly List<double> _first = [];
    private int _successes, _failures, _sinceProgress;
    private double _reached = double.PositiveInfinity;

    /// <summary>The best trial since the last restart; null before there is one.</summary>
    public GpMemory.Seen? Best { get; private set; }

    /// <summary>L: the side length as a share of a range.</summary>
    public double Length { get; private set; } = settings.InitialLength;

    /// <summary>Whether the last trials brought next to nothing, so that other regions are worth a look.</summary>
    public bool IsStalled => _sinceProgress >= FailureTolerance(isCategorical.Length);

    /// <summary>How often the region became too small.</summary>
    public int Restarts { get; private set; }

    /// <summary>Failures in a row after which the region shrinks: TuRBO's d, but 8 at least.</summary>
    public static int FailureTolerance(int dimensions) => Math.Max(8, dimensions);

    /// <summary>Takes the next trial into account.</summary>
    public void Add(GpMemory.Seen trial)
    {
        Watch(trial.IsFeasible ? trial.Losses[0] : double.PositiveInfinity);
        bool isStart = Best is null;
        bool isBetter = isStart || GpMemory.IsBetter(trial, Best!);
        Best = isBetter ? trial : Best;
        if (isStart)
        {
            return;
        }

        if (!isBetter && !IsInside(trial.Place))
        {
            return;
        }

        (_successes, _failures) = isBetter ? (_successes + 1, 0) : (0, _failures + 1);
        if (_successes == settings.SuccessTolerance)
        {
            (Length, _successes) = (Math.Min(MaxLength, 2 * Length), 0);
        }
        else if (_failures == FailureTolerance(isCategorical.Length))
        {
            (Length, _failures) = (Length / 2, 0);
        }

        if (Length < settings.MinLength)
        {
            (Length, Best, _successes, _failures) = (settings.InitialLength, null, 0, 0);
            Restarts++;
        }
    }

    /// <summary>Counts trials since the last one that improved on the best by more than a thousandth of the first ones' spread.</summary>
    private void Watch(double loss)
    {
        if (_first.Count < settings.StartupTrials)
        {
            _first.Add(loss);
            _reached = Math.Min(_reached, loss);
            return;
        }

        double spread = _first.Order().ElementAt(_first.Count / 2) - _first.Min();
        bool isProgress = !(loss > _reached - (Progress * spread)) && loss < _reached;
        (_reached, _sinceProgress) = isProgress ? (loss, 0) : (_reached, _sinceProgress + 1);
    }

    /// <summary>Whether a failure there says something of the region.</summary>
    private bool IsInside(double[] place)
    {
        for (int i = 0; i < place.Length; i++)
        {
            if (!isCategorical[i] && Math.Abs(place[i] - Best!.Place[i]) > 0.5 * Length)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The box: as long in a dimension as its length scale is, relative to the geometric mean.</summary>
    /// <param name="kernel">The model's.</param>
    /// <param name="isWhole">Whether the whole space is wanted.</param>
    public (double[] Low, double[] High) Box(MaternKernel kernel, bool isWhole = false)
    {
        int d = kernel.Weights.Length;
        var (low, high) = (new double[d], new double[d]);
        double mean = Enumerable.Range(0, d).Where(i => !kernel.IsList(i)).Select(i => PortableMath.Log(kernel.Weights[i]))
            .DefaultIfEmpty(0).Average();
        for (int i = 0; i < d; i++)
        {
            double half = Best is null || isWhole || kernel.IsList(i)
                ? double.PositiveInfinity
                : 0.5 * Length * PortableMath.Exp(0.5 * (mean - PortableMath.Log(kernel.Weights[i])));
            (low[i], high[i]) = kernel.IsList(i)
                ? (Best?.Place[i] ?? 0, Best?.Place[i] ?? 0)
                : (Math.Max(0, (Best?.Place[i] ?? 0) - half), Math.Min(1, (Best?.Place[i] ?? 0) + half));
        }

        return (low, high);
    }
}

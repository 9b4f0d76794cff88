using Trimtab.Numerics;

namespace Trimtab.Samplers.Gp;

/// <summary>Center and size of a trust region, which follow from the trials one by one (TuRBO, algorithm 1). Not thread-safe.</summary>
/// <param name="settings">Lengths of the box, and how many trials come before the first model.</param>
/// <param name="cube">The space.</param>
internal sealed class TrustRegion(TrustRegionSampler settings, UnitCube cube)
{
    private const double MaxLength = 1.6;

    private const int SuccessTolerance = 3; // improvements in a row after which the box grows

    private const double Progress = 1e-3; // of the spread of the first losses

    private const double Rounding = 1e-9; // of a coordinate that became a value of the parameter and a coordinate again

    private readonly List<double> _first = [];
    private int _successes, _failures, _sinceProgress;
    private double _reached = double.PositiveInfinity;

    /// <summary>The best trial since the last restart; null before there is one.</summary>
    public SeenTrial? Best { get; private set; }

    /// <summary>L: the side length as a share of a range.</summary>
    public double Length { get; private set; } = settings.InitialLength;

    /// <summary>Whether the last trials brought next to nothing, so that the whole space is searched too.</summary>
    public bool IsStalled => _sinceProgress >= FailureTolerance(cube.Count);

    /// <summary>Failures in a row after which the region shrinks: TuRBO's d, but 8 at least.</summary>
    public static int FailureTolerance(int dimensions) => Math.Max(8, dimensions);

    /// <summary>Takes the next trial into account.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="kernel">The kernel when it was suggested; null before the first.</param>
    public void Add(SeenTrial trial, MaternKernel? kernel)
    {
        Watch(trial.IsFeasible ? trial.Losses[0] : double.PositiveInfinity);
        bool isStart = Best is null, isBetter = isStart || trial.IsBetterThan(Best!), counts = isBetter || IsInside(trial.Point, kernel);
        Best = isBetter ? trial : Best;
        if (isStart || !counts)
        {
            return;
        }

        (_successes, _failures) = isBetter ? (_successes + 1, 0) : (0, _failures + 1);
        if (_successes == SuccessTolerance)
        {
            (Length, _successes) = (Math.Min(MaxLength, 2 * Length), 0);
        }
        else if (_failures == FailureTolerance(cube.Count))
        {
            (Length, _failures) = (Length / 2, 0);
        }

        if (Length < settings.MinLength)
        {
            (Length, Best, _successes, _failures) = (settings.InitialLength, null, 0, 0);
        }
    }

    /// <summary>The box: as long in a dimension as its length scale is, relative to the geometric mean.</summary>
    /// <param name="kernel">The model's; null for the same length in all dimensions.</param>
    /// <param name="isWhole">Whether the whole space is wanted.</param>
    public (double[] Low, double[] High) Box(MaternKernel? kernel, bool isWhole = false)
    {
        int d = cube.Count;
        var (low, high) = (new double[d], new double[d]);
        double[] logWeights = [.. Enumerable.Range(0, d).Select(i => kernel is null ? 0 : PortableMath.Log(kernel.Weights[i]))];
        double mean = logWeights.Where((_, i) => !cube.IsCategorical[i]).DefaultIfEmpty(0).Average();
        for (int i = 0; i < d; i++)
        {
            double half = Best is null || isWhole ? double.PositiveInfinity
                : 0.5 * Length * PortableMath.Exp(0.5 * (mean - logWeights[i]));
            double center = Best?.Point[i] ?? 0;
            (low[i], high[i]) = cube.IsCategorical[i] ? (center, center) : (Math.Max(0, center - half), Math.Min(1, center + half));
        }

        return (low, high);
    }

    /// <summary>
    /// Counts trials since the last one that improved on the best by more than a thousandth of the spread of the first finite losses.
    /// </summary>
    private void Watch(double loss)
    {
        if (_first.Count < settings.StartupTrials)
        {
            _first.Add(loss);
            _reached = Math.Min(_reached, loss);
            return;
        }

        double[] finite = [.. _first.Where(double.IsFinite).Order()];
        double spread = finite.Length > 0 ? finite[finite.Length / 2] - finite[0] : 0;
        bool isProgress = !(loss > _reached - (Progress * spread)) && loss < _reached;
        (_reached, _sinceProgress) = isProgress ? (loss, 0) : (_reached, _sinceProgress + 1);
    }

    /// <summary>Whether a point is one of the box, or of the values nearest to its points.</summary>
    private bool IsInside(double[] point, MaternKernel? kernel)
    {
        var (low, high) = Box(kernel);
        return Enumerable.Range(0, cube.Count).All(i => cube.IsCategorical[i]
            || Math.Abs(cube.Snap(i, Math.Clamp(point[i], low[i], high[i])) - point[i]) < Rounding);
    }
}

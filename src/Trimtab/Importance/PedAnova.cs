using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Importance;

/// <summary>PED-ANOVA: how much a parameter's distribution among the best trials differs from that among all trials. Fast.</summary>
/// <remarks>
/// Watanabe, Bansal, Hutter, "PED-ANOVA" (IJCAI 2023, arXiv:2304.10255), eq. 16: the Pearson divergence of two kernel density estimates on
/// a grid, with Scott's bandwidth and one prior trial. The same as Optuna 5 with its defaults, for the parameters that all trials have; if
/// the best trials do not differ from the others, Optuna gives all parameters the same importance, Trimtab gives 0.
/// <code>
/// var importances = new PedAnova { TargetQuantile = 0.25 }.Of(study);
/// </code>
/// </remarks>
[Named("ped_anova")]
public sealed record PedAnova : ImportanceEvaluator
{
    private const double MinDensity = 1e-12; // added to every density
    private const double MinBandwidth = 0.5 / 1.64; // in cells: half a cell is within 1.64 standard deviations

    /// <summary>
    /// γ′, the quantile of the values below which trials count as the best, in (0, 1): this share of the trials, rounded up, and ties of
    /// the last one. Default 0.1.
    /// </summary>
    public double TargetQuantile { get; init => field = Setting.Check(value, value is > 0 and < 1, "above 0 and below 1"); } = 0.1;

    /// <summary>Maximum number of grid points per parameter, 2 to 10,000. Default 50.</summary>
    public int Steps { get; init => field = Setting.Between(value, 2, 10_000); } = 50;

    /// <inheritdoc/>
    protected override double[] Evaluate(IReadOnlyList<Trial> trials, SearchSpace space, double[] losses)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(space);
        double threshold = losses.Order().ElementAt((int)Math.Ceiling(TargetQuantile * trials.Count) - 1);
        bool[] isTop = [.. losses.Select(loss => loss <= threshold)];
        return [.. space.Select(parameter => Divergence(parameter.Value, ValuesOf(trials, parameter.Key), isTop))];
    }

    private static ParameterValue[] ValuesOf(IReadOnlyList<Trial> trials, string name) =>
        [.. trials.Select(trial => trial.Parameters[name])];

    /// <summary>Pearson divergence Σ p · (p_top / p − 1)² (eq. 16).</summary>
    private double Divergence(Distribution distribution, ParameterValue[] values, bool[] isTop)
    {
        int[] cells = CellsOf(distribution, values, out int count);
        double[] p = Density(distribution, cells, count), pTop = Density(distribution, [.. cells.Where((_, i) => isTop[i])], count);
        return p.Zip(pTop, (whole, best) => whole * ((best / whole) - 1) * ((best / whole) - 1)).Sum();
    }

    /// <summary>Index of the grid point nearest to each value; of two equally near the lower.</summary>
    private int[] CellsOf(Distribution distribution, ParameterValue[] values, out int count)
    {
        if (distribution is CategoricalDistribution list)
        {
            count = list.Values.Count;
            return [.. values.Select(value => list.Values.IndexOf(value) ?? -1)];
        }

        bool isLog = distribution is FloatDistribution { Log: true } or IntDistribution { Log: true };
        double low = Scale(distribution is FloatDistribution { Low: var least } ? least : ((IntDistribution)distribution).Low);
        double high = Scale(distribution switch
        {
            IntDistribution whole => whole.High,
            FloatDistribution { Grid: { } grid } => grid.At(grid.Last),
            _ => ((FloatDistribution)distribution).High,
        });
        int cells = count = (int)Math.Min(Steps, distribution switch
        {
            IntDistribution { Log: true } => 65 - System.Numerics.BitOperations.LeadingZeroCount((ulong)(distribution.Count!.Value - 1)),
            { Count: { } all } => all,
            _ => Steps,
        });
        double step = (high - low) / (cells - 1);
        return [.. values.Select(value => (int)Math.Clamp(Math.Ceiling(((Scale(value.As<double>()) - low) / step) - 0.5), 0, cells - 1))];

        double Scale(double number) => isLog ? PortableMath.Log(number) : number;
    }

    /// <summary>
    /// Kernel density estimate: a kernel at each cell with trials, weighted by their number, and a prior kernel of weight 1.
    /// </summary>
    private static double[] Density(Distribution distribution, int[] trials, int count)
    {
        bool isCategorical = distribution is CategoricalDistribution;
        var counts = trials.CountBy(cell => cell).ToDictionary(cell => cell.Key, cell => (double)cell.Value);
        var weights = new SortedDictionary<int, double>(counts);
        double[] density = new double[count];
        foreach (var (cell, weight) in weights)
        {
            double[] kernel = isCategorical
                ? CategoricalKernel(cell, weights.Count + 1, count)
                : NormalKernel(cell, BandwidthOf(weights), count);
            Spread(kernel, weight);
        }

        Spread(isCategorical ? [.. Enumerable.Repeat(1.0 / count, count)] : NormalKernel((count - 1) / 2.0, count, count), 1);
        return [.. density.Select(mass => mass + MinDensity)];

        void Spread(double[] kernel, double weight)
        {
            for (int cell = 0; cell < count; cell++)
            {
                density[cell] += weight / (trials.Length + 1) * kernel[cell];
            }
        }
    }

    /// <summary>Probabilities of the choices, of which one was chosen: 1 for it and 1 / kernels for each, normalized.</summary>
    private static double[] CategoricalKernel(int chosen, int kernels, int count) =>
        [.. Enumerable.Range(0, count).Select(cell => ((1.0 / kernels) + (cell == chosen ? 1 : 0)) / (((double)count / kernels) + 1))];

    /// <summary>Probabilities of the cells under a normal distribution truncated to the grid.</summary>
    private static double[] NormalKernel(double mean, double width, int count)
    {
        double whole = LogMass(-0.5, count - 0.5);
        return [.. Enumerable.Range(0, count).Select(cell => PortableMath.Exp(LogMass(cell - 0.5, cell + 0.5) - whole))];

        double LogMass(double from, double to) => Normal.LogMass((from - mean) / width, (to - mean) / width);
    }

    /// <summary>Bandwidth in cells by Scott's rule: 1.059 · min(IQR / 1.34, σ) · n^(−1/5).</summary>
    private static double BandwidthOf(SortedDictionary<int, double> weights)
    {
        double n = weights.Values.Sum(), mean = weights.Sum(cell => cell.Key * cell.Value) / n;
        double deviation = Math.Sqrt(weights.Sum(cell => (cell.Key - mean) * (cell.Key - mean) * cell.Value) / Math.Max(1, n - 1));
        int range = Quantile(before => before > Math.Floor(n * 3 / 4)) - Quantile(before => before >= Math.Floor(n / 4));
        return Math.Max(1.059 * Math.Min(range / 1.34, deviation) * PortableMath.Pow(n, -0.2), MinBandwidth);

        int Quantile(Func<double, bool> isReached)
        {
            double sum = 0;
            return weights.Where(cell => isReached(sum += cell.Value)).Select(cell => cell.Key).FirstOrDefault(weights.Keys.Last());
        }
    }
}

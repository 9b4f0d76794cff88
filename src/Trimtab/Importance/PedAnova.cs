using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Importance;

/// <summary>PED-ANOVA: how differently a parameter is spread among the best trials and among all. Fast, and about what matters near the top.</summary>
/// <remarks>
/// Watanabe, Bansal, Hutter, IJCAI 2023 (arXiv 2304.10255), equation 16: the Pearson divergence of two densities on a grid, each a Parzen window
/// with Scott's width and one prior trial. As Optuna 5 with its defaults, of the parameters that all trials have; where the best cannot be told from the
/// others Optuna gives all parameters the same importance, and we none.
/// </remarks>
[Named("ped_anova")]
public sealed record PedAnova : ImportanceEvaluator
{
    private const double Least = 1e-12; // added to every density
    private const double LeastWidth = 0.5 / 1.64; // in cells: half a cell is within 1.64 deviations

    /// <summary>The share of trials that are the best, in (0, 1); rounded up, with all that are as good as the last of them. Default 0.1.</summary>
    public double Top { get; init => field = Setting.Check(value, value is > 0 and < 1, "above 0 and below 1"); } = 0.1;

    /// <summary>Grid points on an axis at most, 2 to 10,000. Default 50.</summary>
    public int Steps { get; init => field = Setting.Between(value, 2, 10_000); } = 50;

    /// <inheritdoc/>
    protected override double[] Evaluate(IReadOnlyList<Trial> trials, SearchSpace space, double[] losses)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(space);
        double bar = losses.Order().ElementAt((int)Math.Ceiling(Top * trials.Count) - 1);
        bool[] isTop = [.. losses.Select(loss => loss <= bar)];
        return [.. space.Select(parameter => Divergence(parameter.Value, [.. trials.Select(trial => trial.Parameters[parameter.Key])], isTop))];
    }

    /// <summary>Σ p · (p_top / p − 1)².</summary>
    private double Divergence(Distribution distribution, ParameterValue[] values, bool[] isTop)
    {
        int[] cells = CellsOf(distribution, values, out int count);
        double[] p = Density(distribution, cells, count), pTop = Density(distribution, [.. cells.Where((_, i) => isTop[i])], count);
        return p.Zip(pTop, (whole, best) => whole * ((best / whole) - 1) * ((best / whole) - 1)).Sum();
    }

    /// <summary>The grid point nearest to each value; the lower one of two as near.</summary>
    private int[] CellsOf(Distribution distribution, ParameterValue[] values, out int count)
    {
        if (distribution is CategoricalDistribution list)
        {
            count = list.Values.Count;
            return [.. values.Select(value => list.Values.IndexOf(value) ?? -1)];
        }

        bool isLog = distribution is FloatDistribution { Log: true } or IntDistribution { Log: true };
        double low = Scale(distribution is FloatDistribution { Low: var least } ? least : ((IntDistribution)distribution).Low);
        double high = Scale(distribution is FloatDistribution { Grid: null, High: var most } ? most : distribution.ValueAt(distribution.Count!.Value - 1).As<double>());
        int cells = count = (int)Math.Min(Steps, distribution switch
        {
            IntDistribution { Log: true } => 65 - System.Numerics.BitOperations.LeadingZeroCount((ulong)(distribution.Count!.Value - 1)),
            { Count: { } all } => all,
            _ => Steps,
        });
        return [.. values.Select(value => (int)Math.Clamp(Math.Ceiling(((Scale(value.As<double>()) - low) / ((high - low) / (cells - 1))) - 0.5), 0, cells - 1))];

        double Scale(double number) => isLog ? PortableMath.Log(number) : number;
    }

    /// <summary>The probability of each cell: a kernel on every cell that has trials, weighted by how many, and one over all that weighs one trial.</summary>
    private static double[] Density(Distribution distribution, int[] trials, int count)
    {
        var weights = new SortedDictionary<int, double>(trials.CountBy(cell => cell).ToDictionary(item => item.Key, item => (double)item.Value));
        double[] density = new double[count];
        foreach (var (cell, weight) in weights)
        {
            Spread(distribution is CategoricalDistribution ? Choice(cell, weights.Count + 1, count) : Kernel(cell, WidthOf(weights), count), weight);
        }

        Spread(distribution is CategoricalDistribution ? [.. Enumerable.Repeat(1.0 / count, count)] : Kernel((count - 1) / 2.0, count, count), 1);
        return [.. density.Select(mass => mass + Least)];

        void Spread(double[] kernel, double weight)
        {
            for (int cell = 0; cell < count; cell++)
            {
                density[cell] += weight / (trials.Length + 1) * kernel[cell];
            }
        }
    }

    private static double[] Choice(int chosen, int kernels, int count) =>
        [.. Enumerable.Range(0, count).Select(cell => ((1.0 / kernels) + (cell == chosen ? 1 : 0)) / (((double)count / kernels) + 1))];

    /// <summary>A normal distribution's masses of the cells, cut off at the ends.</summary>
    private static double[] Kernel(double mean, double width, int count)
    {
        double whole = Normal.LogMass((-0.5 - mean) / width, (count - 0.5 - mean) / width);
        return [.. Enumerable.Range(0, count).Select(cell => PortableMath.Exp(Normal.LogMass((cell - 0.5 - mean) / width, (cell + 0.5 - mean) / width) - whole))];
    }

    /// <summary>Scott's rule in cells: 1.059 · min(IQR / 1.34, deviation) · n^(−1/5).</summary>
    private static double WidthOf(SortedDictionary<int, double> weights)
    {
        double n = weights.Values.Sum(), mean = weights.Sum(cell => cell.Key * cell.Value) / n;
        double deviation = Math.Sqrt(weights.Sum(cell => (cell.Key - mean) * (cell.Key - mean) * cell.Value) / Math.Max(1, n - 1));
        int range = Quantile(before => before > Math.Floor(n * 3 / 4)) - Quantile(before => before >= Math.Floor(n / 4));
        return Math.Max(1.059 * Math.Min(range / 1.34, deviation) * PortableMath.Pow(n, -0.2), LeastWidth);

        int Quantile(Func<double, bool> isReached)
        {
            double sum = 0;
            return weights.Where(cell => isReached(sum += cell.Value)).Select(cell => cell.Key).FirstOrDefault(weights.Keys.Last());
        }
    }
}

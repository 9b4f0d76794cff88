using Trimtab.Numerics;
using Trimtab.Samplers;

namespace Trimtab.Importance;

/// <summary>PED-ANOVA: how differently a knob is spread among the best trials and among all. Fast, and about what matters near the top.</summary>
/// <remarks>
/// Watanabe, Bansal, Hutter, IJCAI 2023 (arXiv 2304.10255), equation 16: the Pearson divergence of two densities on a grid, each a Parzen window
/// with Scott's width and one prior trial. Defaults of Optuna 5.
/// </remarks>
[Named("ped_anova")]
public sealed record PedAnova : ImportanceEvaluator
{
    /// <summary>The share of trials that are the best, in (0, 1). Default 0.1; never fewer than five.</summary>
    public double Top { get; init => field = Setting.Check(value, value is > 0 and < 1, "above 0 and below 1"); } = 0.1;

    /// <summary>Grid cells on a continuous axis, 2 to 10,000. Default 50.</summary>
    public int Steps { get; init => field = Setting.Between(value, 2, 10_000); } = 50;

    /// <inheritdoc/>
    protected override double[] Evaluate(IReadOnlyList<Trial> trials, SearchSpace space, double[] losses)
    {
        ArgumentNullException.ThrowIfNull(trials);
        ArgumentNullException.ThrowIfNull(space);
        int best = Math.Min(trials.Count, Math.Max(5, (int)Math.Ceiling(Top * trials.Count)));
        double bar = losses.Order().ElementAt(best - 1);
        int[] top = [.. Enumerable.Range(0, losses.Length).Where(i => losses[i] <= bar)];
        var axes = new Axes(space);
        return [.. Enumerable.Range(0, axes.Count).Select(axis =>
        {
            double[] shares = [.. trials.Select(trial => axes[axis].ShareOf(axes[axis].Of(trial.Parameters[axes[axis].Name])))];
            return Divergence(axes[axis], [.. top.Select(i => shares[i])], shares);
        })];
    }

    /// <summary>Σ p · (p_top / p − 1)².</summary>
    private double Divergence(Axis axis, double[] top, double[] all)
    {
        int cells = axis.IsCategorical ? axis.Choices : (int)Math.Min(Steps, axis.Size);
        double[] p = Density(axis, all, cells), pTop = Density(axis, top, cells);
        return p.Zip(pTop, (whole, best) => whole * ((best / whole) - 1) * ((best / whole) - 1)).Sum();
    }

    /// <summary>The share of each cell; one more trial is spread over all.</summary>
    private static double[] Density(Axis axis, double[] shares, int cells)
    {
        double[] density = [.. Enumerable.Repeat(1.0 / cells / (shares.Length + 1), cells)];
        double width = axis.IsCategorical ? 0 : Width(shares, cells);
        foreach (double share in shares)
        {
            double[] kernel = [.. Enumerable.Range(0, cells).Select(cell => Mass(cell, share, cells, width))];
            double sum = kernel.Sum();
            for (int cell = 0; cell < cells; cell++)
            {
                density[cell] += kernel[cell] / sum / (shares.Length + 1);
            }
        }

        return density;
    }

    private static double Mass(int cell, double share, int cells, double width)
    {
        double low = (double)cell / cells, high = (cell + 1.0) / cells;
        return width > 0 ? Numerics.Normal.Cdf((high - share) / width) - Numerics.Normal.Cdf((low - share) / width)
            : share >= low && (share < high || cell == cells - 1) ? 1 : 0;
    }

    /// <summary>Scott's rule: 1.059 · min(IQR / 1.34, deviation) · n^(−1/5), at least so wide that half a cell is within 1.64 deviations.</summary>
    private static double Width(double[] shares, int cells)
    {
        double[] sorted = [.. shares.Order()];
        double mean = shares.Average(), deviation = Math.Sqrt(shares.Sum(s => (s - mean) * (s - mean)) / Math.Max(1, shares.Length - 1));
        double range = sorted[3 * (sorted.Length - 1) / 4] - sorted[(sorted.Length - 1) / 4];
        return Math.Max(1.059 * Math.Min(range / 1.34, deviation) * PortableMath.Pow(shares.Length, -0.2), 0.5 / 1.64 / cells);
    }
}

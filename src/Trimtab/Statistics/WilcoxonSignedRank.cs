using Trimtab.Numerics;

namespace Trimtab.Statistics;

/// <summary>Wilcoxon's signed-rank test of paired differences: is their middle above 0? Pure functions.</summary>
/// <remarks>
/// Exact up to 50 differences, given which of them tie or are zero; else by the normal approximation with ties counted. Zeros count half
/// to each side (zsplit). SciPy and Optuna approximate where there are ties, which for two equal differences gives 0.079 in place of 0.25.
/// </remarks>
internal static class WilcoxonSignedRank
{
    private const int MaxExact = 50;

    /// <summary>P of a rank sum as large as that of the positive differences or larger, if the middle is 0.</summary>
    /// <param name="differences">One or more, none NaN.</param>
    public static double Greater(IReadOnlyList<double> differences)
    {
        if (differences.Count > MaxExact)
        {
            return Approximate(differences);
        }

        double[] ranks = Ranks.Of([.. differences.Select(Math.Abs)]);
        return Exact([.. ranks.Where((_, i) => differences[i] != 0)], ranks.Where((_, i) => differences[i] > 0).Sum());
    }

    /// <summary>The same by the normal approximation.</summary>
    /// <param name="differences">One or more, none NaN.</param>
    public static double Approximate(IReadOnlyList<double> differences)
    {
        double[] ranks = Ranks.Of([.. differences.Select(Math.Abs)]);
        double sum = ranks.Where((_, i) => differences[i] > 0).Sum() + (ranks.Where((_, i) => differences[i] == 0).Sum() / 2);
        double n = ranks.Length, ties = ranks.GroupBy(rank => rank)
            .Sum(group => ((double)group.Count() * group.Count() * group.Count()) - group.Count());
        double deviation = Math.Sqrt(((n * (n + 1) * ((2 * n) + 1)) - (0.5 * ties)) / 24);
        return deviation > 0 ? Normal.Cdf(-(sum - (n * (n + 1) / 4)) / deviation) : 1;
    }

    /// <summary>By counting the signs with every rank sum; tied ranks are halves, so sums are doubled.</summary>
    private static double Exact(double[] ranks, double sum)
    {
        double[] counts = new double[(int)Math.Round(2 * ranks.Sum()) + 1];
        counts[0] = 1;
        foreach (int rank in ranks.Select(rank => (int)Math.Round(2 * rank)))
        {
            for (int s = counts.Length - 1; s >= rank; s--)
            {
                counts[s] += counts[s - rank];
            }
        }

        return counts.Skip((int)Math.Round(2 * sum)).Sum() / Math.ScaleB(1, ranks.Length);
    }
}

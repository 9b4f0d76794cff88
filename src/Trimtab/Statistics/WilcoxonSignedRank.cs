using Trimtab.Numerics;

namespace Trimtab.Statistics;

/// <summary>Wilcoxon's signed-rank test of paired differences: is their middle above 0? Pure functions.</summary>
/// <remarks>
/// Exact up to 50 differences without zeros or ties, else by the normal approximation with ties counted; zeros count half to each side
/// (zsplit).
/// </remarks>
internal static class WilcoxonSignedRank
{
    private const int MaxExact = 50;

    /// <summary>P of a rank sum as large as that of the positive differences or larger, if the middle is 0.</summary>
    /// <param name="differences">One or more, none NaN.</param>
    public static double Greater(IReadOnlyList<double> differences)
    {
        double[] ranks = Ranks.Of([.. differences.Select(Math.Abs)]);
        double positive = ranks.Where((_, i) => differences[i] > 0).Sum() + (ranks.Where((_, i) => differences[i] == 0).Sum() / 2);
        bool isExact = differences.Count <= MaxExact && differences.All(d => d != 0) && ranks.Distinct().Count() == ranks.Length;
        return isExact ? Exact(ranks.Length, (int)Math.Round(positive)) : Approximate(ranks, positive);
    }

    /// <summary>By counting the subsets of 1 … n with every sum.</summary>
    private static double Exact(int n, int sum)
    {
        double[] counts = new double[(n * (n + 1) / 2) + 1];
        counts[0] = 1;
        for (int rank = 1; rank <= n; rank++)
        {
            for (int s = counts.Length - 1; s >= rank; s--)
            {
                counts[s] += counts[s - rank];
            }
        }

        return counts.Skip(sum).Sum() / Math.ScaleB(1, n);
    }

    private static double Approximate(double[] ranks, double sum)
    {
        double n = ranks.Length, ties = ranks.GroupBy(rank => rank)
            .Sum(group => ((double)group.Count() * group.Count() * group.Count()) - group.Count());
        double deviation = Math.Sqrt(((n * (n + 1) * ((2 * n) + 1)) - (0.5 * ties)) / 24);
        return deviation > 0 ? Normal.Cdf(-(sum - (n * (n + 1) / 4)) / deviation) : 1;
    }
}

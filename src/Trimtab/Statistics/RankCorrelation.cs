using Trimtab.Numerics;

namespace Trimtab.Statistics;

/// <summary>
/// Whether two lists of numbers rank alike, from −1, turned round, to 1, the same order; NaN where one of them is all equal or holds NaN.
/// </summary>
public static class RankCorrelation
{
    /// <summary>
    /// Kendall's τ-b: pairs ordered alike less pairs ordered otherwise, over the geometric mean of the pairs that are not tied in each
    /// list.
    /// </summary>
    /// <param name="x">Two numbers or more.</param>
    /// <param name="y">As many.</param>
    /// <remarks>O(n²). Kendall, Biometrika 33 (1945).</remarks>
    public static double Kendall(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (!AreComparable(x, y))
        {
            return double.NaN;
        }

        long alike = 0, untiedX = 0, untiedY = 0;
        for (int i = 0; i < x.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                int a = x[i].CompareTo(x[j]), b = y[i].CompareTo(y[j]);
                alike += a * b;
                untiedX += Math.Abs(a);
                untiedY += Math.Abs(b);
            }
        }

        return alike / Math.Sqrt((double)untiedX * untiedY);
    }

    /// <summary>Spearman's ρ: the correlation of the ranks, equal numbers sharing the mean of theirs.</summary>
    /// <param name="x">Two numbers or more.</param>
    /// <param name="y">As many.</param>
    public static double Spearman(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        if (!AreComparable(x, y))
        {
            return double.NaN;
        }

        double[] a = Ranks.Of(x), b = Ranks.Of(y);
        double mean = (x.Count + 1) / 2.0;
        return a.Zip(b, (p, q) => (p - mean) * (q - mean)).Sum() / Math
            .Sqrt(a.Sum(p => (p - mean) * (p - mean)) * b.Sum(q => (q - mean) * (q - mean)));
    }

    private static bool AreComparable(IReadOnlyList<double> x, IReadOnlyList<double> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (x.Count != y.Count || x.Count < 2)
        {
            throw new ArgumentException(
                Invariant($"A rank correlation is of two lists of as many numbers, two or more. Got {x.Count} and {y.Count}."), nameof(y));
        }

        return !x.Concat(y).Any(double.IsNaN);
    }
}

namespace Trimtab.Statistics;

/// <summary>
/// Which candidates may be the best: multiple comparisons with the best, stepping from the lowest score up. Pure functions.
/// </summary>
/// <remarks>
/// Hsu, Constrained simultaneous confidence intervals for multiple comparisons with the best, 1984, with Bonferroni's bound in place of his
/// tables: a candidate is tested at level/m, m the number that score better. As in Hansen, Lunde and Nason, The model confidence set, 2011,
/// one is left out only when every one that scores worse is. So verdicts have the order of the scores.
/// </remarks>
internal static class BestSet
{
    /// <summary>
    /// By candidate, the smallest level at which it is left out; never smaller for a better score, equal for equal scores.
    /// </summary>
    /// <param name="scores">Mean scores.</param>
    /// <param name="p">Of each candidate against the best-scored one.</param>
    /// <param name="isErratic">Candidates that do not hold others back: they are left out with the next better one.</param>
    public static double[] AdjustedP(double[] scores, double[] p, bool[] isErratic)
    {
        double[] adjusted = new double[scores.Length];
        int[][] rising =
        [
            .. Enumerable.Range(0, scores.Length).GroupBy(i => scores[i]).OrderBy(group => group.Key).Select(group => group.ToArray())
        ];
        double reached = 0;
        int better = scores.Length;
        var waiting = new List<int>(); // erratic ones, below the next that is not
        foreach (int[] group in rising)
        {
            better -= group.Length;
            bool isErraticOnly = better > 0 && group.All(i => isErratic[i]);
            if (!isErraticOnly)
            {
                reached = better == 0 ? 1 : Math.Min(1, Math.Max(reached, group.Where(i => !isErratic[i]).Max(i => p[i] * better)));
            }

            waiting.AddRange(group);
            if (!isErraticOnly)
            {
                waiting.ForEach(i => adjusted[i] = reached);
                waiting.Clear();
            }
        }

        return adjusted;
    }
}

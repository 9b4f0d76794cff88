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
    /// <param name="isErratic">Candidates that do not hold others back: left out by themselves or with the next better one.</param>
    public static double[] AdjustedP(double[] scores, double[] p, bool[] isErratic)
    {
        double[] adjusted = new double[scores.Length];
        int[][] rising =
        [
            .. Enumerable.Range(0, scores.Length).GroupBy(i => scores[i]).OrderBy(group => group.Key).Select(group => group.ToArray())
        ];
        double reached = 0;
        int better = scores.Length;
        double waited = 0;
        var waiting = new List<(int Candidate, double Own)>(); // erratic ones, below the next that is not
        foreach (int[] group in rising)
        {
            better -= group.Length;
            int[] steady = [.. group.Where(i => !isErratic[i])];
            bool isErraticOnly = better > 0 && steady.Length == 0;
            double own = better == 0 ? 1 : Math.Min(1, (isErraticOnly ? group : steady).Max(i => p[i]) * better);
            waited = Math.Max(waited, Math.Max(reached, own));
            waiting.AddRange(group.Select(i => (i, waited)));
            if (!isErraticOnly)
            {
                reached = Math.Max(reached, own);
                waiting.ForEach(entry => adjusted[entry.Candidate] = Math.Min(entry.Own, reached));
                waiting.Clear();
                waited = reached;
            }
        }

        return adjusted;
    }
}

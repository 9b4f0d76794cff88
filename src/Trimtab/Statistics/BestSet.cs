namespace Trimtab.Statistics;

/// <summary>Which candidates may be the best: multiple comparisons with the best, stepping from the lowest score up. Pure functions.</summary>
/// <remarks>
/// Hsu, Constrained simultaneous confidence intervals for multiple comparisons with the best, 1984, with Bonferroni's bound in place of his
/// tables: a candidate is tested at level/m, m the number that score better. As in Hansen, Lunde and Nason, The model confidence set, 2011,
/// one is left out only when every one that scores worse is. So verdicts have the order of the scores.
/// </remarks>
internal static class BestSet
{
    /// <summary>By candidate, the smallest level at which it is left out; never smaller for a better score, equal for equal scores.</summary>
    /// <param name="scores">Mean scores.</param>
    /// <param name="p">Of each candidate against the best-scored one.</param>
    /// <param name="isErratic">Candidates that do not hold others back: they are left out with the next better one.</param>
    public static double[] AdjustedP(double[] scores, double[] p, bool[] isErratic)
    {
        double[] adjusted = new double[scores.Length];
        int[] rising = [.. Enumerable.Range(0, scores.Length).OrderBy(i => scores[i])];
        double reached = 0;
        for (int first = 0, next; first < rising.Length; first = next)
        {
            next = first + 1;
            while (next < rising.Length && scores[rising[next]] == scores[rising[first]])
            {
                next++;
            }

            int better = rising.Length - next;
            int[] judged = [.. rising[first..next].Where(i => !isErratic[i])];
            reached = better == 0 ? 1 : Math.Min(1, Math.Max(reached, judged.Select(i => p[i] * better).DefaultIfEmpty(0).Max()));
            foreach (int i in rising.AsSpan(first, next - first))
            {
                adjusted[i] = judged.Length > 0 || better == 0 ? reached : double.NaN;
            }
        }

        for (int place = rising.Length - 2; place >= 0; place--)
        {
            int i = rising[place], above = rising[place + 1];
            adjusted[i] = !double.IsNaN(adjusted[i]) ? adjusted[i] : adjusted[above] < 1 ? adjusted[above] : Math.Min(1, p[i] * (rising.Length - 1 - place));
        }

        return adjusted;
    }
}

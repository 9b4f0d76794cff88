using Trimtab.ModelSelection;
using Trimtab.Statistics;

namespace Trimtab.Plots;

/// <summary>
/// Mean score of the candidates of a cross-validated search with its standard error: shows which differences are significant.
/// </summary>
/// <remarks>It draws a <see cref="SearchResult"/>, not a study, so <see cref="Plot.Catalog"/> does not list it.</remarks>
public static class CvIntervals
{
    /// <summary>Draws the best candidates, best first; those that a test rules out as the best are pale.</summary>
    /// <param name="result">A finished search.</param>
    /// <param name="most">The most candidates drawn, 1 or more. Default 15.</param>
    public static DotChart Of(SearchResult result, int most = 15)
    {
        ArgumentNullException.ThrowIfNull(result);
        _ = Setting.AtLeast(most, 1, nameof(most));
        string scorer = result.BestScorer;
        var shown = result.CvResults.Index()
            .Where(item => item.Item.Rank.ContainsKey(scorer))
            .OrderBy(item => item.Item.Rank[scorer])
            .ThenBy(item => item.Index)
            .Take(most)
            .ToList();
        var scores = shown.Select(item => item.Item.Test[scorer]).ToList();
        double[] errors = [.. scores.Select(folds => folds.StandardDeviation / Math.Sqrt(Math.Max(1, folds.Folds.Count - 1)))];
        double[] means = [.. scores.Select(folds => folds.Mean)];
        return new()
        {
            Title = shown.Count < result.CvResults.Count
                ? Invariant($"{scorer} of the best {shown.Count} candidates")
                : $"{scorer} of the candidates",
            XLabel = $"{scorer}, mean over folds ± its standard error",
            Categories = [.. shown.Select(item => item.Item.Parameters.ToDisplayString())],
            Values = means,
            Low = [.. means.Zip(errors, (mean, error) => mean - error)],
            High = [.. means.Zip(errors, (mean, error) => mean + error)],
            Highlight = shown.FindIndex(item => item.Index == result.BestIndex) is >= 0 and var best ? best : null,
            Pale = result.Statistics is { } statistics
                ? [.. Enumerable.Range(0, shown.Count).Where(i => statistics.Comparisons[shown[i].Index].Verdict == Verdict.NotBest)]
                : [],
        };
    }
}

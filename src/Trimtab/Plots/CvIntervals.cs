using Trimtab.ModelSelection;
using Trimtab.Statistics;

namespace Trimtab.Plots;

/// <summary>
/// Mean scores of the candidates of a cross-validated search, best first, each with the simultaneous interval of its verdict: where it
/// reaches the highest score the candidate may be the best, else it is ruled out and pale.
/// </summary>
/// <remarks>
/// Verdicts and half-widths are those of <see cref="SearchResult.Statistics"/>, at a nominal confidence of 95 % for all candidates
/// together: an interval is compared with the highest score, not with the intervals of others. Where the evidence allows no verdict
/// there are none. It draws a <see cref="SearchResult"/>, not a study, so <see cref="Plot.Catalog"/> does not list it.
/// <code>
/// var result = new GridSearchCV(model, new() { ["epochs"] = [10, 20, 30] }) { Cv = 5 }.Fit(train);
/// var chart = CvIntervals.Of(result, most: 10);
/// </code>
/// </remarks>
public static class CvIntervals
{
    /// <summary>Draws the best candidates, best first.</summary>
    /// <param name="result">A finished search.</param>
    /// <param name="most">The most candidates drawn, 1 or more. Default 15.</param>
    /// <param name="label">Names a candidate. Default: by its parameters.</param>
    public static DotChart Of(SearchResult result, int most = 15, Func<CandidateResult, string>? label = null)
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
        double[] means = [.. shown.Select(item => item.Item.Test[scorer].Mean)];
        var comparisons = result.Statistics is { Warning: "" } statistics
            ? shown.ConvertAll(item => statistics.Comparisons[item.Index])
            : null;
        double[]? widths = comparisons is null ? null : [.. comparisons.Select(WidthOf)];
        return new()
        {
            Title = shown.Count < result.CvResults.Count
                ? Invariant($"{scorer} of the best {shown.Count} candidates")
                : $"{scorer} of the candidates",
            XLabel = $"mean {scorer}{(widths is null ? "" : " with simultaneous intervals")}",
            Categories = [.. shown.Select(item => label?.Invoke(item.Item) ?? item.Item.Parameters.ToDisplayString())],
            Values = means,
            Low = widths is null ? null : [.. means.Zip(widths, (mean, width) => mean - width)],
            High = widths is null ? null : [.. means.Zip(widths, (mean, width) => mean + width)],
            Highlight = shown.FindIndex(item => item.Index == result.BestIndex) is >= 0 and var best ? best : null,
            Pale = [.. (comparisons ?? []).Index().Where(item => item.Item.Verdict == Verdict.NotBest).Select(item => item.Index)],
        };
    }

    /// <summary>0 where there is none: the highest has no difference from itself.</summary>
    private static double WidthOf(Comparison comparison) => comparison.HalfWidth() is var width && double.IsFinite(width) ? width : 0;
}

using System.Globalization;
using Trimtab.ModelSelection;

namespace Trimtab.Statistics;

/// <summary>A search's statistics in words: only what the evidence supports. Pure functions.</summary>
internal static class StatisticsSummary
{
    public static string Of(SearchStatistics statistics, CvResults results) => string.Join('\n', new[]
    {
        Best(statistics, results),
        TieSet(statistics),
        Cheapest(statistics, results),
        Expected(statistics),
    }.Where(line => line.Length > 0));

    private static string Best(SearchStatistics statistics, CvResults results)
    {
        string error = double.IsNaN(statistics.StandardError) ? "" : Text($" ± {statistics.StandardError:G2} (standard error)");
        double below = statistics.Comparisons[statistics.Winner].Difference;
        string rule = below > 0 ? Text($" It was chosen by a rule; the highest score is {statistics.Score + below:F5}.") : "";
        return Text($"Best: {results[statistics.Winner].Parameters.ToDisplayString()} with {statistics.Score:F5}{error}.{rule}");
    }

    private static string TieSet(SearchStatistics statistics)
    {
        var (tied, all) = (statistics.TieSet.Count, statistics.Candidates);
        return statistics.Warning.Length > 0 ? all == 1 ? statistics.Warning : $"Whether it is better than the others can't be told: {char.ToLowerInvariant(statistics.Warning[0])}{statistics.Warning[1..]}"
            : tied == all ? $"None of the {all} candidates can be told apart from the best: any of them may be it."
            : tied == 1 ? $"The candidate with the highest score is the best of {all}, at 95 % confidence."
            : $"The best of {all} candidates is among the {tied} with the highest scores, at 95 % confidence; which of them it is can't be told.";
    }

    private static string Cheapest(SearchStatistics statistics, CvResults results) => statistics.Cheapest is not { } cheapest ? "" : Text(
        $"Fastest to fit of those: {results[cheapest].Parameters.ToDisplayString()}, {results[cheapest].FitSeconds.Mean:G3} s a fold instead of {results[statistics.Winner].FitSeconds.Mean:G3} s; it may score lower than the best by up to {statistics.CheapestLoss:G2}.");

    private static string Expected(SearchStatistics statistics) =>
        statistics.Candidates == 1 ? ""
        : double.IsNaN(statistics.CorrectedScore) ? $"The highest of {statistics.Candidates} scores tends to be too high; by how much can't be told here."
        : Text($"Expected of it on new rows: {statistics.CorrectedScore:F5}, corrected for having been chosen among {statistics.Candidates}.");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

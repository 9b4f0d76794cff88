using System.Globalization;

namespace Trimtab.ModelSelection;

/// <summary>Describes the statistics of a search in sentences that claim no more than the evidence supports. Pure functions.</summary>
internal static class StatisticsSummary
{
    /// <summary>
    /// What the tie set's nominal confidence of 95 % came to in the worst situation of docs/statistics.md, rounded down to 5 %: with rows
    /// known, and without.
    /// </summary>
    internal const int LeastWithRows = 90, LeastWithoutRows = 80;

    /// <summary>A line for each thing there is to say, with the candidates' parameters.</summary>
    public static string Of(SearchStatistics statistics, CvResults results) => string.Join('\n', Lines(
        statistics,
        candidate => results[candidate].Parameters.ToDisplayString(),
        (fastest, best) => Text($", {results[fastest].FitSeconds.Mean:G3} s a fold instead of {results[best].FitSeconds.Mean:G3} s")));

    /// <summary>The same in one paragraph, where the results are not at hand: candidates by their numbers, no times.</summary>
    public static string Of(SearchStatistics statistics) =>
        string.Join(' ', Lines(statistics, candidate => Invariant($"candidate {candidate}"), (_, _) => ""));

    private static IEnumerable<string> Lines(SearchStatistics statistics, Func<int, string> name, Func<int, int, string> times) => new[]
    {
        Best(statistics, name),
        TieSet(statistics),
        Fastest(statistics, name, times),
        Expected(statistics),
        NotCounted(statistics),
        WithoutRows(statistics),
    }.Where(line => line.Length > 0);

    private static string Best(SearchStatistics statistics, Func<int, string> name)
    {
        string error = double.IsNaN(statistics.StandardError) ? "" : Text($" ± {statistics.StandardError:G2} (standard error)");
        double below = statistics.Comparisons[statistics.BestIndex].Difference;
        string rule = below > 0 ? Text($" It was chosen by a rule; the highest score is {statistics.Score + below:F5}.") : "";
        return Text($"Best: {name(statistics.BestIndex)} with {statistics.Score:F5}{error}.{rule}");
    }

    private static string TieSet(SearchStatistics statistics)
    {
        var (tied, all) = (statistics.TieSet.Count, statistics.Candidates);
        string confidence = Text(
            $"at a nominal confidence of 95 % ({(statistics.HasRowScores ? LeastWithRows : LeastWithoutRows)} % or more in simulations)");
        string candidates = statistics.Dropped > 0 ? "candidates that were trained to the end" : "candidates";
        return statistics.Warning.Length > 0 ? NoTieSet(statistics)
            : tied == all
                ? Invariant($"None of the {all} {candidates} can be told apart from the one with the highest score: ")
                    + "any of them may be the truly best."
            : tied == 1 ? Invariant($"The candidate with the highest score is the truly best of {all}{Rest(statistics)}, {confidence}.")
            : Invariant($"The truly best of {all} {candidates} is among the {tied} with the highest scores, {confidence}; ")
                + "which of them it is can't be told.";
    }

    private static string NoTieSet(SearchStatistics statistics) => statistics.Candidates == 1
        ? statistics.Warning
        : "Whether it is better than the others can't be told: "
            + $"{char.ToLowerInvariant(statistics.Warning[0])}{statistics.Warning[1..]}";

    private static string Fastest(SearchStatistics statistics, Func<int, string> name, Func<int, int, string> times) =>
        statistics.Fastest is not { } fastest ? ""
        : Text($"Fastest to fit of those: {name(fastest)}{times(fastest, statistics.BestIndex)}; ")
            + Text($"it may score lower than the best by up to {statistics.FastestLoss:G2}.");

    private static string Rest(SearchStatistics statistics) => statistics.Dropped > 0 ? " that were trained to the end" : "";

    private static string Expected(SearchStatistics statistics) =>
        statistics.Tried == 1 ? ""
        : double.IsNaN(statistics.CorrectedScore) ? Invariant(
            $"The highest of {statistics.Tried} scores tends to be too high; by how much can't be told here.")
        : statistics.CorrectedScore == statistics.Score ? Text(
            $"Expected of it on new rows: {statistics.Score:F5}; having been chosen among {statistics.Candidates} takes nothing off.")
        : Text(
            $"Expected of it on new rows: {statistics.CorrectedScore:F5}, corrected for having been chosen among {statistics.Candidates}.");

    /// <summary>What the choice depended on, too, and the expected score does not allow for.</summary>
    private static string NotCounted(SearchStatistics statistics)
    {
        string stopped = statistics.Dropped == 0 ? "" : InvariantText.Count(statistics.Dropped, "more candidate")
            + $" {(statistics.Dropped == 1 ? "was" : "were")} stopped before the end, after scores on the same folds";
        string suggested = statistics is { IsGuided: true, Tried: > 1 }
            ? "later candidates were suggested by the scores of earlier ones"
            : "";
        string words = (stopped, suggested) switch
        {
            (_, "") => stopped,
            ("", _) => $"L{suggested[1..]}",
            _ => $"{stopped}, and {suggested}",
        };
        string notAllowed = double.IsNaN(statistics.CorrectedScore) ? ""
            : ": the expected score does not allow for that, and may be too high";
        return words.Length == 0 ? "" : $"{words}{notAllowed}. NestedCrossValidate scores the search on rows that it has not seen.";
    }

    private static string WithoutRows(SearchStatistics statistics) =>
        statistics.HasRowScores || statistics.Warning.Length > 0 ? ""
        : "The scores of single rows are not known: with three folds or more the confidence may be lower than its nominal value.";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Statistics;

namespace Trimtab.Bench;

/// <summary>A simulated search's statistics compared with its expected scores.</summary>
internal sealed record JudgedSearch
{
    /// <summary>A candidate this much below the highest expected score is one that should be left out.</summary>
    private const double Margin = 0.002;

    /// <summary>Whether there is a tie set; without one nothing is claimed, and nothing is right or wrong.</summary>
    public required bool HasTieSet { get; init; }

    /// <summary>Whether the candidate with the highest expected score is in the tie set; false without one.</summary>
    public required bool IsCovered { get; init; }

    /// <summary>Candidates that should be left out.</summary>
    public required int Worse { get; init; }

    /// <summary>How many of them are.</summary>
    public required int LeftOut { get; init; }

    /// <summary>Whether one is left out that scores no worse than one in the tie set.</summary>
    public required bool IsDisordered { get; init; }

    /// <summary>Candidates in the tie set.</summary>
    public required int Kept { get; init; }

    /// <summary>Score of the chosen candidate − its expected score.</summary>
    public required double Optimism { get; init; }

    /// <summary>What the corrected score leaves of it; NaN where there is none.</summary>
    public required double Left { get; init; }

    /// <summary>
    /// Whether the fastest of the tie set scores no further below the best than is said; <see langword="null"/> where none is named.
    /// </summary>
    public required bool? IsLossHeld { get; init; }

    /// <summary>The standard error that is said of candidate 0, mostly the truly best; NaN where none is said.</summary>
    public required double StandardError { get; init; }

    /// <summary>Score of candidate 0 − its expected score.</summary>
    public required double Error { get; init; }

    public static JudgedSearch Of(SimulatedSearch search, IReadOnlyList<Fold> folds)
    {
        var statistics = SearchStatistics.Of(search.Results, search.Results.BestBy("score"), "score", folds);
        double highest = search.Expected.Max(), expected = search.Expected[statistics.BestIndex];
        var verdicts = statistics.Comparisons.Select(comparison => comparison.Verdict).ToArray();
        int[] candidates = [.. Enumerable.Range(0, verdicts.Length)];
        int[] worse = [.. candidates.Where(i => search.Expected[i] < highest - Margin)];
        double lowestKept = statistics.TieSet.Select(i => search.Results[i].Test["score"].Mean).DefaultIfEmpty(double.PositiveInfinity)
            .Min();
        var first = statistics.BestIndex == 0 ? statistics : SearchStatistics.Of(search.Results, 0, "score", folds);
        return new()
        {
            HasTieSet = statistics.TieSet.Count > 0,
            IsCovered = statistics.TieSet.Contains(Array.IndexOf(search.Expected, highest)),
            Worse = worse.Length,
            LeftOut = worse.Count(i => verdicts[i] == Verdict.NotBest),
            IsDisordered = candidates.Any(i => verdicts[i] == Verdict.NotBest && search.Results[i].Test["score"].Mean >= lowestKept),
            Kept = statistics.TieSet.Count,
            Optimism = statistics.Score - expected,
            Left = statistics.CorrectedScore - expected,
            StandardError = first.StandardError,
            Error = first.Score - search.Expected[0],
            IsLossHeld = statistics.Fastest is { } fastest ? expected - search.Expected[fastest] <= statistics.FastestLoss : null,
        };
    }
}

using System.Globalization;
using Trimtab.ModelSelection;

namespace Trimtab.Statistics;

/// <summary>How sure a search is of its winner: computed from the scores there are, no training more. Immutable.</summary>
public sealed record SearchStatistics
{
    private const double Level = 0.05;

    private SearchStatistics()
    {
    }

    /// <summary>The winner's number.</summary>
    public required int Winner { get; init; }

    /// <summary>The winner's mean score over folds.</summary>
    public required double Score { get; init; }

    /// <summary>The standard error of that mean: the sample deviation over folds by the root of their number. It takes folds for independent, which they are not.</summary>
    public required double StandardError { get; init; }

    /// <summary>
    /// The candidates that can't be told apart from the winner at 95 %, the winner among them, ascending: corrected resampled t-tests,
    /// one-sided, with Holm's correction for as many comparisons (Holm, A simple sequentially rejective multiple test procedure, 1979).
    /// </summary>
    public required IReadOnlyList<int> TieSet { get; init; }

    /// <summary>The winner against every other that finished, the likeliest to be worse first; empty with fewer than two folds.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <summary>The candidate of the tie set that is fitted fastest; by the clock, so it may change from run to run.</summary>
    public required int Cheapest { get; init; }

    /// <summary>
    /// The winner's score without the luck of having been chosen: less by the mean, over folds, of how far the fold's own best is above
    /// the winner there (Tibshirani and Tibshirani, A bias correction for the minimum error rate in cross-validation, 2009).
    /// </summary>
    public required double CorrectedScore { get; init; }

    /// <summary>What a reader must know: that there are too few folds to tell; empty otherwise.</summary>
    public required string Warning { get; init; }

    /// <summary>Candidates that finished.</summary>
    public required int Candidates { get; init; }

    /// <summary>The winner, those it can't be told apart from, and what to expect of it: three lines.</summary>
    public string Summary(CvResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        string tied = TieSet.Count == 1 ? "no other candidate is as good at 95 %" : $"{TieSet.Count - 1} of {Candidates - 1} others can't be told apart from it at 95 %";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Best: {results[Winner].Parameters.ToDisplayString()} with {Score:F5} ± {StandardError:F5} (standard error); {tied}.
            Cheapest of those: {results[Cheapest].Parameters.ToDisplayString()}.
            Expected of the best on new rows: {CorrectedScore:F5}, without the luck of being chosen.{(Warning.Length > 0 ? " " + Warning : "")}
            """);
    }

    /// <summary>Judges a search.</summary>
    /// <param name="results">Its candidates.</param>
    /// <param name="winner">The number of the best.</param>
    /// <param name="scorer">The scorer it is best by.</param>
    /// <param name="trainRows">Rows a fold trains on.</param>
    /// <param name="testRows">Rows a fold is scored on.</param>
    public static SearchStatistics Of(CvResults results, int winner, string scorer, double trainRows, double testRows)
    {
        ArgumentNullException.ThrowIfNull(results);
        var best = results[winner].Test[scorer];
        int folds = best.Folds.Count;
        int[] finished = [.. Enumerable.Range(0, results.Count).Where(i => results[i].Test[scorer].Folds.All(double.IsFinite))];
        var comparisons = folds < 2 ? [] : Compare(results, winner, scorer, finished, trainRows, testRows);
        int[] tied = [.. finished.Except(comparisons.Where(comparison => !comparison.IsTied).Select(comparison => comparison.Candidate))];
        double optimism = Enumerable.Range(0, folds).Average(fold => finished.Max(i => results[i].Test[scorer].Folds[fold]) - best.Folds[fold]);
        return new()
        {
            Winner = winner,
            Score = best.Mean,
            StandardError = folds < 2 ? double.NaN : best.StandardDeviation / Math.Sqrt(folds - 1),
            TieSet = tied,
            Comparisons = comparisons,
            Cheapest = tied.MinBy(i => results[i].FitSeconds.Mean),
            CorrectedScore = best.Mean - optimism,
            Warning = folds < 5 ? $"{folds} folds can tell little: repeat the folds or take more." : "",
            Candidates = finished.Length,
        };
    }

    /// <summary>Holm: the smallest p is held against level/m, the next against level/(m−1), until one is not below; that one and all after it are tied.</summary>
    private static Comparison[] Compare(CvResults results, int winner, string scorer, int[] finished, double trainRows, double testRows)
    {
        var best = results[winner].Test[scorer].Folds;
        Comparison[] sorted =
        [
            .. from candidate in finished
               where candidate != winner
               let test = new CorrectedTTest([.. best.Zip(results[candidate].Test[scorer].Folds, (a, b) => a - b)], trainRows, testRows)
               orderby double.IsNaN(test.PGreater) ? 1 : test.PGreater
               select new Comparison(candidate, test, IsTied: true),
        ];
        for (int i = 0; i < sorted.Length && sorted[i].Test.PGreater <= Level / (sorted.Length - i); i++)
        {
            sorted[i] = sorted[i] with { IsTied = false };
        }

        return sorted;
    }
}

/// <summary>The winner held against another candidate. Immutable.</summary>
/// <param name="Candidate">The other's number.</param>
/// <param name="Test">Of the winner's scores minus the other's, fold by fold.</param>
/// <param name="IsTied">Whether the two can't be told apart at 95 %, all comparisons of the search allowed for.</param>
public sealed record Comparison(int Candidate, CorrectedTTest Test, bool IsTied);

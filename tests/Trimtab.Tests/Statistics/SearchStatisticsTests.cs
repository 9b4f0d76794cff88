using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Numerics;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace Trimtab.Tests.Statistics;

public class SearchStatisticsTests
{
    private static readonly double[][] _scores =
    [
        [0.90, 0.92, 0.91, 0.93, 0.90], // the best
        [0.91, 0.91, 0.90, 0.93, 0.90], // as good
        [0.50, 0.52, 0.51, 0.53, 0.50], // far below on every fold
        [0.90, 0.92, 0.91, 0.93, double.NaN], // not finished
    ];

    [Fact]
    public void Of_AClearLoser_LeavesItOutOfTheTieSet()
    {
        var statistics = Of(_scores);

        Assert.Equal([0, 1], statistics.TieSet);
        Assert.Equal(3, statistics.Candidates);
        Assert.Equal(1, statistics.Fastest); // candidates get faster with their number
        Assert.Equal("", statistics.Warning);
        Assert.Equal(
            [Verdict.MayBeBest, Verdict.MayBeBest, Verdict.NotBest, Verdict.NoScore],
            statistics.Comparisons.Select(comparison => comparison.Verdict));
    }

    /// <summary>
    /// Two folds, twenty candidates, one of them flipping coins on both: the search of which it was said to be as good as the best.
    /// </summary>
    [Fact]
    public void Of_ACoinFlipperOnTwoFolds_IsNotAsGood()
    {
        double[][] scores =
        [
            [0.997, 0.987],
            .. Enumerable.Range(1, 18)
                .Select(i => new[] { 0.9965 - (0.0005 * i) + (0.0004 * (i % 3)), 0.9868 - (0.0005 * i) - (0.0003 * (i % 4)) }),
            [0.5, 0.5],
        ];

        var statistics = Of(scores);

        Assert.Equal(Verdict.NotBest, statistics.Comparisons[19].Verdict);
        Assert.NotEqual(19, statistics.Fastest);
        Assert.Contains(0, statistics.TieSet);
    }

    [Fact]
    public void Of_TwoCandidatesOnTwoFolds_ClaimsNothing()
    {
        var results = Results([[0.9, 0.9], [0.7, 0.61]]);

        var statistics = SearchStatistics.Of(results, 0, "score", Folds(2));

        Assert.Empty(statistics.TieSet);
        Assert.Null(statistics.Fastest);
        Assert.True(double.IsNaN(statistics.StandardError));
        Assert.True(double.IsNaN(statistics.CorrectedScore));
        Assert.Equal(
            """
            Best: alpha=0 with 0.90000.
            Whether it is better than the others can't be told: two candidates on two folds are too few to tell; take more folds.
            The highest of 2 scores tends to be too high; by how much can't be told here.
            """,
            statistics.Summary(results));
    }

    [Fact]
    public void Summary_OfAnEarnedTieSet_NamesItAndItsFastest()
    {
        var results = Results(_scores);

        string[] lines = SearchStatistics.Of(results, 0, "score", Folds(5)).Summary(results).Split('\n');

        Assert.StartsWith("Best: alpha=0 with 0.91200 ± ", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            "The truly best of 3 candidates is among the 2 with the highest scores, at a nominal confidence of 95 % (80 % or more in "
            + "simulations); which of them it is can't be told.",
            lines[1]);
        Assert.StartsWith(
            "Fastest to fit of those: alpha=1, 9 s a fold instead of 10 s; it may score lower than the best by up to ",
            lines[2],
            StringComparison.Ordinal);
        Assert.StartsWith("Expected of it on new rows: ", lines[3], StringComparison.Ordinal);
        Assert.Equal(
            "The scores of single rows are not known: with three folds or more the confidence may be lower than its nominal value.",
            lines[4]);
        Assert.Equal(5, lines.Length);
    }

    [Fact]
    public void Summary_WhereCandidatesWereDropped_ClaimsNothingOfThem()
    {
        var results = Results(_scores);

        string[] lines = SearchStatistics.Of(results, 0, "score", Folds(5)).ChosenAmong(1, isGuided: true).Summary(results).Split('\n');

        Assert.StartsWith(
            "The truly best of 3 candidates that were trained to the end is among the 2 with the highest scores, ",
            lines[1],
            StringComparison.Ordinal);
        Assert.Equal(
            "1 more candidate was stopped before the end, after scores on the same folds, and later candidates were suggested by the "
            + "scores of earlier ones: the expected score does not allow for that, and may be too high. "
            + "NestedCrossValidate scores the search on rows that it has not seen.",
            lines[4]);
    }

    [Fact]
    public void Of_EqualCandidates_ClaimsNothing()
    {
        double[] same = [0.9, 0.8];

        var statistics = Of([same, same, same]);

        Assert.Empty(statistics.TieSet);
        Assert.Equal("All candidates have the same scores.", statistics.Warning);
    }

    public static TheoryData<string, double[][]> Odd => new()
    {
        { "one candidate", [[0.9, 0.8]] },
        { "one fold", [[0.9], [0.8], [0.7]] },
        { "one of each", [[0.9]] },
        { "constants", [[1, 1, 1], [1, 1, 1], [0, 0, 0]] },
        { "zeros", [[0, 0], [0, 0], [0, 0], [0, 0]] },
        { "not finite", [[1, 2], [double.NaN, 1], [double.PositiveInfinity, 1], [double.NegativeInfinity, double.NaN], [1, 1.5]] },
        { "huge", [[1e308, 1e308], [-1e308, -1e308], [1e307, 1]] },
        { "huge beside small", [[1, 2, 3], [-1e308, -1e300, 1], [1, 1, 2], [0, 2, 3]] },
        { "tiny", [[1e-308, 2e-308], [0, 0], [1e-310, 0], [0, 5e-324]] },
        { "negative", [[-1, -2, -3], [-1.5, -2, -3], [-1, -2.5, -5]] },
        { "all erratic", [[9, 1], [1, 9], [5, 4], [0, 9]] },
    };

    [Theory]
    [MemberData(nameof(Odd))]
    public void Of_OddScores_GivesWordsAndOrderedVerdicts(string kind, double[][] scores)
    {
        var results = Results(scores);

        var statistics = SearchStatistics.Of(results, 0, "score", Folds(scores[0].Length));

        Assert.NotEmpty(kind);
        Assert.DoesNotContain("NaN", statistics.Summary(results), StringComparison.Ordinal);
        Assert.DoesNotContain("± 0", statistics.Summary(results).Replace("± 0.", "", StringComparison.Ordinal), StringComparison.Ordinal);
        RequireOrder(statistics, scores);
    }

    [Fact]
    public void Of_AnyScores_HasOrderedVerdictsThatDoNotDependOnTheCandidatesOrder()
    {
        var stream = RandomAddress.FromSeed(5).Stream();
        for (int round = 0; round < 200; round++)
        {
            int folds = 2 + stream.NextInt32(4), candidates = 2 + stream.NextInt32(9);
            double[][] scores = new double[candidates][];
            for (int i = 0; i < candidates; i++)
            {
                double ability = 0.03 * stream.NextInt32(5), spread = stream.NextInt32(5) == 0 ? 0.2 : 0.01;
                scores[i] = new double[folds];
                foreach (ref double score in scores[i].AsSpan())
                {
                    score = Math.Round(ability + (spread * stream.NextNormal()), 3);
                }
            }

            scores = [.. scores.OrderByDescending(fold => fold.Sum())];
            int[] order = [.. Enumerable.Range(0, candidates)];
            stream.Shuffle(order.AsSpan());
            var (straight, mixed) = (
                Of(scores),
                SearchStatistics.Of(Results([.. order.Select(i => scores[i])]), Array.IndexOf(order, 0), "score", Folds(folds)));

            RequireOrder(straight, scores);
            Assert.Equal(order.Select(i => straight.Comparisons[i].Verdict), mixed.Comparisons.Select(comparison => comparison.Verdict));
            Assert.True(!(straight.CorrectedScore > straight.Score));
        }
    }

    /// <summary>
    /// A score nothing was taken off is not called corrected: two scores that are near are corrected, others that are far away raised
    /// nothing.
    /// </summary>
    [Fact]
    public void Summary_OfTwoNearCandidates_CorrectsTheScoreByTheExpectedMaximum()
    {
        double[][] scores = [[0.90, 0.91, 0.92], [0.89, 0.91, 0.90]];

        var statistics = Of(scores);

        // s·φ(D/s), D = 0.01, s² = F·2·M: M = 0.00005, ρ = 1/3, F = (1 + 2/3)/(3·2/3) = 5/6
        Assert.Equal(0.91 - 0.0019986776, statistics.CorrectedScore, 1e-9);
        Assert.Contains("corrected for having been chosen among 2.", statistics.Summary(Results(scores)), StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_OfTwoNearCandidatesAmongThree_IsCorrectedAmongThem()
    {
        double[][] scores = [[0.90, 0.91], [0.88, 0.90], [0.70, 0.75]];

        Assert.True(Of(scores).CorrectedScore < 0.905);
    }

    [Fact]
    public void Summary_WhereTheOthersAreFarBelow_SaysThatNothingWasTakenOff()
    {
        double[][] scores = [[0.90, 0.91, 0.905], [0.50, 0.511, 0.504], [0.30, 0.311, 0.304]];

        var statistics = Of(scores);

        Assert.Equal(statistics.Score, statistics.CorrectedScore);
        Assert.Contains(
            "Expected of it on new rows: 0.90500; having been chosen among 3 takes nothing off.",
            statistics.Summary(Results(scores)),
            StringComparison.Ordinal);
    }

    /// <summary>The best makes no mistake and the others one: rows explain all that varies, and the best does not vary at all.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void StandardError_OfACandidateWithoutAMistake_IsNotRounding(int fold)
    {
        var results = WithRows([.. Enumerable.Range(0, 10).Select(i => new Func<int, double>(row => i > 0 && row == 20 * fold ? 0 : 1))]);

        var statistics = SearchStatistics.Of(results, 0, "score", Folds(5));

        Assert.True(double.IsNaN(statistics.StandardError), $"{statistics.StandardError}");
        Assert.DoesNotContain("±", statistics.Summary(results), StringComparison.Ordinal);
    }

    [Fact]
    public void StandardError_OfTheSameScoreOnEveryFold_IsNotRounding() => // 0.1 + 0.1 + 0.1 is above 0.3
        Assert.True(double.IsNaN(Of([[0.1, 0.1, 0.1], [0.05, 0.02, 0.07], [0.09, 0.02, 0.01]]).StandardError));

    /// <summary>Where one candidate's rows are not known, all are judged by their scores between folds.</summary>
    [Fact]
    public void StandardError_WhereAnothersRowsAreMissing_ComesFromTheFolds()
    {
        var results = WithRows([.. Enumerable.Range(0, 6).Select(i => new Func<int, double>(row => (row * (i + 3)) % 11 > i + 3 ? 1 : 0))]);
        CvResults missing = new(
            [.. results.Select((result, i) => i == 5 ? result with { Rows = new Dictionary<string, IReadOnlyList<RowScores>>() } : result)],
            ["score"]);
        double[] folds = [.. results[0].Test["score"].Folds];
        double variance = folds.Sum(score => (score - folds.Average()) * (score - folds.Average())) / 4;

        var statistics = SearchStatistics.Of(missing, 0, "score", Folds(5));

        Assert.True(variance > 0);
        Assert.Equal(Math.Sqrt(0.45 * variance), statistics.StandardError, 1e-12); // ρ = 1/5, F = (1 + 4/5)/(5·4/5) = 0.45
    }

    /// <summary>One candidate moves three times as much between folds as nine others: its standard error is not theirs.</summary>
    [Fact]
    public void StandardError_OfACandidateThatMovesMore_IsLarger()
    {
        var results = WithRows([.. Enumerable.Range(0, 10).Select(i => new Func<int, double>(row =>
            Math.Sin((row * 37) + i) + (i == 0 ? 6 : 0) + ((i == 0 ? 3 : 1) * Math.Sin((17 * (row / 20)) + (5 * i)))))]);

        double noisy = SearchStatistics.Of(results, 0, "score", Folds(5)).StandardError, quiet = SearchStatistics
            .Of(results, 1, "score", Folds(5)).StandardError;

        Assert.True(noisy > 1.2 * quiet, $"{noisy} and {quiet}");
    }

    /// <summary>By the clock, one of two equal fits is faster on both of two folds every fourth time.</summary>
    [Fact]
    public void Fastest_OnFourFolds_IsNotClaimed()
    {
        var statistics = Of([.. _scores[..3].Select(folds => folds[..4])]);

        Assert.Equal([0, 1], statistics.TieSet);
        Assert.Null(statistics.Fastest);
    }

    [Fact]
    public void Fastest_WhereTheOneWithTheLowestMeanIsSlowerOnAFold_IsTheNext()
    {
        var results = Results([.. _scores[..2], _scores[1], _scores[2]]);
        double[][] seconds = [[10, 10, 10, 10, 10], [10.5, 0.1, 0.1, 0.1, 0.1], [5, 5, 5, 5, 5], [1, 1, 1, 1, 1]];
        CvResults timed = new([.. results.Select((result, i) => result with { FitSeconds = new(seconds[i]) })], ["score"]);

        var statistics = SearchStatistics.Of(timed, 0, "score", Folds(5));

        Assert.Equal([0, 1, 2], statistics.TieSet);
        Assert.Equal(2, statistics.Fastest);
    }

    private static void RequireOrder(SearchStatistics statistics, double[][] scores)
    {
        var judged = statistics.Comparisons.Where(comparison => comparison.Verdict != Verdict.NoScore)
            .OrderByDescending(comparison => scores[comparison.Candidate].Average());
        Assert.Equal(judged.Select(comparison => comparison.Verdict).Order(), judged.Select(comparison => comparison.Verdict));
    }

    private static SearchStatistics Of(double[][] scores) => SearchStatistics.Of(Results(scores), 0, "score", Folds(scores[0].Length));

    private static IReadOnlyList<Fold> Folds(int count)
    {
        int[] rows = [.. Enumerable.Range(0, 20 * Math.Max(2, count))];
        return [.. Enumerable.Range(0, count).Select(fold => new Fold(
            [.. rows.Where(row => row / 20 != fold)], [.. rows.Where(row => row / 20 == fold)]))];
    }

    /// <summary>Five folds of twenty rows, each row with its score.</summary>
    private static CvResults WithRows(Func<int, double>[] scoreOf)
    {
        double[][][] rows = [.. scoreOf.Select(score => Folds(5).Select(fold => fold.Test.Select(score).ToArray()).ToArray())];
        var results = Results([.. rows.Select(folds => folds.Select(fold => fold.Average()).ToArray())]);
        return new([.. results.Select((result, i) => result with { Rows = Packed(rows[i]) })], ["score"]);

        static Dictionary<string, IReadOnlyList<RowScores>> Packed(double[][] folds) => new()
        {
            ["score"] = [.. folds.Select(fold => RowScores.Pack(fold)!)],
        };
    }

    private static CvResults Results(double[][] scores) => new(
        [.. scores.Select((folds, i) => new CandidateResult
        {
            Parameters = ParameterSet.Of(("alpha", i)),
            Test = new Dictionary<string, FoldScores> { ["score"] = new(folds) },
            FitSeconds = new([.. folds.Select(_ => 10.0 - i)]),
            ScoreSeconds = new([0]),
        })],
        ["score"]);
}

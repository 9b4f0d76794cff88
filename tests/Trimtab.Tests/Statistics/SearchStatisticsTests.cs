using Trimtab.ModelSelection;
using Trimtab.Statistics;

namespace Trimtab.Tests.Statistics;

public class SearchStatisticsTests
{
    private static readonly double[][] _scores =
    [
        [0.90, 0.92, 0.91, 0.93, 0.90], // the winner
        [0.91, 0.91, 0.90, 0.93, 0.90], // as good
        [0.50, 0.52, 0.51, 0.53, 0.50], // far below on every fold
        [0.90, 0.92, 0.91, 0.93, double.NaN], // not finished
    ];

    [Fact]
    public void Of_AClearLoser_LeavesItOutOfTheTieSet()
    {
        var statistics = SearchStatistics.Of(Results(_scores), 0, "score", 80, 20);

        Assert.Equal([0, 1], statistics.TieSet);
        Assert.Equal(3, statistics.Candidates);
        Assert.Equal(1, statistics.Cheapest); // candidates get faster with their number
        Assert.Equal("", statistics.Warning);
    }

    /// <summary>By hand: fold bests 0.91, 0.92, 0.91, 0.93, 0.90; the winner is 0.01 below in one of five.</summary>
    [Fact]
    public void Of_AWinnerBeatenOnAFold_TakesOffItsLuck() =>
        Assert.Equal(0.912 - 0.002, SearchStatistics.Of(Results(_scores), 0, "score", 80, 20).CorrectedScore, 1e-12);

    [Fact]
    public void Of_EqualCandidates_TiesThemAll()
    {
        double[] same = [0.9, 0.8];

        Assert.Equal([0, 1, 2], SearchStatistics.Of(Results([same, same, same]), 0, "score", 50, 50).TieSet);
    }

    [Fact]
    public void Summary_OfTwoFolds_SaysTheyTellLittle()
    {
        var results = Results([[0.9, 0.8], [0.7, 0.6]]);

        string[] lines = SearchStatistics.Of(results, 0, "score", 50, 50).Summary(results).Split('\n');

        Assert.Equal(3, lines.Length);
        Assert.StartsWith("Best: alpha=0 with 0.85000 ± 0.05000 (standard error); no other candidate", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("2 folds can tell little: repeat the folds or take more.", lines[2], StringComparison.Ordinal);
    }

    private static CvResults Results(double[][] scores) => new(
        [.. scores.Select((folds, i) => new CandidateResult
        {
            Parameters = ParameterSet.Of(("alpha", i)),
            Test = new Dictionary<string, FoldScores> { ["score"] = new(folds) },
            FitSeconds = new([10 - i]),
            ScoreSeconds = new([0]),
        })],
        ["score"]);
}

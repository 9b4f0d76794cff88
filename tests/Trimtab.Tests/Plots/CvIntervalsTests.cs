using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Plots;
using Trimtab.Statistics;
using Trimtab.Tests.ModelSelection;

namespace Trimtab.Tests.Plots;

/// <summary>The chart says what the search's statistics say, and no more.</summary>
public class CvIntervalsTests
{
    private static readonly Dataset _rows = new(
        [.. Enumerable.Range(0, 40).Select(row => (float)(row * 0.618 % 1))],
        [1],
        [.. Enumerable.Range(0, 40).Select(row => row * 0.414 % 1)]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Intervals_ReachTheHighestScoreExactlyWhereTheCandidateMayBeTheBest()
    {
        var result = Search(5);

        var chart = CvIntervals.Of(result, most: 6);

        var shown = result.CvResults.Index().OrderBy(item => item.Item.Rank["score"]).ThenBy(item => item.Index).Take(6)
            .Select(item => result.Statistics!.Comparisons[item.Index]).ToList();
        Assert.Equal(0, chart.High![0] - chart.Low![0]);
        Assert.All(shown.Index(), item => Assert.Equal(item.Item.Verdict == Verdict.NotBest, chart.High[item.Index] < chart.Values[0]));
        Assert.All(shown.Index().Skip(1), item => Assert.True(chart.High[item.Index] - chart.Values[item.Index] > 0));
        Assert.Equal(shown.Index().Where(item => item.Item.Verdict == Verdict.NotBest).Select(item => item.Index), chart.Pale);
        Assert.NotEmpty(chart.Pale);
        Assert.Equal("mean score with simultaneous intervals", chart.XLabel);
        Assert.Equal("score of the candidates", chart.Title);
    }

    /// <summary>A single fold does not show how much scores vary.</summary>
    [Fact]
    public void Chart_WithoutEvidence_ClaimsNothing()
    {
        var result = Search(1);

        var chart = CvIntervals.Of(result, label: candidate => $"alpha is {candidate.Parameters["alpha"].ToDisplayString()}");

        Assert.Null(chart.Low);
        Assert.Null(chart.High);
        Assert.Empty(chart.Pale);
        Assert.Equal("mean score", chart.XLabel);
        Assert.Equal($"alpha is {result.BestParameters["alpha"].ToDisplayString()}", chart.Categories[0]);
    }

    private static SearchResult Search(int folds) => new GridSearchCV(new ToyEstimator(), new() { ["alpha"] = [0, 0.2, 0.5, 8, 30, 50] })
    {
        Cv = folds > 1 ? new KFold(folds) : new ShuffleSplit(1),
        Scoring = ["r2"],
    }.Fit(_rows, Token);
}

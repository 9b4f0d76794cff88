using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>How many candidates the best was chosen among, and which of them no statistics count, by hand.</summary>
public class ChosenAmongTests
{
    private const string Measure = "NestedCrossValidate scores the search on rows that it has not seen.";

    private static readonly Dataset _rows = new(
        [.. Enumerable.Range(0, 40).Select(row => (float)(row * 0.618 % 1))],
        [1],
        [.. Enumerable.Range(0, 40).Select(row => row * 0.414 % 1)]);

    private static readonly ParameterValues _alphas =
        ParameterValues.Create([.. Enumerable.Range(0, 27).Select(ParameterValue (alpha) => alpha * 0.07)]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Halving_CountsWhatEarlierRungsDropped()
    {
        var result = Halving(minResource: 3).Fit(_rows, Token);

        var statistics = result.Statistics!;
        Assert.Equal((3, 24, 27), (statistics.Candidates, statistics.Dropped, statistics.Tried));
        Assert.Contains(
            "\n24 more candidates were stopped before the end, after scores on the same folds: "
                + $"the expected score does not allow for that, and may be too high. {Measure}\n",
            result.Summary + '\n',
            StringComparison.Ordinal);
    }

    [Fact]
    public void Halving_ToASingleCandidate_ExpectsNothingOfIt()
    {
        var result = Halving(minResource: 1).Fit(_rows, Token);

        Assert.Equal((1, 26, 27), (result.Statistics!.Candidates, result.Statistics.Dropped, result.Statistics.Tried));
        Assert.True(double.IsNaN(result.Statistics.CorrectedScore));
        Assert.Equal(
            [
                "No other candidate was trained to the end, so there is no score to compare it with.",
                "The highest of 27 scores tends to be too high; by how much can't be told here.",
                $"26 more candidates were stopped before the end, after scores on the same folds. {Measure}",
            ],
            result.Summary.Split('\n')[1..]);
    }

    [Fact]
    public void CancelledHalving_CountsThemToo()
    {
        using var source = new CancellationTokenSource();
        int fits = 0;
        var search = Halving(minResource: 3, new() { Fitting = (_, _) => Cancel() });

        var error = Assert.Throws<SearchCancelledException>(() => search.Fit(_rows, source.Token));

        Assert.Equal(18, error.Partial.Statistics!.Dropped);

        void Cancel()
        {
            if (++fits == (27 * 2) + (5 * 2)) // of the second rung, in the fifth candidate
            {
                source.Cancel();
            }
        }
    }

    [Fact]
    public void Pruner_DropsCandidates_EachOnce()
    {
        var search = new StudySearchCV(new ToyEstimator(), new() { ["alpha"] = new FloatDistribution(0, 3) }, 30)
        {
            Cv = 3,
            Sampler = new RandomSampler(),
            Pruner = new MedianPruner { StartupTrials = 2 },
        };

        var result = search.Fit(_rows, Token);

        int pruned = result.Trials.Count(trial => trial.State == TrialState.Pruned);
        Assert.True(pruned > 1);
        Assert.Equal((30 - pruned, pruned), (result.Statistics!.Candidates, result.Statistics.Dropped));
        Assert.Contains($"\n{pruned} more candidates were stopped before the end", result.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void SamplerThatLearns_IsNamedInTheSummary()
    {
        var search = new StudySearchCV(new ToyEstimator(), new() { ["alpha"] = new FloatDistribution(0, 3) }, 12) { Cv = 3 };

        var learnt = search.Fit(_rows, Token);
        var drawn = (search with { Sampler = new RandomSampler() }).Fit(_rows, Token);

        Assert.True(learnt.Statistics!.IsGuided);
        Assert.EndsWith(
            "Later candidates were suggested by the scores of earlier ones: "
                + $"the expected score does not allow for that, and may be too high. {Measure}",
            WithoutRows(learnt),
            StringComparison.Ordinal);
        Assert.False(drawn.Statistics!.IsGuided);
        Assert.DoesNotContain(Measure, drawn.Summary, StringComparison.Ordinal);
    }

    /// <summary>The summary without the last line, which is of scores without rows.</summary>
    private static string WithoutRows(SearchResult result) => string.Join('\n', result.Summary.Split('\n')[..^1]);

    private static HalvingSearchCV Halving(int minResource, ToyEstimator? estimator = null) =>
        new(estimator ?? new(), new ParameterGrid { ["alpha"] = _alphas })
        {
            Cv = 2,
            Workers = 1,
            Resource = "dummy",
            MinResource = minResource,
            MaxResource = 27,
        };
}

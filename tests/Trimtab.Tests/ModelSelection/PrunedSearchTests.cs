using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Pruners;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

/// <summary>A list under a pruner: how many candidates run at once is a setting, on which results may depend; workers are not.</summary>
public class PrunedSearchTests
{
    private static readonly Dataset _rows = new(
        [.. Enumerable.Range(0, 40).Select(row => (float)(row * 0.618 % 1))],
        [1],
        [.. Enumerable.Range(0, 40).Select(row => row * 0.414 % 1)]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Candidates_OfAGridUnderAPruner_RunAsManyAtOnceAsConcurrencySays()
    {
        using var together = new Barrier(8);
        int waited = 0;
        var estimator = new ToyEstimator
        {
            Fitting = (_, _) =>
            {
                if (Interlocked.Increment(ref waited) <= 8) // the first fold of each of the eight
                {
                    Assert.True(together.SignalAndWait(TimeSpan.FromMinutes(1), Token), "Eight candidates must be fitted at once.");
                }
            },
        };
        var search = new GridSearchCV(estimator, Alphas(8))
        {
            Cv = 2,
            Refit = false,
            Workers = 8,
            Concurrency = 8,
            Pruner = new MedianPruner(),
        };

        Assert.Equal(0, search.Fit(_rows, Token).Cost.Failed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(9)]
    public void Results_OfAGridUnderAPruner_AreTheSameOnAnyWorkers(int concurrency)
    {
        var search = new RandomizedSearchCV(new ToyEstimator(), new() { ["alpha"] = new FloatDistribution(0, 3) }, 30)
        {
            Cv = 3,
            Refit = false,
            Concurrency = concurrency,
            Pruner = new MedianPruner { StartupTrials = 2 },
        };

        var one = (search with { Workers = 1 }).Fit(_rows, Token);
        var many = (search with { Workers = 9 }).Fit(_rows, Token);

        Assert.Contains(one.Trials, trial => trial.State == TrialState.Pruned);
        Assert.Equal(one.Trials.Select(trial => $"{trial} {trial.State}"), many.Trials.Select(trial => $"{trial} {trial.State}"));
    }

    /// <summary>The first of these trials waits from the beginning, and none begins.</summary>
    [Theory]
    [InlineData(0, "None of 0 trials was trained to its end")]
    [InlineData(1, "None of 1 trials was trained to its end: 1 waiting")]
    public void TimeLimit_ThatIsOverBeforeACandidateBegins_IsNamed(int first, string words)
    {
        var search = new StudySearchCV(new ToyEstimator(), new() { ["alpha"] = new FloatDistribution(0, 3) }, 6)
        {
            Cv = 2,
            Timeout = TimeSpan.Zero,
            First = [.. Enumerable.Range(0, first).Select(i => ParameterSet.Of(("alpha", 1.0)))],
        };

        Assert.Equal(
            $"{words}. The time limit of 00:00:00 was over before one was scored: allow more time.",
            Assert.Throws<SearchFailedException>(() => search.Fit(_rows, Token)).Message);
    }

    [Fact]
    public void Concurrency_BelowOne_IsRefusedWhenSet() =>
        Assert.Equal(
            "Concurrency",
            Assert.Throws<ArgumentOutOfRangeException>(
                () => new GridSearchCV(new ToyEstimator(), Alphas(2)) { Concurrency = 0 }).ParamName);

    [Theory]
    [InlineData("loss")] // the toy has no epochs
    [InlineData("accuracy")]
    public void Metric_ThatNothingReports_IsRefusedBeforeAnythingIsFitted(string metric)
    {
        var estimator = new ToyEstimator { Fitting = (_, _) => Assert.Fail("Nothing is to be fitted.") };
        var search = new GridSearchCV(estimator, Alphas(2)) { Cv = 2, Scoring = ["r2"], Pruner = new MedianPruner { Metric = metric } };

        Assert.EndsWith(
            "Known: value, score, test_score.",
            Assert.Throws<UnknownNameException>(() => search.Fit(_rows, Token)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("value")]
    [InlineData("r2")] // a single scorer by its own name
    public void Direction_AgainstThatOfAScore_IsRefused(string metric)
    {
        var search = new GridSearchCV(new ToyEstimator(), Alphas(2))
        {
            Cv = 2,
            Scoring = ["r2"],
            Pruner = new MedianPruner { Metric = metric, Direction = Direction.Minimize },
        };

        Assert.Contains(
            "'test_score' is to Maximize",
            Assert.Throws<TrimtabException>(() => search.Fit(_rows, Token)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Pruned and repeated candidates are trials without a result: a place in the one list is none in the other.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Trial_OfACandidate_IsItsOwn(bool prunes)
    {
        var result = new RandomizedSearchCV(new ToyEstimator(), new() { ["alpha"] = new FloatDistribution(0, 3) }, 30)
        {
            Cv = 3,
            Pruner = prunes ? new MedianPruner { StartupTrials = 2 } : new NoPruner(),
        }.Fit(_rows, Token);

        Assert.Equal(prunes, result.CvResults.Count < result.Trials.Count);
        Assert.All(result.CvResults, candidate =>
        {
            Assert.Same(result.Trials[candidate.Trial.Number].Parameters, candidate.Trial.Parameters);
            Assert.Equal(candidate.Parameters, candidate.Trial.Parameters);
            Assert.Equal(TrialState.Complete, candidate.Trial.State);
            Assert.Equal(candidate.Test["score"].Mean, candidate.Trial.Values["score"]);
        });
    }

    private static ParameterGrid Alphas(int count) => new()
    {
        ["alpha"] = ParameterValues.Create([.. Enumerable.Range(0, count).Select(ParameterValue (alpha) => alpha * 0.25)]),
    };
}

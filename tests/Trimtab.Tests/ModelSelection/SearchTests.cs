using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Tests.ModelSelection;

public class SearchTests
{
    private static readonly ParameterGrid _grid = new() { ["alpha"] = [0.25, 0.5, -1.0, 0.75], ["kind"] = ["lin", "quad"] };

    private static Dataset Data => GridSearchOracleTests.Data;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Fit_OnAnyNumberOfWorkersInAnyOrder_GivesTheSameBytes(int workers)
    {
        var stream = RandomAddress.FromSeed((ulong)workers).Stream();
        var gate = new Lock();
        var dawdling = new ToyEstimator
        {
            Fitting = (_, _) =>
            {
                double wait;
                lock (gate)
                {
                    wait = stream.NextDouble();
                }

                Thread.SpinWait((int)(wait * 200_000)); // fits end in another order each time
            },
        };
        var alone = new GridSearchCV(new ToyEstimator(), _grid) { Cv = new KFold(3), Workers = 1 }.Fit(Data, Token);

        var result = new GridSearchCV(dawdling, _grid) { Cv = new KFold(3), Workers = workers }.Fit(Data, Token);

        Assert.Equal(alone.CvResults.ToCsv(withTimes: false), result.CvResults.ToCsv(withTimes: false));
        Assert.Equal(alone.CvResults.ToJson(withTimes: false), result.CvResults.ToJson(withTimes: false));
        Assert.Equal(alone.BestIndex, result.BestIndex);
    }

    /// <summary>One line that says what is searched, without the estimator's insides.</summary>
    [Fact]
    public void ToString_OfASearch_IsALine()
    {
        var grid = new GridSearchCV(new ToyEstimator(), new() { ["alpha"] = [0.5, 1] }) { Cv = new KFold(3), Scoring = ["r2"], Seed = 4 };

        Assert.Equal($"GridSearchCV of ToyEstimator: 2 candidates over alpha; folds: {grid.Cv}; scored by r2; seed 4", $"{grid}");
        Assert.StartsWith(
            "StudySearchCV of ToyEstimator: 7 trials over alpha; ",
            $"{new StudySearchCV(new ToyEstimator(), new() { ["alpha"] = new FloatDistribution(0, 1) }, 7)}",
            StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OfEveryCandidateOnAFold_DrawsTheSameNumbers()
    {
        var draws = new System.Collections.Concurrent.ConcurrentBag<(double Mean, double Draw)>();
        var estimator = new ToyEstimator
        {
            Fitting = (data, context) => draws.Add((ToyEstimator.MeanOfX(data), context.Random.Stream().NextDouble())),
        };

        new GridSearchCV(estimator, new() { ["alpha"] = [0.25, 0.5, 0.75] }) { Cv = new KFold(3), Refit = false, Seed = 3 }.Fit(
            Data, Token);

        var byFold = draws.GroupBy(draw => draw.Mean).ToList();
        Assert.Equal(3, byFold.Count);
        Assert.All(byFold, fold => Assert.Single(fold.Select(draw => draw.Draw).Distinct()));
        Assert.Equal(3, draws.Select(draw => draw.Draw).Distinct().Count());
    }

    [Fact]
    public void Fit_Cancelled_KeepsWhatIsDone()
    {
        using var source = new CancellationTokenSource();
        int fits = 0;
        var estimator = new ToyEstimator
        {
            Fitting = (_, context) =>
            {
                if (Interlocked.Increment(ref fits) == 8)
                {
                    source.Cancel();
                    context.CancellationToken.ThrowIfCancellationRequested();
                }
            },
        };
        var search = new GridSearchCV(estimator, new() { ["alpha"] = [0.25, 0.5, 0.75, 0.8] }) { Cv = new KFold(3), Workers = 1 };

        var cancelled = Assert.Throws<SearchCancelledException>(() => search.Fit(Data, source.Token));

        Assert.Equal(2, cancelled.Partial.CvResults.Count);
        Assert.False(cancelled.Partial.IsComplete);
        Assert.Equal(0.5, cancelled.Partial.BestParameters["alpha"].As<double>());
        Assert.Equal(7, cancelled.Partial.Cost.Fits);
    }

    [Fact]
    public void Progress_OfASearch_RisesToTheTotal()
    {
        var reports = new List<SearchProgress>();
        var search = new GridSearchCV(new ToyEstimator(), _grid) { Cv = new KFold(3), Workers = 3, Progress = new Listener(reports.Add) };

        search.Fit(Data, Token);

        Assert.All(reports.Zip(reports.Skip(1)), pair => Assert.True(pair.First.FitsDone <= pair.Second.FitsDone));
        var last = reports[^1];
        Assert.Equal((24, 24, 24L, 24L, 6), (last.FitsDone, last.FitsTotal, last.EpochsDone, last.EpochsTotal, last.Failed));
        Assert.Equal("alpha=0.75, kind=quad", last.BestParameters!.ToDisplayString());
    }

    [Fact]
    public void Study_OfASearch_HasATrialACandidate()
    {
        var result = new GridSearchCV(new ToyEstimator(), _grid) { Cv = new KFold(3) }.Fit(Data, Token);

        Assert.Equal(_grid, result.Trials.Select(trial => trial.Parameters));
        Assert.Equal(
            [
                TrialState.Complete, TrialState.Complete, TrialState.Complete, TrialState.Complete, TrialState.Failed, TrialState.Failed,
                TrialState.Complete, TrialState.Complete,
            ],
            result.Trials.Select(trial => trial.State));
        Assert.Equal("toy: alpha < 0", result.Trials[4].Error);
        Assert.Equal(result.CvResults[0].Test["score"].Mean, result.Trials[0].Values["score"]);
    }

    [Fact]
    public void Scorer_ThatThrows_FailsItsCandidateAndNoOther()
    {
        var picky = Scorer.From(
            "picky", context => ((FittedToy)context.Fitted).Settings.Alpha > 0.6 ? throw new InvalidOperationException("too much") : 1);

        var result = new GridSearchCV(new ToyEstimator(), new() { ["alpha"] = [0.5, 0.75] }) { Cv = new KFold(3), Scoring = [picky] }.Fit(
            Data, Token);

        Assert.Equal(["", "too much"], result.CvResults.Select(candidate => candidate.Error));
        Assert.Equal(0.5, result.BestParameters["alpha"].As<double>());
    }

    [Fact]
    public void Randomized_OfOneSeed_DrawsTheSameCandidates()
    {
        var space = new SearchSpace { ["alpha"] = new FloatDistribution(0, 1) };

        Assert.Equal(
            new RandomizedSearchCV(new ToyEstimator(), space, 5) { Seed = 4 }.Candidates,
            new RandomizedSearchCV(new ToyEstimator(), space, 5) { Seed = 4 }.Candidates);
        Assert.NotEqual(
            new RandomizedSearchCV(new ToyEstimator(), space, 5) { Seed = 4 }.Candidates,
            new RandomizedSearchCV(new ToyEstimator(), space, 5) { Seed = 5 }.Candidates);
    }

    [Fact]
    public void Randomized_OfMoreThanThereIs_TriesEachOnceAndSaysSo()
    {
        var search = new RandomizedSearchCV(new ToyEstimator(), new ParameterGrid { ["alpha"] = [0.25, 0.5] }, 10);

        Assert.Equal(2, search.Candidates.Distinct().Count());
        Assert.Equal(2, search.Candidates.Count);
        Assert.NotNull(search.Warning);
    }

    [Fact]
    public void CrossValidate_OfOneEstimator_ScoresAsASearchOfOne()
    {
        var alone = new CrossValidate(new ToyEstimator { Alpha = 0.75 }) { Cv = new KFold(3) }.Fit(Data, Token);
        var searched = new GridSearchCV(new ToyEstimator(), new() { ["alpha"] = [0.75] }) { Cv = new KFold(3) }.Fit(Data, Token);

        Assert.Equal(searched.CvResults[0].Test["score"].Folds, alone.Test["score"].Folds);
    }

    public static TheoryData<string, Func<CandidateSearch>> Wrong => new()
    {
        { "No parameter is called 'alfa'", () => new GridSearchCV(new ToyEstimator(), new() { ["alfa"] = [1] }) },
        { "must have at least one value", () => new GridSearchCV(new ToyEstimator(), new() { ["alpha"] = [] }) },
        { "cannot have more folds than rows", () => new GridSearchCV(new ToyEstimator(), _grid) { Cv = 13 } },
        { "Scorers need different names", () => new GridSearchCV(new ToyEstimator(), _grid) { Scoring = ["r2", "r2"] } },
        { "No scorer is called 'r3'", () => new GridSearchCV(new ToyEstimator(), _grid) { Scoring = ["r2", "max_error"], Refit = "r3" } },
        { "No scorer is called 'r3'", () => new GridSearchCV(new ToyEstimator(), _grid) { Scoring = ["r2"], Refit = "r3" } },
        { "No scorer is called 'r2'", () => new GridSearchCV(new ToyEstimator(), _grid) { Refit = "r2" } },
        { "Workers must be 1 or more", () => new GridSearchCV(new ToyEstimator(), _grid) { Workers = 0 } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Fit_OfWhatCannotWork_SaysSoBeforeTraining(string words, Func<CandidateSearch> search)
    {
        var error = Assert.ThrowsAny<Exception>(() => search() is GridSearchCV grid ? (grid with { }).Fit(Data, Token) : null);

        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_OnNaN_NamesRowAndPosition()
    {
        var data = new Dataset([0.5f, 1, float.NaN, 2], [2], [0.0, 1.0]);

        var error = Assert.Throws<TrimtabException>(() => new GridSearchCV(new ToyEstimator(), _grid) { Cv = 2 }.Fit(data, Token));

        Assert.Contains("Row 1 has NaN at position 0", error.Message, StringComparison.Ordinal);
    }

    private sealed class Listener(Action<SearchProgress> hear) : IProgress<SearchProgress>
    {
        public void Report(SearchProgress value) => hear(value);
    }
}

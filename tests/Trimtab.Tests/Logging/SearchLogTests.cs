using Microsoft.Extensions.Logging;
using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Tests.ModelSelection;

namespace Trimtab.Tests.Logging;

/// <summary>What searches and their workers log: every event once, at its level, with its fields, on any number of workers.</summary>
public class SearchLogTests
{
    private const string Category = "Trimtab.Search";

    private static Dataset Data => GridSearchOracleTests.Data;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void GridSearch_LogsEveryEventOnce(int workers)
    {
        using var log = new CapturedLog();

        var result = Grid(log.Factory, workers).Fit(Data, Token);

        Assert.Equal(
            [
                "Information SearchStarted 1",
                "Information SearchFinished 1",
                "Debug CandidateStarted 4",
                "Debug CandidateScored 4",
                "Debug TrainingStarted 12", // those that will fail included
                "Debug FoldScored 9",
                "Warning FitFailed 3",
                "Debug RefitStarted 1",
                "Debug RefitFinished 1",
            ],
            log.Counts(Category));
        Assert.Equal([$"Debug WorkerStarted {workers}", $"Debug WorkerEnded {workers}"], log.Counts("Trimtab.Workers"));
        Assert.Equal(12, log.Of("WorkerEnded").Sum(item => int.Parse(item.GetStructuredStateValue("Trainings")!, null)));
        Assert.Equal(
            ["0 0", "0 1", "0 2", "1 0", "1 1", "1 2", "3 0", "3 1", "3 2"],
            log.Of("FoldScored")
                .Select(item => $"{item.GetStructuredStateValue("Candidate")} {item.GetStructuredStateValue("Fold")}").Order());
        Assert.Equal(
            [
                $"Duration={result.Cost.Elapsed}",
                "Scorer=score",
                Invariant($"BestScore={result.BestScore}"),
                $"BestParameters={result.BestParameters.ToDisplayString()}",
                "Fits=12",
                "Failed=3",
                "Reused=0",
                Invariant($"EpochsTrained={result.Cost.EpochsTrained}"),
            ],
            log.FieldsOf("SearchFinished"));
        Assert.Equal(
            [$"Search={Grid(null, 1)}", Invariant($"Rows={Data.Count}"), "Folds=3", Invariant($"Workers={workers}"), "Seed=0"],
            log.FieldsOf("SearchStarted"));
        var failed = log.Of("FitFailed", "Fold");
        Assert.Equal(["Candidate=2", "Fold=1", "Error=ArgumentException: toy: alpha < 0"], CapturedLog.FieldsOf(failed[1]));
        Assert.All(failed, item => Assert.IsType<ArgumentException>(item.Exception));
    }

    /// <summary>A search by a sampler is a study as well, whose trials are its candidates.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void StudySearch_LogsItsStudyAndItsCandidates(int workers)
    {
        using var log = new CapturedLog();

        Sampled(log.Factory, workers).Fit(Data, Token);

        Assert.Equal(
            [
                "Information SearchStarted 1",
                "Information SearchFinished 1",
                "Debug CandidateStarted 6",
                "Debug CandidateScored 6",
                "Debug TrainingStarted 18",
                "Debug FoldScored 18",
                "Debug RefitStarted 1",
                "Debug RefitFinished 1",
            ],
            log.Counts(Category));
        Assert.Equal(
            [
                "Information StudyStarted 1",
                "Information StudyFinished 1",
                "Debug TrialStarted 6",
                "Debug ParameterAssigned 6",
                "Debug TrialCompleted 6",
            ],
            log.Counts("Trimtab.Study"));
        Assert.Equal(
            Enumerable.Range(0, 6).SelectMany(trial => Enumerable.Repeat(Invariant($"{trial}"), 3)),
            log.Of("FoldScored", "Candidate").Select(item => item.GetStructuredStateValue("Candidate")));
    }

    [Fact]
    public void AFailedScorer_IsAWarningWithItsNameAndRows()
    {
        using var log = new CapturedLog();
        var search = Grid(log.Factory, 1) with
        {
            Scoring = [Scorer.From("broken", double (_) => throw new InvalidOperationException("no score"))],
            ReturnTrainScore = true,
            Refit = Refit.None,
        };

        search.Fit(Data, Token);

        var failed = log.Of("ScorerFailed");
        Assert.Equal(18, failed.Count); // nine fits that did not fail, test and training rows
        Assert.All(failed, item => Assert.Equal(LogLevel.Warning, item.Level));
        Assert.Contains(failed, item => CapturedLog.FieldsOf(item).SequenceEqual(
            ["Candidate=1", "Fold=2", "Scorer=score", "Rows=test", "Error=InvalidOperationException: no score"]));
        Assert.Empty(log.Of("FoldScored"));
    }

    [Fact]
    public void ALedger_IsAMissAndThenAHit()
    {
        using var log = new CapturedLog();
        var search = Epochs(log.Factory) with { Ledger = new() };

        search.Fit(Data, Token);
        var first = log.Counts(Category);
        search.Fit(Data, Token);

        Assert.Contains("Debug CacheMiss 6", first);
        Assert.DoesNotContain(first, count => count.Contains("CacheHit", StringComparison.Ordinal));
        Assert.Equal(6, log.Of("CacheHit").Count);
        Assert.Equal(6, log.Of("CacheMiss").Count);
        Assert.Equal("6", log.Of("SearchFinished")[1].GetStructuredStateValue("Reused"));
    }

    [Fact]
    public void AHalving_IsOneSearchWithItsRungs()
    {
        using var log = new CapturedLog();
        var search = new HalvingSearchCV(new Stepping { Epochs = 4 }, new ParameterGrid { ["rate"] = [0.1, 0.2, 0.3, 0.4] })
        {
            Cv = 3,
            Factor = 2,
            LoggerFactory = log.Factory,
        };

        search.Fit(Data, Token);

        Assert.Single(log.Of("SearchStarted"));
        Assert.Single(log.Of("SearchFinished"));
        Assert.Equal(
            [
                ["Resource=1", "ResourceName=epochs", "Candidates=4", "Kept=2"],
                ["Resource=2", "ResourceName=epochs", "Candidates=2", "Kept=1"],
            ],
            log.Of("RungFinished").Select(CapturedLog.FieldsOf));
    }

    [Fact]
    public void ACancelledSearch_SaysWhatWasScored()
    {
        using var log = new CapturedLog();
        using var source = new CancellationTokenSource();
        int fits = 0;
        var estimator = new ToyEstimator
        {
            Fitting = (_, context) =>
            {
                if (++fits == 5)
                {
                    source.Cancel();
                    context.CancellationToken.ThrowIfCancellationRequested();
                }
            },
        };
        var search = Grid(log.Factory, 1, estimator);

        Assert.Throws<SearchCancelledException>(() => search.Fit(Data, source.Token));

        Assert.Equal(["Fits=4", "Candidates=1"], log.FieldsOf("SearchCancelled"));
        Assert.Empty(log.Of("SearchFinished"));
        Assert.Empty(log.Of("TrainingLost"));
    }

    [Fact]
    public void ASearchThatEndsInAnError_LogsItOnce()
    {
        using var log = new CapturedLog();
        var search = Grid(log.Factory, 2) with { ErrorScore = ErrorScore.Raise };

        var error = Assert.Throws<SearchFailedException>(() => search.Fit(Data, Token));

        var failed = Assert.Single(log.Events, item => item.Level == LogLevel.Error);
        Assert.Equal(("SearchFailed", error), (failed.Id.Name, failed.Exception));
    }

    [Fact]
    public void ARefitThatFails_IsAWarning()
    {
        using var log = new CapturedLog();
        var search = Grid(log.Factory, 1) with { Refit = Refit.By(_ => throw new InvalidOperationException("undecided")) };

        search.Fit(Data, Token);

        var failed = Assert.Single(log.Of("RefitFailed"));
        Assert.Equal((LogLevel.Warning, "InvalidOperationException: undecided"), (failed.Level, failed.GetStructuredStateValue("Error")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Results_AreTheSameBitsWithAndWithoutALogger(int workers)
    {
        using var log = new CapturedLog();

        foreach (var (silent, logged) in new (CandidateSearch, CandidateSearch)[]
        {
            (Grid(null, workers), Grid(log.Factory, workers)), (Sampled(null, workers), Sampled(log.Factory, workers)),
        })
        {
            Assert.Equal(
                silent.Fit(Data, Token).CvResults.ToJson(withTimes: false), logged.Fit(Data, Token).CvResults.ToJson(withTimes: false));
        }
    }

    /// <summary>What a ledger keeps does not depend on the logger.</summary>
    [Fact]
    public void Searches_AreEqualAndShareCellsWhateverTheirLogger()
    {
        using var log = new CapturedLog();
        var ledger = new Ledger();
        var silent = Epochs(null) with { Ledger = ledger };
        var logged = silent with { LoggerFactory = log.Factory };

        silent.Fit(Data, Token);
        var result = logged.Fit(Data, Token);

        Assert.Equal(silent, logged);
        Assert.Equal(silent.GetHashCode(), logged.GetHashCode());
        Assert.Equal($"{silent}", $"{logged}");
        Assert.Equal(result.Cost.Fits, result.Cost.Reused);
    }

    private static GridSearchCV Grid(ILoggerFactory? loggers, int workers, ToyEstimator? estimator = null) =>
        new(estimator ?? new(), new() { ["alpha"] = [0.25, 0.5, -1.0, 0.75] })
        {
            Cv = new KFold(3),
            Workers = workers,
            LoggerFactory = loggers,
        };

    private static StudySearchCV Sampled(ILoggerFactory? loggers, int workers) =>
        new(new ToyEstimator(), new() { ["alpha"] = new FloatDistribution(0, 1) }, 6)
        {
            Cv = new KFold(3),
            Sampler = new RandomSampler(),
            Workers = workers,
            LoggerFactory = loggers,
        };

    private static GridSearchCV Epochs(ILoggerFactory? loggers) => new(new Stepping(), new() { ["epochs"] = [2, 4] })
    {
        Cv = new KFold(3),
        LoggerFactory = loggers,
    };
}

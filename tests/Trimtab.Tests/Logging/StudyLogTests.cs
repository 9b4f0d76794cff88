using Microsoft.Extensions.Logging;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Logging;

/// <summary>What a study logs: every event once, at its level, with its fields, on any number of workers.</summary>
public class StudyLogTests
{
    private const string Category = "Trimtab.Study";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Optimize_LogsEveryEventOnce(int workers)
    {
        using var log = new CapturedLog();

        await Optimize(log.Factory, workers);

        Assert.Equal(
            [
                "Information StudyStarted 1",
                "Information StudyFinished 1",
                "Debug TrialStarted 8",
                "Debug ParameterAssigned 8",
                "Debug TrialCompleted 6",
                "Debug TrialPruned 1",
                "Warning TrialFailed 1",
                "Debug PruningDecided 7",
            ],
            log.Counts(Category));
        Assert.Equal(log.Events.Count, log.Events.Count(item => item.Category == Category));
        Assert.Equal(
            Enumerable.Range(0, 8).Select(trial => Invariant($"{trial}")),
            log.Of("TrialStarted", "Trial").Select(item => item.GetStructuredStateValue("Trial")));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Events_HaveTheirFields(int workers)
    {
        using var log = new CapturedLog();

        var study = await Optimize(log.Factory, workers);

        var best = study.BestTrial!;
        Assert.Equal(
            ["Study=tune", "Sampler=random", "Pruner=threshold", $"Workers={workers}", "Concurrency=4", "Seed=1", "Finished=0"],
            log.FieldsOf("StudyStarted"));
        Assert.Equal(
            [
                "Study=tune",
                "Reason=TrialsAdded",
                "Why=8 trials were asked for",
                Invariant($"BestValue={best.Value}"),
                Invariant($"BestTrial={best.Number}"),
                "Completed=6",
                "Pruned=1",
                "Failed=1",
            ],
            log.FieldsOf("StudyFinished"));
        Assert.Contains(Invariant($"Best value {best.Value} of trial"), log.Of("StudyFinished")[0].Message, StringComparison.Ordinal);
        Assert.Equal(
            ["Study=tune", "Pruner=threshold", "Decision=Stop", "Trial=5", "Fold=0", "Epoch=1", "Metric=value", "Value=9"],
            CapturedLog.FieldsOf(log.Of("PruningDecided").Single(item => item.GetStructuredStateValue("Decision") == "Stop")));
        Assert.Equal(
            ["Study=tune", "Trial=2", "Parameter=x", $"Value={study[2].Parameters["x"].ToDisplayString()}", "Origin=random"],
            CapturedLog.FieldsOf(log.Of("ParameterAssigned", "Trial")[2]));
        var failed = Assert.Single(log.Of("TrialFailed"));
        Assert.Equal("InvalidOperationException: broken", failed.GetStructuredStateValue("Error"));
        Assert.Equal("3", failed.GetStructuredStateValue("Trial"));
        Assert.IsType<InvalidOperationException>(failed.Exception);
    }

    [Fact]
    public async Task WhatTheObjectiveFunctionLogs_IsInTheScopeOfItsTrial()
    {
        using var log = new CapturedLog();
        var own = log.Factory.CreateLogger("Own");
        var study = new Study(new() { Name = "tune", Concurrency = 4, LoggerFactory = log.Factory });

        await study.OptimizeAsync(
            async trial =>
            {
                await Task.Yield();
                own.Log(LogLevel.Information, new EventId(trial.Number), "", null, (_, _) => "");
                return trial.SuggestFloat("x", 0, 1);
            },
            8,
            new() { Workers = 4 },
            Token);

        Assert.All(log.Events.Where(item => item.Category == "Own"), item => Assert.Equal(
            [new("Study", "tune"), new("Trial", item.Id.Id), new("{OriginalFormat}", "study {Study}, trial {Trial}")],
            Assert.IsType<IReadOnlyList<KeyValuePair<string, object?>>>(Assert.Single(item.Scopes), exactMatch: false)));
        Assert.Equal(8, log.Events.Count(item => item.Category == "Own"));
    }

    [Fact]
    public async Task ATrialThatIsTriedAgain_IsAWarningOfTheAttempt()
    {
        using var log = new CapturedLog();
        int attempts = 0;
        var study = new Study(new() { LoggerFactory = log.Factory });

        await study.OptimizeAsync(
            trial => ++attempts < 3 ? throw new InvalidOperationException("again") : 1.0, 1, new() { Retries = 4 }, Token);

        var retried = log.Of("TrialRetried");
        Assert.Equal(
            [["Study=study", "Trial=0", "Attempt=1", "RetriesLeft=3", "Error=InvalidOperationException: again"],
                ["Study=study", "Trial=0", "Attempt=2", "RetriesLeft=2", "Error=InvalidOperationException: again"]],
            retried.Select(CapturedLog.FieldsOf));
        Assert.All(retried, item => Assert.Equal(LogLevel.Warning, item.Level));
        Assert.All(retried, item => Assert.IsType<InvalidOperationException>(item.Exception));
        Assert.Empty(log.Of("TrialFailed"));
    }

    [Fact]
    public async Task ATrialThatTakesTooLong_IsAWarningWithTheLimit()
    {
        using var log = new CapturedLog();
        var clock = new ManualClock();
        var study = new Study(new() { LoggerFactory = log.Factory, TimeProvider = clock });

        await study.OptimizeAsync(
            trial =>
            {
                clock.Advance(TimeSpan.FromSeconds(trial.Number));
                return 1.0;
            },
            3,
            new() { TrialTimeout = TimeSpan.FromSeconds(1.5) },
            Token);

        Assert.Equal(["Study=study", "Trial=2", "TimeLimit=00:00:01.5000000"], log.FieldsOf("TrialTimedOut"));
        Assert.Equal(LogLevel.Warning, log.Of("TrialTimedOut")[0].Level);
        Assert.Equal("2", Assert.Single(log.Of("TrialFailed")).GetStructuredStateValue("Trial"));
    }

    [Fact]
    public async Task ACancelledStudy_SaysSoAndThatItsTrialWaits()
    {
        using var log = new CapturedLog();
        using var source = new CancellationTokenSource();
        var study = new Study(new() { LoggerFactory = log.Factory });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => study.OptimizeAsync(
            trial =>
            {
                source.Cancel();
                trial.CancellationToken.ThrowIfCancellationRequested();
                return 1.0;
            },
            cancellationToken: source.Token));

        Assert.Equal(
            ["Information StudyStarted 1", "Information StudyCancelled 1", "Debug TrialStarted 1", "Debug TrialReleased 1"],
            log.Counts(Category));
    }

    [Fact]
    public async Task AStudyThatEndsInAnError_LogsIt()
    {
        using var log = new CapturedLog();
        var study = new Study(new() { LoggerFactory = log.Factory });

        var error = await Assert.ThrowsAsync<TrimtabException>(() => study.OptimizeAsync(
            double (LiveTrial _) => throw new InvalidOperationException("broken"), 2, cancellationToken: Token));

        var failed = Assert.Single(log.Of("StudyFailed"));
        Assert.Equal((LogLevel.Error, error), (failed.Level, failed.Exception));
        Assert.Empty(log.Of("StudyFinished"));
    }

    [Fact]
    public void ATrialByHand_IsLoggedAsOthersAre()
    {
        using var log = new CapturedLog();
        var study = new Study(new() { LoggerFactory = log.Factory });

        var trial = study.Ask();
        trial.Tell(trial.SuggestFloat("x", 0, 1));
        study.Ask().TellPruned();
        study.Ask().TellFailed("out of memory");

        Assert.Equal(
            [
                "Debug TrialStarted 3",
                "Debug ParameterAssigned 1",
                "Debug TrialCompleted 1",
                "Debug TrialPruned 1",
                "Warning TrialFailed 1",
            ],
            log.Counts(Category));
        Assert.Equal("out of memory", log.Of("TrialFailed")[0].GetStructuredStateValue("Error"));
    }

    [Fact]
    public async Task ASamplerThatFallsBack_IsAWarningWithWhatItDidInstead()
    {
        using var log = new CapturedLog();
        var study = new Study(new()
        {
            LoggerFactory = log.Factory,
            Sampler = new Unsure(),
            Space = new() { ["x"] = new FloatDistribution(0, 1) },
        });

        await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 2, cancellationToken: Token);

        Assert.Equal(["Study=study", "Sampler=Unsure", "Trial=1", "Origin=the middle"], log.FieldsOf("SamplerFellBack"));
        Assert.Equal(LogLevel.Warning, log.Of("SamplerFellBack")[0].Level);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Trials_AreTheSameBitsWithAndWithoutALogger(int workers)
    {
        using var log = new CapturedLog();

        var (silent, logged) = (await Optimize(null, workers), await Optimize(log.Factory, workers));

        Assert.Equal(silent.Trials.Select(Bits), logged.Trials.Select(Bits));
    }

    [Fact]
    public void Options_AreEqualWhateverTheirLogger()
    {
        using var log = new CapturedLog();
        var silent = new StudyOptions();
        var logged = silent with { LoggerFactory = log.Factory };

        Assert.Equal(silent, logged);
        Assert.Equal(silent.GetHashCode(), logged.GetHashCode());
        Assert.NotEqual(silent with { Seed = 1 }, logged);
    }

    private static string Bits(Trial trial) => string.Join(
        ' ',
        trial.Number,
        trial.State,
        trial.Parameters,
        BitConverter.DoubleToInt64Bits(trial.Value ?? 0),
        string.Join(',', trial.Origins),
        string.Join(',', trial.Reports));

    private static async Task<Study> Optimize(ILoggerFactory? loggers, int workers)
    {
        var study = new Study(new()
        {
            Name = "tune",
            Seed = 1,
            Sampler = new RandomSampler(),
            Pruner = new ThresholdPruner { Upper = 5 },
            Concurrency = 4,
            LoggerFactory = loggers,
        });
        await study.OptimizeAsync(
            trial =>
            {
                double x = trial.SuggestFloat("x", 0, 1);
                _ = trial.SuggestFloat("x", 0, 1); // asked for again: assigned once
                if (trial.Number == 3)
                {
                    throw new InvalidOperationException("broken");
                }

                trial.Report(trial.Number == 5 ? 9 : x, epoch: 1);
                trial.ThrowIfPruned();
                return x;
            },
            8,
            new() { Workers = workers },
            Token);
        return study;
    }

    /// <summary>Falls back from the second trial on.</summary>
    private sealed record Unsure : Sampler
    {
        public override Suggester Begin(StudyProblem problem) => new Half();

        private sealed class Half : Suggester
        {
            public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) => request.Number == 0
                ? new(ParameterSet.Create([new("x", 0.25)]))
                : new(ParameterSet.Create([new("x", 0.5)])) { Origin = "the middle", IsFallback = true };
        }
    }
}

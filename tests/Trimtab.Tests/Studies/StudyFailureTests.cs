using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Studies;

/// <summary>
/// Whatever an objective function throws or returns, its trial ends, nothing is left running, and an attempt that is over changes nothing.
/// </summary>
public class StudyFailureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task AFailedTrial_KeepsTypeMessageAndStack()
    {
        var study = new Study();

        await study.OptimizeAsync(trial => trial.Number == 0 ? Divide(1, 0) : 1.0, 2, cancellationToken: Token);

        var failure = study[0].Failure!;
        Assert.Equal("System.DivideByZeroException", failure.Type);
        Assert.Equal("Attempted to divide by zero.", failure.Message);
        Assert.Contains(nameof(Divide), failure.StackTrace, StringComparison.Ordinal);
        Assert.Equal(failure.Message, study[0].Error);
        Assert.Null(study[1].Failure);
    }

    [Fact]
    public async Task AnExceptionThatCannotDescribeItself_StillFailsItsTrial()
    {
        var study = new Study();

        await study.OptimizeAsync(trial => trial.Number == 0 ? throw new SpeechlessException() : 1.0, 2, cancellationToken: Token);

        Assert.Equal(nameof(SpeechlessException), study[0].Error);
    }

    /// <summary>As Parallel.For over folds throws it; a fault beside it is a fault.</summary>
    [Fact]
    public async Task PruningInsideAnAggregate_IsPruning()
    {
        var study = new Study();

        await study.OptimizeAsync(
            trial =>
            {
                trial.Report(value: 1, epoch: 3);
                return trial.Number switch
                {
                    0 => throw new AggregateException(new TrialPrunedException(), new AggregateException(new TrialPrunedException())),
                    1 => throw new AggregateException(new TrialPrunedException(), new FormatException()),
                    2 => throw new AggregateException(),
                    _ => 1.0,
                };
            },
            4,
            cancellationToken: Token);

        Assert.Equal(
            [TrialState.Pruned, TrialState.Failed, TrialState.Failed, TrialState.Complete], study.Trials.Select(trial => trial.State));
        Assert.Equal(1.0, study[0].Values["value"]);
    }

    [Fact]
    public async Task AllFailed_ThrowsWithTheFirstAsItsCause()
    {
        var error = await Assert.ThrowsAsync<TrimtabException>(() => new Study().OptimizeAsync(
            trial => Divide(trial.Number, 0), 3, cancellationToken: Token));

        Assert.IsType<DivideByZeroException>(error.InnerException);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task StopAfterFailures_InARow_InTheOrderOfTrials_AtAnyNumberOfWorkers(int workers)
    {
        var study = new Study(new() { Concurrency = 4 });

        // 1, 4, 5 and 8, 9, 10 fail: three in a row for the first time at 10.
        var result = await study.OptimizeAsync(
            trial => trial.Number is 1 or 4 or 5 or 8 or 9 or 10
                ? throw new InvalidOperationException("broken")
                : trial.SuggestFloat("x", 0, 1),
            100,
            new() { StopAfterFailures = 3, Workers = workers },
            Token);

        Assert.Equal((StopReason.FailuresInARow, "3 trials in a row failed"), (result.Reason, result.Message));
        Assert.Equal(14, study.Count); // 11 to 13 were under way, or would have been
        Assert.Equal(
            StopReason.TrialsAdded,
            (await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 2, new() { StopAfterFailures = 3 }, Token)).Reason);
    }

    [Fact]
    public async Task ATryThatTimedOut_CannotWriteIntoItsRetry_NorIntoTheFinishedTrial()
    {
        var clock = new ManualClock();
        var study = new Study(new() { Sampler = new RandomSampler(), TimeProvider = clock });
        using var release = new ManualResetEventSlim();
        var zombie = new TaskCompletionSource<Exception?>(TaskCreationOptions.RunContinuationsAsynchronously);
        int tries = 0;

        await study.OptimizeAsync(
            trial =>
            {
                double x = trial.SuggestFloat("x", 0, 1);
                if (Interlocked.Increment(ref tries) == 1)
                {
                    trial.Report(1, 1);
                    trial.SetAttribute("try", "first");
                    trial.Constrain(5);
                    clock.RingNext(); // its time is up
                    clock.RingNext(); // and the grace that it has to end, which it does not: it ignores its token
                    release.Wait(CancellationToken.None);
                    zombie.SetResult(Record.Exception(() => trial.Report(999, 2)));
                    return 999;
                }

                release.Set();
                zombie.Task.Wait(CancellationToken.None);
                trial.Report(2, 2);
                return x;
            },
            1,
            new() { TrialTimeout = TimeSpan.FromSeconds(0.3), Retries = 1 },
            Token);

        Assert.IsType<TrimtabException>(await zombie.Task);
        Assert.Equal(TrialState.Complete, study[0].State);
        Assert.Equal([2.0], study[0].Reports.Select(report => report.Metrics["value"]));
        Assert.Empty(study[0].Attributes);
        Assert.Equal(0.0, study[0].Violation);
        Assert.Equal(study[0].Parameters["x"].As<double>(), study[0].Values["value"]);
    }

    [Fact]
    public async Task Retries_SeeWhatTheFirstTryWasGiven_AlsoFromASamplerThatChangesItsMind()
    {
        var study = new Study(new() { Sampler = new Fickle() });
        var seen = new List<double>();

        await study.OptimizeAsync(
            trial =>
            {
                seen.Add(trial.SuggestFloat("x", 0, 1));
                return seen.Count < 3 ? throw new InvalidOperationException("again") : seen[^1];
            },
            1,
            new() { Retries = 2 },
            Token);

        Assert.Single(seen.Distinct());
    }

    [Fact]
    public async Task RetryWhen_SaysWhatIsWorthAnotherTry()
    {
        var study = new Study();
        int calls = 0;

        await study.OptimizeAsync(
            trial =>
            {
                calls++;
                return trial.Number switch
                {
                    0 => throw new TimeoutException(),
                    1 => throw new InvalidOperationException(),
                    _ => 1.0,
                };
            },
            3,
            new() { Retries = 3, RetryWhen = error => error is TimeoutException },
            Token);

        Assert.Equal(4 + 1 + 1, calls);
    }

    [Fact]
    public async Task AnAsynchronousFunction_MayHaveSeveralObjectives()
    {
        var study = new Study(new() { Objectives = [new("a"), new("b")] });

        await study.OptimizeAsync(
            async trial =>
            {
                await Task.Yield();
                return (IReadOnlyList<double>)[trial.SuggestFloat("x", 0, 1), 2];
            },
            3,
            cancellationToken: Token);

        Assert.All(study.Trials, trial => Assert.Equal(2, trial.Values["b"]));
    }

    [Fact]
    public async Task NullOrTheWrongNumberOfValues_FailTheirTrial()
    {
        var study = new Study(new() { Objectives = [new("a"), new("b")] });

        await study.OptimizeAsync(
            trial => trial.Number switch { 0 => null!, 1 => [1.0], 2 => [1.0, 2.0, 3.0], _ => (IReadOnlyList<double>)[1.0, 2.0] },
            4,
            cancellationToken: Token);

        Assert.Equal(
            [TrialState.Failed, TrialState.Failed, TrialState.Failed, TrialState.Complete], study.Trials.Select(trial => trial.State));
        Assert.Contains("a value for each objective (a, b). Got null", study[0].Error, StringComparison.Ordinal);
        Assert.Contains("Got 1 value for", study[1].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ANullTask_AndTellingByHandInside_FailTheirTrial()
    {
        var study = new Study();

        await study.OptimizeAsync(trial => trial.Number == 0 ? null! : Task.FromResult(1.0), 2, cancellationToken: Token);
        await study.OptimizeAsync(trial => trial.Number == 2 ? trial.Tell(1).Values["value"] : 1.0, 2, cancellationToken: Token);

        Assert.Contains("must return a task", study[0].Error, StringComparison.Ordinal);
        Assert.Contains("Tell is for trials from Study.Ask", study[2].Error, StringComparison.Ordinal);
        Assert.Equal(2, study.Trials.Completed.Count());
    }

    [Fact]
    public async Task Cancelled_WithATimeLimit_AwaitsTheObjective_AndPutsItBack()
    {
        var study = new Study();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        bool hasEnded = false;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => study.OptimizeAsync(
            async trial =>
            {
                await cancel.CancelAsync();
                await Task.Yield();
                for (int i = 0; i < 1000; i++)
                {
                    await Task.Yield(); // slow to notice
                }

                hasEnded = true;
                trial.CancellationToken.ThrowIfCancellationRequested();
                return 1.0;
            },
            3,
            new() { TrialTimeout = TimeSpan.FromHours(1) },
            cancel.Token));

        Assert.True(hasEnded);
        Assert.Equal([TrialState.Waiting], study.Trials.Select(trial => trial.State));
    }

    [Fact]
    public async Task ASecondOptimize_WhileOneRuns_IsRefused()
    {
        var study = new Study();

        await study.OptimizeAsync(
            async trial => trial.Number > 0
                ? 1.0
                : (await study.OptimizeAsync(other => 1.0, 1, cancellationToken: Token)).Message.Length,
            2,
            cancellationToken: Token);

        Assert.Contains("one OptimizeAsync at a time", study[0].Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OverAThousandChaoticTrials_NoneStaysRunning_AndNothingRunsAfterTheEnd()
    {
        var study = new Study(
            new() { Concurrency = 8, Sampler = new RandomSampler(), Schedule = Schedule.Asynchronous, TimeProvider = new ManualClock() });
        int running = 0;

        await study.OptimizeAsync(
            async trial =>
            {
                Interlocked.Increment(ref running);
                try
                {
                    double x = trial.SuggestFloat("x", 0, 1);
                    await Task.Yield();
                    return (trial.Number % 7) switch
                    {
                        0 => throw new InvalidOperationException("now and then"),
                        1 => throw new OperationCanceledException(),
                        2 => double.NaN,
                        3 => throw new TrialPrunedException(),
                        4 => throw new AggregateException(new TimeoutException()),
                        _ => x,
                    };
                }
                finally
                {
                    Interlocked.Decrement(ref running);
                }
            },
            1000,
            new() { Workers = 8, Retries = 1, TrialTimeout = TimeSpan.FromMinutes(5) },
            Token);

        Assert.Equal(0, running);
        Assert.Equal(1000, study.Count);
        Assert.All(study.Trials, trial => Assert.True(trial.IsFinished));
    }

    private static double Divide(int a, int b) => a / b;

    private sealed class SpeechlessException : Exception
    {
        public override string Message => throw new InvalidOperationException("no words");
    }

    private sealed record Fickle : Sampler
    {
        public override Suggester Begin(StudyProblem problem) => new Changing();

        private sealed class Changing : Suggester
        {
            private int _asked;

            public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
                (ParameterValue)(0.1 * ++_asked);
        }
    }
}

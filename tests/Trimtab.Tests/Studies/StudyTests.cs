using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Studies;

public class StudyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Optimize_TenLines_FindsAGoodValue()
    {
        var study = new Study(new StudyOptions { Direction = Direction.Minimize, Seed = 7 });

        var result = await study.OptimizeAsync(
            trial =>
            {
                double x = trial.SuggestFloat("x", -10, 10);
                return trial.SuggestCategorical("kind", ["linear", "rbf"]) == "rbf"
                    ? (x * x) + trial.SuggestFloat("gamma", 1e-5, 1, log: true)
                    : 5 + (x * x);
            },
            trials: 100,
            cancellationToken: Token);

        Assert.Equal((StopReason.TrialsAdded, "100 trials were asked for"), (result.Reason, result.Message));
        Assert.Same(study.BestTrial, result.BestTrial);
        Assert.Equal(100, study.Count);
        Assert.True(study.BestTrial!.Values["value"] < 0.1);
        Assert.Equal("rbf", study.BestTrial.Parameters["kind"].As<string>());
        Assert.Equal(["gamma", "kind", "x"], study.BestTrial.Space.Keys);
    }

    [Fact]
    public async Task Enqueued_AndFixedParameters_AreTaken()
    {
        var study = new Study(new() { Fixed = ParameterSet.Of(("b", 2)) });
        study.Enqueue(ParameterSet.Of(("a", 0.25)));

        await study.OptimizeAsync(trial => trial.SuggestFloat("a", 0, 1) + trial.SuggestInt("b", 0, 9), 3, cancellationToken: Token);

        Assert.Equal(ParameterSet.Of(("a", 0.25), ("b", 2)), study[0].Parameters);
        Assert.Equal("enqueued", study[0].Origins["a"]);
        Assert.All(study.Trials, trial => Assert.Equal("fixed", trial.Origins["b"]));
        Assert.Equal(3, study.Count);
    }

    [Fact]
    public void AFixedParameter_TheSpaceLacks_IsRefused() => Assert.Throws<UnknownNameException>(() => new Study(new()
    {
        Space = new() { ["rate"] = new FloatDistribution(0, 1) },
        Fixed = ParameterSet.Of(("raet", 0.5)),
    }));

    [Fact]
    public async Task AnEnqueuedValue_OutsideTheDomain_FailsItsTrialWithTheRule()
    {
        var study = new Study();
        study.Enqueue(ParameterSet.Of(("a", 4.0)));

        await study.OptimizeAsync(trial => trial.SuggestFloat("a", 0, 1), 2, cancellationToken: Token);

        Assert.Contains("'a' is enqueued at 4.0, and trial 0 asked for FloatDistribution", study[0].Error, StringComparison.Ordinal);
        Assert.Equal(TrialState.Complete, study[1].State);
    }

    [Fact]
    public async Task StopRules_AreJudgedInTheOrderOfTrials_AtAnyNumberOfWorkers()
    {
        foreach (int workers in new[] { 1, 4 })
        {
            var study = new Study(new() { Concurrency = 4, Seed = 1 });

            var result = await study.OptimizeAsync(
                trial => -trial.Number + trial.SuggestFloat("x", 0, 0.1),
                options: new() { Target = -9.5, Workers = workers },
                cancellationToken: Token);

            Assert.Equal((StopReason.TargetReached, "trial 10 reached the target of -9.5"), (result.Reason, result.Message));
            Assert.Equal(14, study.Count); // trials 11 to 13 were under way, or would have been
        }
    }

    [Fact]
    public async Task Patience_UpTo_AndTheCallersRule_Stop()
    {
        var study = new Study(new() { Sampler = new RandomSampler() });

        Assert.Equal(
            StopReason.NoImprovement,
            await Optimize(trial => trial.SuggestFloat("x", 0, 1) + trial.Number, new() { Patience = 5 }));
        Assert.Equal(6, study.Count);
        Assert.Equal(StopReason.TotalReached, await Optimize(trial => trial.SuggestFloat("x", 0, 1), new() { UpTo = 10 }));
        Assert.Equal(10, study.Count);
        Assert.Equal(
            StopReason.Requested,
            await Optimize(trial => trial.SuggestFloat("x", 0, 1), new() { StopWhen = history => history.Count == 13 }));
        Assert.Equal(13, study.Count);

        async Task<StopReason> Optimize(Func<LiveTrial, double> objective, OptimizeOptions options) =>
            (await study.OptimizeAsync(objective, options: options, cancellationToken: Token)).Reason;
    }

    [Fact]
    public async Task Retries_OfATrialThatThrows_UseTheSameParameters()
    {
        var study = new Study(new() { Seed = 2 });
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

        Assert.Equal(3, seen.Count);
        Assert.Single(seen.Distinct());
        Assert.Equal(TrialState.Complete, study[0].State);
    }

    [Fact]
    public async Task ATrial_ThatTakesTooLong_HasFailed()
    {
        var clock = new ManualClock();
        var study = new Study(new() { TimeProvider = clock });

        await study.OptimizeAsync(
            async trial =>
            {
                double x = trial.SuggestFloat("x", 0, 1);
                if (trial.Number == 0)
                {
                    clock.RingNext();
                    await Task.Delay(Timeout.InfiniteTimeSpan, clock, trial.CancellationToken);
                }

                return x;
            },
            2,
            new() { TrialTimeout = TimeSpan.FromSeconds(0.3) },
            Token);

        Assert.StartsWith("A trial may take 00:00:00.3", study[0].Error, StringComparison.Ordinal);
        Assert.Equal(TrialState.Complete, study[1].State);
    }

    [Fact]
    public async Task Cancellation_PutsTrialsUnderWayBack_AndTheyGoOnLater()
    {
        var study = new Study(new() { Seed = 4 });
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => study.OptimizeAsync(
            async trial =>
            {
                double x = trial.SuggestFloat("x", 0, 1);
                if (trial.Number == 3)
                {
                    await cancel.CancelAsync();
                    trial.CancellationToken.ThrowIfCancellationRequested();
                }

                return x;
            },
            10,
            cancellationToken: cancel.Token));

        Assert.Equal(
            [TrialState.Complete, TrialState.Complete, TrialState.Complete, TrialState.Waiting], study.Trials.Select(trial => trial.State));
        await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), options: new() { UpTo = 10 }, cancellationToken: Token);
        var straight = new Study(new() { Seed = 4 });
        await straight.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 10, cancellationToken: Token);
        Assert.Equal(straight.Trials.Select(trial => trial.Parameters), study.Trials.Select(trial => trial.Parameters));
    }

    [Fact]
    public async Task AllTrialsFailed_SaysSoWithTheFirst()
    {
        var error = await Assert.ThrowsAsync<TrimtabException>(() => new Study().OptimizeAsync(
            trial => trial.SuggestInt("n", 1, 9) > 0 ? throw new InvalidOperationException("bad column") : 0.0,
            4,
            cancellationToken: Token));

        Assert.StartsWith("All 4 trials failed. The first, n=", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("bad column", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheSameParameter_AskedForInTwoWays_IsAnError()
    {
        var error = await Assert.ThrowsAsync<TrimtabException>(() => new Study().OptimizeAsync(
            trial => trial.SuggestFloat("x", 0, 1) + trial.SuggestFloat("x", 0, 2), 1, cancellationToken: Token));

        Assert.Contains("A trial must ask for a parameter in one way", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ExactDuplicates_AreNotEvaluatedTwice_WhereThereIsMore()
    {
        var study = new Study(
            new() { Space = new() { ["a"] = new IntDistribution(0, 4), ["b"] = new IntDistribution(0, 4) }, Sampler = new TpeSampler() });

        await study.OptimizeAsync(trial => trial.SuggestInt("a", 0, 4) + trial.SuggestInt("b", 0, 4), 15, cancellationToken: Token);

        Assert.Equal(15, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
    }

    [Fact]
    public async Task SeveralObjectives_HaveAFront()
    {
        var study = new Study(new() { Objectives = [new("cost"), new("gain", Direction.Maximize)], Seed = 1 });

        await study.OptimizeAsync(
            trial =>
            {
                double x = trial.SuggestFloat("x", 0, 2), y = trial.SuggestFloat("y", 0, 1);
                return [(x * x) + y, (2 * x) - y];
            },
            120,
            cancellationToken: Token);

        Assert.True(study.ParetoFront.Count > 5);
        Assert.All(study.ParetoFront, trial => Assert.True(trial.Parameters["y"].As<double>() < 0.5)); // y is bad for both
        Assert.Equal(["cost", "gain"], study[0].Values.Keys);
    }

    [Fact]
    public async Task Constraints_OnTheOutcome_KeepTheBestFeasible()
    {
        var study = new Study(new() { Seed = 3, Sampler = new TpeSampler() });

        await study.OptimizeAsync(
            trial =>
            {
                double x = trial.SuggestFloat("x", 0, 10);
                trial.Constrain(4 - x);
                return x;
            },
            80,
            cancellationToken: Token);

        Assert.InRange(study.BestTrial!.Values["value"], 4, 4.3);
        Assert.True(study.Trials.Count(trial => trial.Violation <= 0) > 40);
    }

    [Fact]
    public void AskAndTell_ByHand_MakeTheSameStudy()
    {
        var study = new Study(new() { Seed = 9 });
        for (int i = 0; i < 30; i++)
        {
            var trial = study.Ask();
            trial.SetAttribute("host", "a");
            trial.Tell(Math.Abs(trial.SuggestFloat("x", -1, 1)));
        }

        Assert.Equal(30, study.Trials.Completed.Count());
        Assert.Equal("a", study[4].Attributes["host"]);
    }

    [Fact]
    public async Task WarmStart_FromAnotherStudy_Learns()
    {
        var first = new Study(new() { Seed = 1, Sampler = new TpeSampler() });
        await first.OptimizeAsync(trial => Math.Abs(trial.SuggestFloat("x", -100, 100) - 77), 60, cancellationToken: Token);
        var second = new Study(new() { Seed = 2, Sampler = new TpeSampler() });

        second.WarmStart(first);
        await second.OptimizeAsync(trial => Math.Abs(trial.SuggestFloat("x", -100, 100) - 77), 10, cancellationToken: Token);

        Assert.Equal(70, second.Count);
        Assert.True(second.Trials.Skip(60).Average(trial => trial.Values["value"]) < 10);
    }

    /// <summary>The first trial ends only once the last has begun: a study that waited for it would never end.</summary>
    [Fact]
    public async Task Asynchronous_Studies_NeverWait()
    {
        var study = new Study(new() { Concurrency = 3, Schedule = Schedule.Asynchronous });
        var last = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await study.OptimizeAsync(
            async trial =>
            {
                double x = trial.SuggestFloat("x", 0, 1);
                if (trial.Number == 29)
                {
                    last.SetResult();
                }

                await (trial.Number == 0 ? last.Task : Task.CompletedTask);
                return x;
            },
            30,
            new() { Workers = 3 },
            Token);

        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
    }
}

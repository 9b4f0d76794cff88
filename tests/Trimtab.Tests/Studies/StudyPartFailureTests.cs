using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Studies;

/// <summary>A sampler, pruner, stop rule or callback that throws fails a trial or is reported once; nothing is left running.</summary>
public class StudyPartFailureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ACallbackThatThrows_IsReportedOnce_WhenAllTrialsHaveEnded()
    {
        var study = new Study(new() { Concurrency = 4 });
        using var release = new SemaphoreSlim(0);
        int told = 0, running = 0;

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => study.OptimizeAsync(
            async trial =>
            {
                Interlocked.Increment(ref running);
                await (trial.Number == 0 ? Task.CompletedTask : release.WaitAsync(CancellationToken.None));
                Interlocked.Decrement(ref running);
                return trial.SuggestFloat("x", 0, 1);
            },
            100,
            new()
            {
                Workers = 4,
                TrialEnded = (_, _) =>
                {
                    told++;
                    release.Release(100);
                    throw new InvalidOperationException("disk full");
                },
            },
            Token));

        Assert.Equal(("disk full", 1, 0), (error.Message, told, running));
        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
    }

    [Fact]
    public async Task AStopRuleThatThrows_IsReported_WhenAllTrialsHaveEnded()
    {
        var study = new Study(new() { Concurrency = 3 });
        var options = new OptimizeOptions
        {
            StopWhen = history => history.Count == 5 ? throw new NotSupportedException() : false,
            Workers = 3,
        };

        await Assert.ThrowsAsync<NotSupportedException>(
            () => study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 100, options, Token));

        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
    }

    [Theory]
    [InlineData("together")]
    [InlineData("null")]
    [InlineData("alone")]
    [InlineData("outside")]
    public async Task ASamplerThatThrowsOrSuggestsNonsense_FailsItsTrial_AndTheNextGoesOn(string how)
    {
        var study = new Study(new() { Sampler = new Broken(how, 1) });

        await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 3, cancellationToken: Token);

        Assert.Equal([TrialState.Complete, TrialState.Failed, TrialState.Complete], study.Trials.Select(trial => trial.State));
    }

    [Fact]
    public void ASamplerThatThrows_AskedByHand_ThrowsThere_AndLeavesNoTrialRunning()
    {
        var study = new Study(new() { Sampler = new Broken("together", 0) });

        Assert.Throws<FormatException>(() => study.Ask());

        Assert.Equal(TrialState.Failed, study[0].State);
        Assert.Equal("System.FormatException", study[0].Failure!.Type);
    }

    [Fact]
    public async Task ASamplerWhoseExhaustedThrows_FailsTheTrialThatWouldBegin()
    {
        var study = new Study(new() { Sampler = new Broken("done", 2), Concurrency = 2 });

        await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 10, cancellationToken: Token);

        Assert.Equal(10, study.Count);
        Assert.Contains(study.Trials, trial => trial.State == TrialState.Complete);
        Assert.Contains(study.Trials, trial => trial.State == TrialState.Failed);
        Assert.All(
            study.Trials.Where(trial => trial.State == TrialState.Failed),
            trial => Assert.Equal("System.FormatException", trial.Failure!.Type));
    }

    [Fact]
    public async Task APrunerThatThrows_FailsItsTrial()
    {
        var study = new Study(new() { Pruner = new BrokenPruner() });

        await study.OptimizeAsync(
            trial =>
            {
                trial.Report(1, 1);
                return trial.Number == 0 && trial.ShouldPrune() ? 0 : 1.0;
            },
            2,
            cancellationToken: Token);

        Assert.Equal(["System.FormatException", null], study.Trials.Select(trial => trial.Failure?.Type));
    }

    private sealed record Broken(string How, int Trial) : Sampler
    {
        public override Suggester Begin(StudyProblem problem) => new Breaking(How, Trial);

        private sealed class Breaking(string how, int trial) : Suggester
        {
            public override string? Exhausted(History history, IReadOnlyList<ParameterSet> pending) =>
                how == "done" && history.Count >= trial ? throw new FormatException() : null;

            public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) =>
                request.Number != trial ? ParameterSet.Empty
                : how == "together" ? throw new FormatException()
                : how == "null" ? null!
                : ParameterSet.Empty;

            public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
                request.Number != trial || how is not ("alone" or "outside") ? 0.5
                : how == "outside" ? (ParameterValue)7.0
                : throw new FormatException();
        }
    }

    private sealed record BrokenPruner : Pruner
    {
        public override PruneDecision Decide(PruningRequest request) => throw new FormatException();
    }
}

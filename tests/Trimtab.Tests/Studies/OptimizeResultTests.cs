using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Studies;

/// <summary>What a study says of its end and of its trials, in types and in words.</summary>
public class OptimizeResultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<OptimizeOptions, StopReason> Options => new()
    {
        { new(), StopReason.TrialsAdded },
        { new() { UpTo = 5 }, StopReason.TotalReached },
        { new() { Timeout = TimeSpan.Zero }, StopReason.TimedOut },
        { new() { Target = 1 }, StopReason.TargetReached },
        { new() { Patience = 2 }, StopReason.NoImprovement },
        { new() { StopWhen = _ => true }, StopReason.Requested },
    };

    [Theory]
    [MemberData(nameof(Options))]
    public async Task Reason_OfEachOption_IsTyped(OptimizeOptions options, StopReason expected)
    {
        var result = await new Study().OptimizeAsync(trial => 1 + (0 * trial.SuggestFloat("x", 0, 1)), 9, options, Token);

        Assert.Equal(expected, result.Reason);
        Assert.NotEmpty(result.Message);
    }

    [Fact]
    public void Best_BeforeATrialHasCompleted_IsNull()
    {
        var study = new Study();

        Assert.Null(study.BestTrial);
        Assert.Null(study.BestValue);
        Assert.Null(study.BestParameters);
        Assert.Equal("Study 'study': 0 trials", study.ToString());
        Assert.Equal(
            "Stopped: the time is up. No trial has completed.", new OptimizeResult(StopReason.TimedOut, "the time is up", null).ToString());
    }

    [Fact]
    public void Best_OfCompleteTrials_IsTheirBestOne()
    {
        var study = new Study(new() { Sampler = new RandomSampler(), Objectives = [new("loss")] });
        for (int i = 0; i < 3; i++)
        {
            study.Enqueue(ParameterSet.Of(("x", 2.5 - i)));
            var trial = study.Ask();
            trial.Tell(trial.SuggestFloat("x", 0, 3));
        }

        study.Ask().TellFailed("no");

        Assert.Equal((2, 0.5, ParameterSet.Of(("x", 0.5))), (study.BestTrial!.Number, study.BestValue, study.BestParameters));
        Assert.Equal(0.5, study.BestTrial.Value);
        Assert.Equal("trial 2 (complete): loss=0.5 with x=0.5", study.BestTrial.ToString());
        Assert.Equal("trial 3 (failed): no defaults", study[3].ToString());
        Assert.Equal(
            "Study 'study': 4 trials (3 complete, 1 failed); best: trial 2 (complete): loss=0.5 with x=0.5", study.ToString());
    }

    [Fact]
    public async Task Paused_IsAStateOfItsOwn_AlsoByHand()
    {
        var study = new Study(new()
        {
            Sampler = new RandomSampler(),
            Pruner = new SuccessiveHalvingPruner { MinResource = 2, Promotes = true, MaxResource = 8 },
        });
        var byHand = study.Ask();
        byHand.SuggestFloat("x", 0, 1);
        byHand.Report(1, 1);
        var first = byHand.Decide();
        byHand.Report(0.5, 2);

        Assert.Equal((PruneDecision.Continue, PruneDecision.Pause, 2), (first, byHand.Decide(), byHand.EpochLimit));
        Assert.Equal((TrialState.Paused, 0.5), (byHand.TellPruned().State, study[0].Value));

        await study.OptimizeAsync(
            trial =>
            {
                trial.SuggestFloat("x", 0, 1);
                return trial.Number == 1 ? throw new TrialPrunedException() : 1.0;
            },
            2,
            cancellationToken: Token);

        Assert.Equal([TrialState.Paused, TrialState.Pruned, TrialState.Complete], study.Trials.Select(trial => trial.State));
    }

    /// <summary>A trial with a value for every parameter of the space has nothing to ask.</summary>
    [Fact]
    public async Task EnqueuedTrials_WithAllValues_DoNotAskTheSampler()
    {
        var sampler = new Counting();
        var study = new Study(new() { Sampler = sampler, Space = new() { ["x"] = new FloatDistribution(0, 1) } });
        for (int i = 0; i < 5; i++)
        {
            study.Enqueue(ParameterSet.Of(("x", 0.1 * i)));
        }

        await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 7, cancellationToken: Token);

        Assert.Equal([5, 6], sampler.Asked);
    }

    private sealed record Counting : Sampler
    {
        public List<int> Asked { get; } = [];

        public override Suggester Begin(StudyProblem problem) => new Suggesting(Asked);

        private sealed class Suggesting(List<int> asked) : Suggester
        {
            public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
            {
                asked.Add(request.Number);
                return space.Sample(request.Random);
            }
        }
    }
}

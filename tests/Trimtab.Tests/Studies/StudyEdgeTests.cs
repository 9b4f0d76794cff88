using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Studies;

/// <summary>A study beside trials begun by hand, samplers and pruners that break their rules, and what its result says.</summary>
public class StudyEdgeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Schedule.Reproducible)]
    [InlineData(Schedule.Asynchronous)]
    public async Task StopRules_BesideATrialThatIsNeverTold_JudgeTheOthers(Schedule schedule)
    {
        var study = new Study(new() { Schedule = schedule });
        study.Ask();

        var reached = await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 500, new() { Target = 100 }, Token);
        var failed = await Assert.ThrowsAsync<TrimtabException>(() => study.OptimizeAsync(
            Throw, 500, new() { StopAfterFailures = 3 }, Token));
        var patient = await study.OptimizeAsync(_ => 1000, 500, new() { Patience = 5 }, Token);

        Assert.Equal(StopReason.TargetReached, reached.Reason);
        Assert.Equal("All 3 trials failed", failed.Message[..19]);
        Assert.Equal(StopReason.NoImprovement, patient.Reason);
        Assert.InRange(study.Count, 6, 20);

        static double Throw(LiveTrial trial) => throw new InvalidOperationException("broken");
    }

    [Fact]
    public async Task Target_OfATrialBegunByHand_CountsOnceItIsTold()
    {
        var study = new Study();
        var byHand = study.Ask();

        var result = await study.OptimizeAsync(
            trial =>
            {
                if (trial.Number == 5)
                {
                    byHand.Tell(-1);
                }

                return trial.Number;
            },
            50,
            new() { Target = -1 },
            Token);

        Assert.Equal((StopReason.TargetReached, 6), (result.Reason, study.Count));
    }

    [Fact]
    public async Task Promote_ThatThrows_FailsItsTrialAndNoOther()
    {
        var study = new Study(new() { Pruner = new ThrowingPromotion() });

        await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 6, cancellationToken: Token);

        Assert.Equal(6, study.Count);
        Assert.Equal(["promoting"], study.Trials.Where(trial => trial.State == TrialState.Failed).Select(trial => trial.Error).Distinct());
        Assert.InRange(study.Trials.Completed.Count(), 1, 5);
    }

    [Fact]
    public async Task Exhausted_ThatThrows_FailsItsTrialAndNoOther()
    {
        var sampler = new OddSampler { Exhausting = number => number == 3 ? throw new TimeoutException("odd") : null };
        var study = new Study(new() { Sampler = sampler });

        await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 6, cancellationToken: Token);

        Assert.Equal([3], study.Trials.Where(trial => trial.State == TrialState.Failed).Select(trial => trial.Number));
        Assert.Equal("odd", study.Trials[3].Error);
    }

    [Fact]
    public async Task Exhausted_ThatReturnsBlankText_NamesTheSampler()
    {
        var study = new Study(new() { Sampler = new OddSampler { Exhausting = number => number == 3 ? " " : null } });

        var result = await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), 6, cancellationToken: Token);

        Assert.Equal((StopReason.Exhausted, "OddSampler has nothing left to suggest"), (result.Reason, result.Message));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sampler_ThatBeginsTrialsOfItsStudy_IsRefused(bool jointly)
    {
        Study? study = null;
        double Begin() => study!.Ask().Number;
        study = new(new()
        {
            Concurrency = 4,
            Schedule = Schedule.Asynchronous,
            Sampler = jointly
                ? new OddSampler { Jointly = _ => ParameterSet.Of(("x", Begin())) }
                : new OddSampler { Independently = () => Begin() },
        });

        await Assert.ThrowsAsync<TrimtabException>(() => study.OptimizeAsync(
            trial => trial.SuggestFloat("x", 0, 1), 20, new() { Workers = 4 }, Token));

        Assert.All(
            study.Trials,
            trial => Assert.Equal(
                "A sampler or pruner must not begin trials of the study that asks it. Answer from the request it was given.", trial.Error));
    }

    [Theory]
    [InlineData(1e9, "OddSampler suggested 1000000000.0 for 'a'")]
    [InlineData("b", "for 'a'")]
    public async Task JointSuggestion_OutsideTheDistribution_FailsTheTrialAndNamesTheSampler(object value, string message)
    {
        var space = new SearchSpace { ["a"] = new FloatDistribution(0, 1), ["b"] = new FloatDistribution(0, 1) };
        space = SearchSpace.Create(space, [new OrderRule("a", "b")]);
        foreach (var each in new[] { space, SearchSpace.Create(space) })
        {
            var study = new Study(new()
            {
                Space = each,
                Sampler = new OddSampler { Jointly = _ => ParameterSet.Of(("a", ParameterValue.From(value)), ("b", 0.25)) },
            });

            await Assert.ThrowsAsync<TrimtabException>(
                () => study.OptimizeAsync(trial => trial.SuggestFloat("a", 0, 1), 1, cancellationToken: Token));

            Assert.Contains(message, study.Trials[0].Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Begin_ThatReturnsNull_NamesTheSampler() => Assert.Equal(
        "A sampler must begin with a suggester. NoBegin began with null.",
        Assert.Throws<TrimtabException>(() => new Study(new() { Sampler = new NoBegin() })).Message);

    [Fact]
    public async Task Result_SaysWhatBecameOfTheTrials()
    {
        var infeasible = await new Study().OptimizeAsync(
            trial =>
            {
                trial.Constrain(1);
                return 0;
            },
            3,
            cancellationToken: Token);
        var pruned = await new Study().OptimizeAsync(Prune, 2, cancellationToken: Token);
        var several = new Study(new() { Objectives = [new("a"), new("b", Direction.Maximize)] });
        var front = await several.OptimizeAsync(trial => [trial.Number, trial.Number], 4, cancellationToken: Token);

        Assert.EndsWith(
            "No trial is feasible: 3 completed trials, and each violates a constraint.", infeasible.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("No trial has completed: 2 pruned.", pruned.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("4 trials were asked for. The Pareto front has 4 trials.", front.ToString(), StringComparison.Ordinal);
        Assert.Equal("Study 'study': 4 trials (4 complete); 4 trials on the Pareto front", several.ToString());
        Assert.Null(front.BestTrial);
        Assert.Null(several.Trials[0].Value);
        var error = Assert.Throws<InvalidOperationException>(() => several.BestTrial);
        Assert.Contains("read ParetoFront", error.Message, StringComparison.Ordinal);

        static double Prune(LiveTrial trial) => throw new TrialPrunedException();
    }

    [Fact]
    public async Task Workers_BeyondTheConcurrency_AreRefused()
    {
        var study = new Study();

        var error = await Assert.ThrowsAsync<ArgumentOutOfRangeException>(
            () => study.OptimizeAsync(_ => 1, 8, new() { Workers = 4 }, Token));

        Assert.Contains("Got 4 and 1: set StudyOptions.Concurrency to 4 or more.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TypedSpace_OfAStaticProperty_IsRefused()
    {
        var error = Assert.Throws<TrimtabException>(() => new TypedSpace<StaticSettings>());

        Assert.Contains("StaticSettings.A is static", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TypedSpace_WhoseTypeThrows_LetsItsExceptionOut() => Assert.Equal(
        "mine", Assert.Throws<InvalidOperationException>(() => new TypedSpace<ThrowingSettings>().From(ParameterSet.Empty)).Message);

    [Fact]
    public void Trial_WithNullInPlaceOfAList_IsRefused()
    {
        var trial = new Trial { Number = 0, Parameters = ParameterSet.Empty, State = TrialState.Pruned };

        Assert.Throws<ArgumentException>(() => trial with { Parameters = null! });
        Assert.Throws<ArgumentException>(() => trial with { Space = null! });
        Assert.Throws<ArgumentException>(() => trial with { Values = null! });
        Assert.Throws<ArgumentException>(() => trial with { Origins = null! });
        Assert.Throws<ArgumentException>(() => trial with { Attributes = null! });
        Assert.Throws<ArgumentException>(() => trial with { Warnings = null! });
        Assert.Throws<TrimtabException>(() => new Study().Add(trial with { Reports = [null!] }));
        Assert.Throws<TrimtabException>(() => new Study().Add(trial with { Warnings = [null!] }));
    }

    public sealed record StaticSettings
    {
        [IntRange(0, 1000)]
        public static int A { get; set; }
    }

    public sealed record ThrowingSettings
    {
        public ThrowingSettings() => throw new InvalidOperationException("mine");

        [IntRange(0, 1000)]
        public int A { get; init; }
    }

    private sealed record ThrowingPromotion : Pruner
    {
        public override PruneDecision Decide(PruningRequest request) => PruneDecision.Continue;

        public override Trial? Promote(PromotionRequest request) =>
            request.History.Count == 3 ? throw new InvalidOperationException("promoting") : null;
    }

    private sealed record NoBegin : Sampler
    {
        public override Suggester Begin(StudyProblem problem) => null!;
    }

    private sealed record OddSampler : Sampler
    {
        public Func<int, string?> Exhausting { get; init; } = _ => null;

        public Func<SuggestionRequest, ParameterSet> Jointly { get; init; } = _ => ParameterSet.Empty;

        public Func<double> Independently { get; init; } = () => 0.5;

        public override Suggester Begin(StudyProblem problem) => new OddSuggester(this);

        private sealed class OddSuggester(OddSampler settings) : Suggester
        {
            public override string? Exhausted(History history, IReadOnlyList<ParameterSet> pending) => settings.Exhausting(history.Count);

            public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) => settings.Jointly(request);

            public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
                (ParameterValue)settings.Independently();
        }
    }
}

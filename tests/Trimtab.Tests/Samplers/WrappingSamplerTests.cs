using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>A sampler of a user's own that hands on another's answers changes nothing, whichever sampler that is.</summary>
public class WrappingSamplerTests
{
    private static readonly Dictionary<string, Sampler> _inner = Sampler.Catalog.Names
        .Where(name => name is not "grid")
        .ToDictionary(name => name, name => Sampler.Catalog.Create(name))
        .Append(new("grid with retries", new GridSampler(new ParameterGrid { ["a"] = [1, 2, 3], ["b"] = [1] }) { Retries = 2 }))
        .Append(new("one held", Held("b", 1, new RandomSampler())))
        .Append(new("two held", Held("b", 1, Held("c", 2, new RandomSampler()))))
        .Append(
            new("one held, refined", new LocalRefinementSampler
            {
                StartupTrials = 2,
                Every = 2,
                MutationProbability = 1,
                Inner = Held("b", 1, new RandomSampler()),
            }))
        .ToDictionary();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. _inner.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Trials_OfAWrappedSampler_AreThoseOfTheSampler(string name)
    {
        var bare = await RunAsync(_inner[name]);
        var wrapped = await RunAsync(new Wrapper { Inner = _inner[name] });

        Assert.Equal(bare.Trials.Select(trial => trial.Parameters), wrapped.Trials.Select(trial => trial.Parameters));
    }

    /// <summary>
    /// What the delegating base passes on: held values, cells of a grid that are tried again, the end of a grid, origins of single values.
    /// </summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Trials_OfASamplerThatDelegates_AreThoseOfTheSampler_WithItsOrigins(string name)
    {
        var bare = await RunAsync(_inner[name]);
        var delegating = await RunAsync(new Delegating { Inner = _inner[name] });

        Assert.Equal(bare.Trials.Select(trial => trial.Parameters), delegating.Trials.Select(trial => trial.Parameters));
        Assert.Equal( // duplicates are replaced by the outer one
            Origins(bare),
            Origins(delegating).Select(origin => origin.Replace(nameof(Delegating), _inner[name].Name, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task AGrid_ThatIsDelegatedTo_Ends()
    {
        var study = new Study(new() { Sampler = new Delegating { Inner = new GridSampler(new ParameterGrid { ["a"] = [1, 2, 3] }) } });

        var result = await study.OptimizeAsync(trial => trial.SuggestInt("a", 1, 3), cancellationToken: Token);

        Assert.Equal((StopReason.Exhausted, 3), (result.Reason, study.Count));
    }

    /// <summary>
    /// Every joint suggestion passes through the one method that can be overridden, also where another sampler asks for several.
    /// </summary>
    [Fact]
    public async Task AChangeOfSuggestions_IsMade_WhicheverMethodIsAsked()
    {
        var sampler = new SurrogateScreeningSampler
        {
            StartupTrials = 5,
            MinRankCorrelation = -1,
            Inner = new Delegating { Inner = new TpeSampler { StartupTrials = 3 }, Changed = ("x", 0.5) },
        };
        var study = new Study(new()
        {
            Sampler = sampler,
            AllowDuplicates = true,
            Space = new() { ["x"] = new FloatDistribution(0, 1), ["y"] = new FloatDistribution(0, 1) },
        });

        await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1) + trial.SuggestFloat("y", 0, 1), 20, cancellationToken: Token);

        Assert.All(study.Trials, trial => Assert.Equal(0.5, trial.Parameters["x"].As<double>()));
        Assert.Contains(study.Trials, trial => trial.Origins["y"].EndsWith(", screened", StringComparison.Ordinal));
    }

    /// <summary>CMA-ES knows numbers only: the list beside them comes from TPE, and says so.</summary>
    [Fact]
    public async Task Origins_WhereASuggestionIsCompleted_AreThoseOfEachValue()
    {
        var study = new Study(new()
        {
            Sampler = new CmaEsSampler { IncludesCategorical = false },
            Space = new() { ["n"] = new IntDistribution(1, 9), ["kind"] = new CategoricalDistribution(["a", "b"]) },
        });

        await study.OptimizeAsync(
            trial => trial.SuggestInt("n", 1, 9) + trial.SuggestCategorical("kind", ["a", "b"]).Length, 8, cancellationToken: Token);

        Assert.All(
            study.Trials.Where(trial => !trial.Origins.Values.Any(
                origin => origin.EndsWith("instead of a duplicate)", StringComparison.Ordinal))),
            trial => Assert.Equal(("cmaes", "random (first 10 of tpe)"), (trial.Origins["n"], trial.Origins["kind"])));
        Assert.Contains(study.Trials, trial => trial.Origins["n"] == "cmaes");
    }

    [Theory]
    [InlineData("one held")]
    [InlineData("two held")]
    [InlineData("one held, refined")]
    public async Task HeldValues_StayInEveryTrial(string name)
    {
        var study = await RunAsync(new Wrapper { Inner = _inner[name] });

        Assert.All(study.Trials, trial => Assert.Equal(1, trial.Parameters["b"].As<int>()));
    }

    [Fact]
    public async Task HeldValues_StayWhereRulesMoveAPoint()
    {
        var space = new SearchSpace
        {
            ["a"] = new IntDistribution(1, 30),
            ["b"] = new IntDistribution(1, 30),
            Rules = [new OrderRule("a", "b")],
        };
        var study = new Study(new() { Sampler = new Wrapper { Inner = Held("b", 7, new RandomSampler()) }, Space = space });

        await study.OptimizeAsync(trial => trial.SuggestInt("a", 1, 30) + trial.SuggestInt("b", 1, 30), 6, cancellationToken: Token);

        Assert.Equal([1, 2, 3, 4, 5, 6], study.Trials.Select(trial => trial.Parameters["a"].As<int>()).Order());
        Assert.All(study.Trials, trial => Assert.Equal(7, trial.Parameters["b"].As<int>()));
    }

    /// <summary>The point close to the best is another, but what may take its place and what is held are the inner sampler's.</summary>
    [Fact]
    public void ARefinedSuggestion_KeepsWhatBelongsToTheInnerSamplers()
    {
        var (inner, space) = (ParameterSet.Of(("a", 1), ("b", 1)), new SearchSpace { ["a"] = new IntDistribution(0, 9) });
        var suggestion = new Suggestion(inner)
        {
            Held = ParameterSet.Of(("b", 1)),
            Alternatives = [ParameterSet.Of(("a", 2))],
            Acquisition = _ => 0,
            MayRepeat = true,
        };
        var best = new Trial
        {
            Number = 0,
            State = TrialState.Complete,
            Parameters = ParameterSet.Of(("a", 8)),
            Space = space,
            Values = new Dictionary<string, double> { ["value"] = 0 },
        };

        var refined = new LocalRefinementSampler { StartupTrials = 0, Every = 2, Inner = new Given(suggestion) }
            .Begin(new([new("value")], 1, RandomAddress.FromSeed(1)))
            .SuggestJointly(new() { Number = 2, History = new([best]), Random = RandomAddress.FromSeed(2) }, space);

        Assert.Equal("refine", refined.Origin);
        Assert.Equal([inner, ParameterSet.Of(("a", 2))], refined.Alternatives);
        Assert.Same(suggestion.Acquisition, refined.Acquisition);
        Assert.Equal((suggestion.Held, false), (refined.Held, refined.MayRepeat));
        Assert.Equal(1, refined.Values["b"].As<int>());
    }

    private sealed record Given(Suggestion Suggestion) : Sampler
    {
        public override Suggester Begin(StudyProblem problem) => new GivenSuggester(Suggestion);
    }

    private sealed class GivenSuggester(Suggestion suggestion) : Suggester
    {
        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) => suggestion;
    }

    private static PartialFixedSampler Held(string name, int value, Sampler inner) =>
        new() { Fixed = ParameterSet.Of((name, value)), Inner = inner };

    private static IEnumerable<string> Origins(Study study) =>
        study.Trials.SelectMany(trial => trial.Origins).Select(origin => $"{origin.Key}: {origin.Value}");

    /// <summary>A trial fails now and then, so that grids try a cell again.</summary>
    private static async Task<Study> RunAsync(Sampler sampler)
    {
        var space = new SearchSpace
        {
            ["a"] = new IntDistribution(1, 3),
            ["b"] = new IntDistribution(1, 3),
            ["c"] = new IntDistribution(1, 2),
        };
        bool isGrid = sampler is Wrapper { Inner: GridSampler } or Delegating { Inner: GridSampler } or GridSampler;
        var study = new Study(new() { Sampler = sampler, Space = isGrid ? null : space, Seed = 3 });
        await study.OptimizeAsync(
            trial =>
            {
                double value = trial.SuggestInt("a", 1, 3)
                    + (0.1 * trial.SuggestInt("b", 1, 3))
                    + (study.Options.Space is null ? 0 : trial.SuggestInt("c", 1, 2));
                return trial.Number % 3 == 1 ? throw new InvalidOperationException("now and then") : value;
            },
            12,
            cancellationToken: Token);
        return study;
    }

    private sealed record Delegating : Sampler
    {
        public required Sampler Inner { get; init; }

        public (string Name, ParameterValue Value)? Changed { get; init; }

        public override Suggester Begin(StudyProblem problem) => new Passing(this, problem);

        private sealed class Passing(Delegating settings, StudyProblem problem) : DelegatingSuggester(settings.Inner, problem)
        {
            public override IReadOnlyList<Suggestion> SuggestBatch(SuggestionRequest request, SearchSpace space, int count) =>
                settings.Changed is not var (name, value)
                ? base.SuggestBatch(request, space, count)
                :
                [
                    .. base.SuggestBatch(request, space, count)
                        .Select(suggestion => suggestion with { Values = suggestion.Values.With(name, value) }),
                ];
        }
    }

    private sealed record Wrapper : Sampler
    {
        public required Sampler Inner { get; init; }

        public override Suggester Begin(StudyProblem problem) => new Wrapping(Inner.Begin(problem));

        private sealed class Wrapping(Suggester inner) : Suggester
        {
            public override string? Exhausted(History history, IReadOnlyList<ParameterSet> pending) => inner.Exhausted(history, pending);

            public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space) => inner.SuggestJointly(request, space);

            public override SuggestedValue SuggestIndependently(SuggestionRequest request, string name, Distribution distribution) =>
                inner.SuggestIndependently(request, name, distribution);
        }
    }
}

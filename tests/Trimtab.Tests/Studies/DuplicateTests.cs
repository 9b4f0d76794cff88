using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Studies;

/// <summary>What a study does with suggestions that were tried before, whatever the sampler.</summary>
public class DuplicateTests
{
    private static readonly ParameterSet _middle = ParameterSet.Of(("n", 2), ("m", 2));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Searchers =>
        [.. Sampler.Catalog.Names.Where(name => name is not ("grid" or "brute_force" or "random" or "qmc" or "nsga2" or "nsga3"))];

    /// <summary>The first alternative was tried, the second keeps what it leaves out.</summary>
    [Fact]
    public async Task ADuplicate_WithAlternatives_IsReplacedByTheFirstThatIsNew()
    {
        var study = await Run(4, new(_middle) { Alternatives = [_middle, ParameterSet.Of(("m", 4)), ParameterSet.Of(("n", 0), ("m", 0))] });

        Assert.Equal(["n=2 m=2", "n=2 m=4", "n=0 m=0"], study.Trials.Take(3).Select(Text));
        Assert.Equal("same (next best instead of a duplicate)", study[1].Origins["m"]);
        Assert.Equal("same", study[1].Origins["n"]);
    }

    /// <summary>Of four neighbours at the same distance the lower ones come first; then the corners.</summary>
    [Fact]
    public async Task ADuplicate_WithoutAlternatives_IsReplacedByTheNearestThatIsNew()
    {
        var study = await Run(25, new(_middle));

        Assert.Equal(25, study.Trials.Select(Text).Distinct().Count());
        double[] distances = [.. study.Trials.Select(trial =>
            Math.Pow(trial.Parameters["n"].As<int>() - 2, 2) + Math.Pow(trial.Parameters["m"].As<int>() - 2, 2))];
        Assert.Equal(distances.Order(), distances);
        Assert.Contains("same (nearest untried instead of a duplicate)", study[1].Origins.Values);
    }

    [Fact]
    public async Task ADuplicate_WithAnAcquisitionFunction_IsReplacedByTheBestOfTheNewPoints()
    {
        var study = await Run(4, new(_middle)
        {
            Acquisition = point => point["n"].As<int>() + (0.1 * point["m"].As<int>()),
            Alternatives = [ParameterSet.Of(("n", 3))],
        });

        Assert.Equal(["n=2 m=2", "n=4 m=4", "n=4 m=3", "n=4 m=2"], study.Trials.Select(Text));
    }

    /// <summary>
    /// Random search draws without replacement: after 0 of {0, 1, 2}, 1 and 2 have equal probabilities. Within four standard errors.
    /// </summary>
    [Fact]
    public void ADuplicate_OfRandomSearch_IsReplacedByAnotherDraw()
    {
        var space = new SearchSpace { ["n"] = new IntDistribution(0, 2) };
        int after = 0, ones = 0;
        for (ulong seed = 0; seed < 1500; seed++)
        {
            var study = new Study(new() { Sampler = new RandomSampler(), Seed = seed, Space = space });
            int[] drawn = [.. Enumerable.Range(0, 2).Select(_ =>
            {
                var trial = study.Ask();
                int n = trial.SuggestInt("n", 0, 2);
                trial.Tell(n);
                return n;
            })];
            after += drawn[0] == 0 ? 1 : 0;
            ones += drawn is [0, 1] ? 1 : 0;
        }

        Assert.InRange(ones, (after / 2.0) - (2 * Math.Sqrt(after)), (after / 2.0) + (2 * Math.Sqrt(after)));
    }

    /// <summary>What is held stays, whatever an alternative or the points around have.</summary>
    [Fact]
    public async Task ADuplicate_WithAHeldValue_IsReplacedWhereThatIsKept()
    {
        var study = await Run(
            5,
            new(_middle)
            {
                Held = ParameterSet.Of(("n", 2)),
                Alternatives = [ParameterSet.Of(("n", 4), ("m", 4)), ParameterSet.Of(("n", 3))],
            });

        Assert.Equal("n=2 m=4", Text(study[1]));
        Assert.All(study.Trials, trial => Assert.Equal(2, trial.Parameters["n"].As<int>()));
        Assert.Equal(5, study.Trials.Select(Text).Distinct().Count());
    }

    /// <summary>A whole number may be suggested as a real one: 2.0 is a duplicate of 2.</summary>
    [Fact]
    public async Task ADuplicate_AsANumberOfAnotherKind_IsRecognised()
    {
        var study = await Run(9, new(ParameterSet.Of(("n", 2.0), ("m", 2.0))) { Alternatives = [ParameterSet.Of(("n", 3.0))] });

        Assert.Equal(["n=2 m=2", "n=3 m=2"], study.Trials.Take(2).Select(Text));
        Assert.Equal(9, study.Trials.Select(Text).Distinct().Count());
    }

    [Theory]
    [InlineData(99)]
    [InlineData("two")]
    [InlineData(2.5)]
    public async Task Alternatives_WithAValueItsDistributionDoesNotAllow_AreRefusedAsValuesAre(object value)
    {
        var illegal = ParameterSet.Empty.With("n", ParameterValue.From(value));

        string inList = await Refusal(new(_middle) { Alternatives = [illegal] });
        string inSequence = await Refusal(new(_middle) { Alternatives = Enumerable.Repeat(illegal, 1).Select(set => set) });
        string held = await Refusal(new(_middle) { Held = illegal });

        Assert.All((string[])[inList, inSequence, held], error => Assert.StartsWith(
            $"A sampler must suggest a value the distribution allows. same suggested {illegal["n"]} for 'n', which is IntDistribution",
            error,
            StringComparison.Ordinal));
    }

    [Fact]
    public async Task Alternatives_WithNull_AreRefusedWhereTheyAreGiven()
    {
        var error = Assert.Throws<ArgumentException>(() => new Suggestion(_middle) { Alternatives = [null!] });

        Assert.Equal("Alternatives must hold no null. Got one at position 0: take it out. (Parameter 'Alternatives')", error.Message);
        Assert.Equal(
            "Alternatives of a suggestion must be parameter sets. same gave null at position 0.",
            await Refusal(new(_middle) { Alternatives = Enumerable.Range(0, 1).Select(_ => (ParameterSet)null!) }));
    }

    /// <summary>They may be costly: nothing is computed where they are not needed.</summary>
    [Fact]
    public async Task Alternatives_WhereDuplicatesAreAllowed_AreNotRead()
    {
        int read = 0;
        var lazy = new Suggestion(_middle)
        {
            Alternatives = Enumerable.Range(0, 5).Select(m =>
            {
                read++;
                return ParameterSet.Of(("m", m));
            }),
            Acquisition = _ => ++read,
        };

        await Run(5, lazy, allowDuplicates: true);
        await Run(1, lazy);

        Assert.Equal(0, read);
    }

    /// <summary>A fixed parameter is not searched: the sampler is not asked for it, in a space that is given or found out.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task FixedParameters_OfAStudy_AreNotInTheSpaceOfTheSampler(bool isGiven)
    {
        var spaces = new List<SearchSpace>();
        var space = new SearchSpace { ["n"] = new IntDistribution(0, 4), ["m"] = new IntDistribution(0, 4) };
        var study = new Study(new()
        {
            Sampler = new SameSampler(new(_middle), spaces),
            Space = isGiven ? space : null,
            Fixed = ParameterSet.Of(("n", 3)),
        });

        await study.OptimizeAsync(Sum, 5, cancellationToken: Token);

        Assert.All(spaces.Where(asked => asked.Count > 0), asked => Assert.Equal(["m"], asked.Keys));
        Assert.Equal(["n=3 m=0", "n=3 m=1", "n=3 m=2", "n=3 m=3", "n=3 m=4"], study.Trials.Select(Text).Order(StringComparer.Ordinal));
    }

    /// <summary>Every sampler that converges meets cells of 2,160 again; no random one takes the place of a duplicate.</summary>
    [Theory]
    [MemberData(nameof(Searchers))]
    public async Task ADuplicate_OfAnySampler_IsNotReplacedByARandomPoint(string name)
    {
        var study = new Study(new() { Sampler = Sampler.Catalog.Create(name), Seed = 1 });

        await study.OptimizeAsync(
            trial => Math.Abs(trial.SuggestInt("a", 0, 5) - 3) + Math.Abs(trial.SuggestInt("b", 0, 4) - 1) + trial.SuggestInt("c", 0, 3)
                + trial.SuggestCategorical("d", [0, 1, 2]) + trial.SuggestCategorical("e", [0, 1, 2])
                + trial.SuggestCategorical("f", [0, 1]),
            120,
            cancellationToken: Token);

        Assert.Equal(120, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
        Assert.DoesNotContain(
            study.Trials, trial => trial.Origins.Values.Any(origin => origin.Contains("random (instead", StringComparison.Ordinal)));
    }

    private static double Sum(LiveTrial trial) => trial.SuggestInt("n", 0, 4) + trial.SuggestInt("m", 0, 4);

    private static string Text(Trial trial) => $"n={trial.Parameters["n"]} m={trial.Parameters["m"]}";

    private static async Task<Study> Run(int trials, Suggestion suggestion, bool allowDuplicates = false)
    {
        var study = new Study(new()
        {
            Sampler = new SameSampler(suggestion, []),
            AllowDuplicates = allowDuplicates,
            Space = new() { ["n"] = new IntDistribution(0, 4), ["m"] = new IntDistribution(0, 4) },
        });
        await study.OptimizeAsync(Sum, trials, cancellationToken: Token);
        return study;
    }

    private static async Task<string> Refusal(Suggestion suggestion)
    {
        var study = new Study(new()
        {
            Sampler = new SameSampler(suggestion, []),
            Space = new() { ["n"] = new IntDistribution(0, 4), ["m"] = new IntDistribution(0, 4) },
        });
        study.Add(new()
        {
            Number = 0,
            Parameters = _middle,
            Space = study.Options.Space!,
            State = TrialState.Complete,
            Values = new Dictionary<string, double> { ["value"] = 4 },
        });
        await Assert.ThrowsAsync<TrimtabException>(() => study.OptimizeAsync(Sum, 1, cancellationToken: Token));
        return study[1].Error!;
    }

    private sealed record SameSampler(Suggestion Suggestion, List<SearchSpace> Spaces) : Sampler
    {
        public override Suggester Begin(StudyProblem problem) => new SameSuggester(this);
    }

    private sealed class SameSuggester(SameSampler settings) : Suggester
    {
        public override Suggestion SuggestJointly(SuggestionRequest request, SearchSpace space)
        {
            settings.Spaces.Add(space);
            return settings.Suggestion with { Origin = "same" };
        }
    }
}

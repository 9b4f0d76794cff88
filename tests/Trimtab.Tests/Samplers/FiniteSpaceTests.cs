using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>No point of a finite space is tried twice while another is untried, by any sampler.</summary>
public class FiniteSpaceTests
{
    private static readonly int[] _concurrencies = [1, 3];

    private static readonly Dictionary<string, SearchSpace> _spaces = new()
    {
        ["thirty whole numbers"] = new() { ["n"] = new IntDistribution(1, 30) },
        ["logarithmic"] = new() { ["n"] = new IntDistribution(1, 40, Log: true) },
        ["steps"] = new()
        {
            ["x"] = new FloatDistribution(Math.PI / 4, 2 * Math.PI, Step: Math.PI / 4),
            ["y"] = new FloatDistribution(0.1, 0.3, Step: 0.2),
            ["only"] = new FloatDistribution(7, 7),
        },
        ["list"] = new() { ["kind"] = ParameterValues.Create([.. Enumerable.Range(0, 30).Select(i => (ParameterValue)$"k{i}")]) },
        ["mixed"] = new()
        {
            ["kind"] = ParameterValues.Create("a", "b", "c"),
            ["n"] = new IntDistribution(0, 12, Step: 3),
            ["flag"] = ParameterValues.Create(true, false),
        },
        ["rule"] = new() { ["a"] = new IntDistribution(1, 6), ["b"] = new IntDistribution(1, 6), Rules = [new OrderRule("a", "b")] },
    };

    public static TheoryData<string, string, int> Cases => new(
        from sampler in Sampler.Catalog.Names.Where(name => name != "grid")
        from space in _spaces.Keys
        from concurrency in _concurrencies
        select (sampler, space, concurrency));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Trials_InAFiniteSpace_AreAsManyAsItHasPointsBeforeAnyIsRepeated(string sampler, string name, int concurrency)
    {
        var space = _spaces[name];
        int points = PointsOf(space);
        for (ulong seed = 0; seed < 3; seed++)
        {
            var study = new Study(new()
            {
                Sampler = Sampler.Catalog.Create(sampler),
                Seed = seed,
                Space = space,
                Concurrency = concurrency,
            });

            await study.OptimizeAsync(trial => Value(trial, space), points, cancellationToken: Token);

            Assert.Equal(points, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
            Assert.All(study.Trials, trial => Assert.True(space.Contains(trial.Parameters)));
        }
    }

    [Theory]
    [InlineData("tpe")]
    [InlineData("partial_fixed")]
    public async Task FixedAndHeldParameters_AreNotSearchedForFreshPoints(string name)
    {
        var space = _spaces["mixed"];
        Sampler sampler = name == "tpe" ? new TpeSampler() : new PartialFixedSampler { Fixed = ParameterSet.Empty.With("kind", "b") };
        var study = new Study(
            new() { Sampler = sampler, Space = space, Fixed = name == "tpe" ? ParameterSet.Empty.With("kind", "b") : ParameterSet.Empty });

        await study.OptimizeAsync(trial => Value(trial, space), 14, cancellationToken: Token);

        Assert.Equal(10, study.Trials.Take(10).Select(trial => trial.Parameters).Distinct().Count());
        Assert.All(study.Trials, trial => Assert.Equal("b", trial.Parameters["kind"].As<string>()));
    }

    [Fact]
    public async Task BruteForce_WithFixedParametersRulesAndSteps_EndsWhenAllWasTried()
    {
        foreach (var (options, expected) in new (StudyOptions, int)[]
        {
            (new() { Space = _spaces["mixed"], Fixed = ParameterSet.Empty.With("n", 6) }, 6),
            (new() { Space = _spaces["rule"] }, 15),
            (new() { Space = _spaces["steps"] }, 16),
            (
                new()
                {
                    Space = _spaces["mixed"],
                    Sampler = new PartialFixedSampler { Inner = new BruteForceSampler(), Fixed = ParameterSet.Empty.With("n", 6) },
                },
                6),
        })
        {
            var sampler = options.Sampler is PartialFixedSampler ? options.Sampler : new BruteForceSampler();
            var study = new Study(options with { Sampler = sampler });

            var result = await study.OptimizeAsync(trial => Value(trial, options.Space!), 200, cancellationToken: Token);

            Assert.Equal((StopReason.Exhausted, "every combination was tried"), (result.Reason, result.Message));
            Assert.Equal(expected, study.Count);
        }
    }

    /// <summary>The 10,000 points of a space, by 10,000 trials; then 10,000 more where none is left.</summary>
    [Fact]
    public async Task FreePoints_OfALargeSpace_AreFoundQuickly()
    {
        var space = new SearchSpace { ["a"] = new IntDistribution(1, 100), ["b"] = new IntDistribution(1, 100, Log: true) };
        var study = new Study(new() { Sampler = new RandomSampler(), Space = space });

        await study.OptimizeAsync(trial => Value(trial, space), 20_000, cancellationToken: Token);

        Assert.Equal(10_000, study.Trials.Take(10_000).Select(trial => trial.Parameters).Distinct().Count());
    }

    private static double Value(LiveTrial trial, SearchSpace space) =>
        space.Sum(parameter => trial.Suggest(parameter.Key, parameter.Value) is { IsNumber: true } value ? value.As<double>() : 1);

    private static int PointsOf(SearchSpace space)
    {
        IEnumerable<ParameterSet> all = [ParameterSet.Empty];
        foreach (var (name, distribution) in space)
        {
            all =
            [
                .. all.SelectMany(set => Enumerable.Range(0, (int)distribution.Count!.Value).Select(i => set.With(
                    name, distribution.ValueAt(i)))),
            ];
        }

        return all.Count(space.Contains);
    }
}

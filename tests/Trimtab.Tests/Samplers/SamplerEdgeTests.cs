using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>Spaces and objectives at the ends of what numbers can be: every sampler goes on, and stays inside.</summary>
public class SamplerEdgeTests
{
    private static readonly Dictionary<string, SearchSpace> _spaces = new()
    {
        ["single values"] = new()
        {
            ["a"] = new FloatDistribution(1, 1),
            ["b"] = new FloatDistribution(0, 1),
            ["c"] = new IntDistribution(3, 3),
            ["d"] = ParameterValues.Create("one"),
            ["e"] = new FloatDistribution(2, 2, Log: true),
            ["f"] = new FloatDistribution(0, 1, Step: 5),
        },
        ["only single values"] = new() { ["a"] = new FloatDistribution(1, 1), ["c"] = new IntDistribution(3, 3) },
        ["neighbours"] = new()
        {
            ["a"] = new FloatDistribution(1, Math.BitIncrement(1)),
            ["b"] = new FloatDistribution(1e300, Math.BitIncrement(1e300), Log: true),
            ["c"] = new IntDistribution(long.MaxValue - 1, long.MaxValue),
        },
        ["huge"] = new()
        {
            ["a"] = new FloatDistribution(-8e307, 8e307),
            ["b"] = new FloatDistribution(0, 1e308, Step: 1e306),
            ["c"] = new IntDistribution(long.MaxValue - 1000, long.MaxValue),
            ["d"] = new IntDistribution(1, long.MaxValue - 1, Log: true),
            ["e"] = new IntDistribution(long.MinValue, -2),
        },
        ["tiny"] = new()
        {
            ["a"] = new FloatDistribution(0, 5e-324),
            ["b"] = new FloatDistribution(5e-324, 1e-310, Log: true),
            ["c"] = new FloatDistribution(1e-310, 2e-310),
            ["d"] = new FloatDistribution(5e-324, 1, Log: true),
            ["e"] = new FloatDistribution(0, 1e-320, Step: 1e-322),
        },
    };

    private static readonly Dictionary<string, Func<int, double>> _objectives = new()
    {
        ["constant"] = _ => 3,
        ["zero"] = trial => trial % 2 == 0 ? 0.0 : -0.0,
        ["largest"] = trial => trial % 3 == 0 ? double.MaxValue : trial % 3 == 1 ? double.MinValue : trial,
        ["around 1e308"] = trial => 1e308 + (trial % 5 * 1e307),
        ["infinite"] = trial => trial % 3 == 0 ? double.PositiveInfinity : trial % 3 == 1 ? double.NegativeInfinity : trial,
        ["denormal"] = trial => trial % 7 * double.Epsilon,
        ["next to each other"] = trial => trial % 2 == 0 ? 1 : Math.BitIncrement(1),
    };

    public static TheoryData<string> Names => [.. Sampler.Catalog.Names.Where(name => name is not ("grid" or "brute_force"))];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Spaces_AtTheEndsOfNumbers_AreSearchedInside(string name)
    {
        foreach (var (kind, space) in _spaces)
        {
            await Search(name, kind, space, true, trial => trial % 11);
            await Search(name, kind, space, false, trial => trial % 11);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Objectives_AtTheEndsOfNumbers_AreTaken(string name)
    {
        var space = new SearchSpace
        {
            ["x"] = new FloatDistribution(0, 1),
            ["n"] = new IntDistribution(0, 50),
            ["kind"] = ParameterValues.Create("a", "b"),
        };
        foreach (var (kind, value) in _objectives)
        {
            await Search(name, kind, space, true, value);
            await Search(name, kind, space, true, value, objectives: 2);
        }
    }

    /// <summary>The first report of the fault: a study with the default sampler ended at trial 11.</summary>
    [Fact]
    public async Task ASingleValue_BesideAnotherParameter_DoesNotEndAStudy()
    {
        var study = new Study();

        await study.OptimizeAsync(trial => trial.SuggestFloat("a", 1, 1) + trial.SuggestFloat("b", 0, 1), 40, cancellationToken: Token);

        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
    }

    private static async Task Search(string name, string kind, SearchSpace space, bool isKnown, Func<int, double> value, int objectives = 1)
    {
        var sampler = Sampler.Catalog.Create(name);
        if (objectives > 1 && !sampler.TakesSeveralObjectives)
        {
            return;
        }

        var study = new Study(new()
        {
            Sampler = sampler,
            Seed = 2,
            Space = isKnown ? space : null,
            AllowDuplicates = true,
            Objectives =
            [
                .. Enumerable.Range(0, objectives).Select(i => new Objective($"value{i}", i == 0 ? Direction.Minimize : Direction.Maximize))
            ],
        });
        int trials = name.StartsWith("nsga", StringComparison.Ordinal) ? 75 : 45;

        await study.OptimizeAsync(
            trial =>
            {
                foreach (var (parameter, distribution) in space)
                {
                    trial.Suggest(parameter, distribution);
                }

                return (IReadOnlyList<double>)[.. Enumerable.Range(0, objectives).Select(i => value(trial.Number + i))];
            },
            trials,
            cancellationToken: Token);

        Assert.All(
            study.Trials, trial => Assert.True(space.Contains(trial.Parameters), $"{name} in '{kind}' suggested {trial.Parameters}"));
        Assert.All(study.Trials, trial => Assert.True(trial.State == TrialState.Complete, $"{name} in '{kind}': {trial.Error}"));
        Assert.DoesNotContain(
            study.Trials, trial => trial.Origins.Values.Any(by => by.Contains("decomposition", StringComparison.Ordinal)));
    }
}

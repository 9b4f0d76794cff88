using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Samplers.Tpe;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>What single samplers promise beyond the conformance suite.</summary>
public class SamplerFeatureTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Groups_AreCutWhereTrialsDiffer()
    {
        var groups = new ParameterGroups();
        Trial[] trials =
        [
            Trial(0, "kind", "degree", "scale"), Trial(1, "gamma", "kind", "width"), Trial(2, "gamma", "kind", "width", "extra")
        ];

        Assert.Equal(["degree kind scale"], Names(groups.Of(new(trials.Take(1)), SearchSpace.Empty)));
        Assert.Equal(
            ["kind", "degree scale", "extra", "gamma width"],
            Names(groups.Of(new(trials), SearchSpace.Empty)).OrderBy(name => name == "kind" ? "" : name, StringComparer.Ordinal));
        Assert.Equal(["degree kind scale"], Names(groups.Of(new(trials.Take(1)), SearchSpace.Empty))); // a shorter history than before
    }

    /// <summary>Good in two corners of a branch, bad where they are mixed: parameter by parameter every mixture looks as good.</summary>
    [Fact]
    public void GroupedTpe_SuggestsParametersOfABranchTogether()
    {
        int grouped = Apart(new TpeSampler { Group = true }), alone = Apart(new TpeSampler());

        Assert.True(grouped > alone + 10, $"grouped {grouped}, alone {alone} of 60 in the good corners");

        static int Apart(TpeSampler sampler)
        {
            var history = Enumerable.Range(0, 120).Select(number => Corners(number)).ToList();
            int apart = 0;
            for (ulong seed = 0; seed < 60; seed++)
            {
                var study = new Study(new() { Sampler = sampler, Seed = seed });
                history.ForEach(trial => study.Add(trial));
                study.Enqueue(ParameterSet.Of(("kind", "corners")));
                var live = study.Ask();
                live.SuggestCategorical("kind", ["flat", "corners"]);
                apart += live.SuggestFloat("x", -5, 5) * live.SuggestFloat("y", -5, 5) < 0 ? 1 : 0;
            }

            return apart;
        }

        static Trial Corners(int number)
        {
            var space = new SearchSpace
            {
                ["kind"] = new CategoricalDistribution(["flat", "corners"]),
                ["x"] = new FloatDistribution(-5, 5),
                ["y"] = new FloatDistribution(-5, 5),
            };
            space = number % 4 == 0 ? SearchSpace.Create(space.Where(parameter => parameter.Key == "kind")) : space;
            var drawn = space.Sample(RandomAddress.FromSeed(9).At(number)).With("kind", number % 4 == 0 ? "flat" : "corners");
            double x = number % 4 == 0 ? 0 : drawn["x"].As<double>(), y = number % 4 == 0 ? 0 : drawn["y"].As<double>();
            double value = number % 4 == 0 ? 9 : Math.Min(Math.Abs(x + 4) + Math.Abs(y - 4), Math.Abs(x - 4) + Math.Abs(y + 4));
            return new()
            {
                Number = number,
                Parameters = drawn,
                Space = space,
                State = TrialState.Complete,
                Values = new Dictionary<string,
                double>
                { ["value"] = value },
            };
        }
    }

    /// <summary>What Auto says it picked, at the last of some trials, by what the space is like.</summary>
    [Theory]
    [InlineData("numbers", 30, "trust_region")]
    [InlineData("numbers", 60, "cmaes")]
    [InlineData("mixed", 30, "gp")]
    [InlineData("mixed", 110, "cmaes")]
    [InlineData("lists", 30, "tpe")]
    [InlineData("one", 30, "trust_region")]
    [InlineData("one", 60, "tpe")]
    [InlineData("two objectives", 30, "gp")]
    public async Task Auto_PicksByTheSpace_AndSaysSo(string kind, int trials, string expected)
    {
        var study = new Study(new()
        {
            Seed = 1,
            AllowDuplicates = true,
            Objectives = kind == "two objectives" ? [new("a"), new("b")] : [new("a")],
        });

        await study.OptimizeAsync(
            trial =>
            {
                double x = kind is "lists" ? 0 : trial.SuggestFloat("x", 0, 1), y = kind is "lists" or "one" ? 0 : trial
                    .SuggestFloat("y", 0, 1);
                int k = kind is "lists" or "mixed" ? trial.SuggestCategorical("k", [0, 1, 2]) : 0;
                return kind == "two objectives" ? [x, y - x] : (IReadOnlyList<double>)[x + y + k];
            },
            trials,
            cancellationToken: Token);

        var said = study.Trials.TakeLast(3).SelectMany(trial => trial.Origins.Values).ToList(); // one of three may be a refining step
        Assert.Contains(said, by => by.StartsWith(expected, StringComparison.Ordinal));
        Assert.All(said, by => Assert.EndsWith("(picked by auto)", by, StringComparison.Ordinal));
    }

    [Fact]
    public async Task CmaEs_WarmFromASimilarStudy_BeginsWhereThatEnded()
    {
        var source = new Study(new() { Sampler = new RandomSampler(), Seed = 1 });
        await source.OptimizeAsync(trial => Bowl(trial, 3.0), 200, cancellationToken: Token);
        var warm = new Study(new() { Sampler = new CmaEsSampler { WarmStart = source.Trials }, Seed = 2 });
        var cold = new Study(new() { Sampler = new CmaEsSampler(), Seed = 2 });

        await warm.OptimizeAsync(trial => Bowl(trial, 3.2), 24, cancellationToken: Token);
        await cold.OptimizeAsync(trial => Bowl(trial, 3.2), 24, cancellationToken: Token);

        Assert.True(
            warm.BestTrial!.Values["value"] < 0.5 * cold.BestTrial!.Values["value"],
            $"warm {warm.BestTrial.Values["value"]}, cold {cold.BestTrial.Values["value"]}");

        static double Bowl(LiveTrial trial, double at) => Enumerable.Range(0, 4).Sum(i => Math.Pow(
            trial.SuggestFloat($"x{i}", -5, 5) - at, 2));
    }

    [Fact]
    public async Task PartialFixed_HoldsWhatItIsTold_AndRefusesWhatCantBe()
    {
        var study = new Study(new()
        {
            Sampler = new PartialFixedSampler { Fixed = ParameterSet.Of(("x", 0.5)), Inner = new TpeSampler() },
        });

        await study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1) + trial.SuggestFloat("y", 0, 1), 30, cancellationToken: Token);

        Assert.All(study.Trials, trial => Assert.Equal(0.5, trial.Parameters["x"].As<double>()));
        Assert.Equal(30, study.Trials.Select(trial => trial.Parameters["y"]).Distinct().Count());
        var error = await Assert.ThrowsAsync<TrimtabException>(() => study.OptimizeAsync(
            trial => trial.SuggestFloat("x", 2, 3), 1, cancellationToken: Token));
        Assert.Contains("held at 0.5", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Screening_OfNoise_LeavesTheSuggestionsAlone()
    {
        var (noise, smooth) = (
            new Study(new() { Seed = 3, Sampler = new SurrogateScreeningSampler() }),
            new Study(new() { Seed = 3, Sampler = new SurrogateScreeningSampler() }));
        await noise.OptimizeAsync(
            trial => trial.SuggestFloat("x", 0, 1) + trial.SuggestFloat("y", 0, 1) is var sum
                ? RandomAddress.FromSeed(BitConverter.DoubleToUInt64Bits(sum)).Stream().NextDouble()
                : 0,
            100,
            cancellationToken: Token);
        await smooth.OptimizeAsync(
            trial => Math.Pow(trial.SuggestFloat("x", 0, 1) - 0.3, 2) + trial.SuggestFloat("y", 0, 1), 100, cancellationToken: Token);

        Assert.InRange(noise.Trials.Count(IsScreened), 0, 30);
        Assert.InRange(smooth.Trials.Count(IsScreened), 60, 80);

        static bool IsScreened(Trial trial) => trial.Origins["x"] is var origin
            && (origin.Contains("screened", StringComparison.Ordinal) || origin.Contains("additive", StringComparison.Ordinal));
    }

    [Fact]
    public void LeaveOneOut_IsWhatAModelWithoutTheTrialSays()
    {
        double[][] x = [[0.1, 0.2], [0.9, 0.4], [0.5, 0.8], [0.3, 0.6], [0.7, 0.1]];
        double[] y = [0.3, -1.2, 0.8, 0.1, 0];
        var kernel = new MaternKernel([3, 1], 1.5, 0.01);

        double[] above = new GaussianProcess(x, y, kernel).LeaveOneOut();

        for (int i = 0; i < x.Length; i++)
        {
            var others = new GaussianProcess([.. x.Where((_, k) => k != i)], [.. y.Where((_, k) => k != i)], kernel);
            Assert.Equal(y[i] - others.At(x[i]).Mean, above[i], 1e-12);
        }
    }

    private static Trial Trial(int number, params string[] parameters) => new()
    {
        Number = number,
        State = TrialState.Complete,
        Parameters = ParameterSet.Create(parameters.Select(parameter => KeyValuePair.Create(parameter, (ParameterValue)0.5))),
        Space = SearchSpace.Create(parameters.Select(parameter => KeyValuePair.Create(
            parameter, (Distribution)new FloatDistribution(0, 1)))),
    };

    private static IEnumerable<string> Names(IEnumerable<SearchSpace> groups) => groups.Select(group => string.Join(' ', group.Keys));
}

using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Testing;

/// <summary>
/// What every sampler must keep: domains, rules and conditions, the same study at any number of workers, trials that fail. Derive a test
/// class from it.
/// </summary>
/// <remarks>
/// <code>
/// [TestedParts(typeof(KroneckerSampler))]
/// public class MySamplers : SamplerConformance;
/// </code>
/// A sampler need not learn, and need not depend on the seed.
/// </remarks>
public abstract class SamplerConformance
{
    private static readonly SearchSpace _everyKind = new()
    {
        ["real"] = new FloatDistribution(-2, 3),
        ["rate"] = new FloatDistribution(1e-5, 1, Log: true),
        ["stepped"] = new FloatDistribution(0, 1, Step: 0.25),
        ["whole"] = new IntDistribution(-3, 12),
        ["thirds"] = new IntDistribution(1, 20, Step: 3),
        ["layers"] = new IntDistribution(1, 1000, Log: true),
        ["kind"] = new CategoricalDistribution(["linear", "rbf", "poly"]),
        ["only"] = new FloatDistribution(7, 7),
        ["alone"] = new CategoricalDistribution(["single"]),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The sampler called <paramref name="name"/>. Override it for one that cannot be made without settings.</summary>
    protected virtual Sampler Create(string name) => Sampler.Catalog.Create(name);

    /// <summary>Values lie in their distributions, of every kind, whether the space is known before the first trial or not.</summary>
    [Theory, EverySampler]
    public async Task Suggestions_InEveryKindOfDomain_LieInsideIt(string name)
    {
        foreach (var space in new[] { null, _everyKind })
        {
            var study = new Study(new() { Sampler = Create(name), Seed = 3, Space = space, AllowDuplicates = true });

            await study.OptimizeAsync(
                trial => _everyKind.Sum(parameter => NumberOr(0, trial.Suggest(parameter.Key, parameter.Value))),
                60,
                cancellationToken: Token);

            Assert.All(study.Trials, trial => Assert.True(_everyKind.Contains(trial.Parameters), $"{name} suggested {trial.Parameters}"));
            Assert.All(study.Trials, trial => Assert.Equal(_everyKind.Keys, trial.Origins.Keys));
        }
    }

    /// <summary>
    /// The same study results from 1, 2 and 8 workers: no answer depends on time, on threads, or on what other studies did.
    /// </summary>
    [Theory, EverySampler]
    public async Task AStudy_OnAnyNumberOfWorkers_IsTheSame(string name)
    {
        string one = await Transcript(name, 1, seed: 5);

        Assert.Equal(one, await Transcript(name, 2, seed: 5));
        Assert.Equal(one, await Transcript(name, 8, seed: 5));
    }

    /// <summary>A sampler that has seen nothing but the history answers as the one that made it.</summary>
    [Theory, EverySampler]
    public void ANewProcess_WithTheSameHistory_SuggestsTheSame(string name)
    {
        var study = new Study(new() { Sampler = Create(name), Seed = 4, Space = _everyKind });
        for (int trial = 0; trial < 70; trial++)
        {
            var again = new Study(study.Options);
            foreach (var finished in trial % 10 == 9 ? study.Trials : History.Empty)
            {
                again.Add(finished);
            }

            var live = study.Ask();
            if (trial % 10 == 9)
            {
                var other = again.Ask();
                Assert.All(
                    _everyKind,
                    parameter => Assert.Equal(live.Suggest(parameter.Key, parameter.Value), other.Suggest(parameter.Key, parameter.Value)));
            }

            live.Tell(_everyKind.Sum(parameter => NumberOr(1, live.Suggest(parameter.Key, parameter.Value))));
        }
    }

    /// <summary>Trials that throw, are pruned, or end at NaN or infinity stop no other trial.</summary>
    [Theory, EverySampler]
    public async Task Trials_ThatGoWrong_DoNotStopTheOthers(string name)
    {
        var study = new Study(new() { Sampler = Create(name), Seed = 8, Concurrency = 3 });

        await study.OptimizeAsync(
            trial =>
            {
                double x = trial.SuggestFloat("x", 0, 1), n = trial.SuggestInt("n", 1, 9);
                trial.Report(x, 1);
                return (trial.Number % 7) switch
                {
                    1 => double.NaN,
                    2 => double.PositiveInfinity,
                    3 => throw new InvalidOperationException("fails"),
                    4 => throw new TrialPrunedException(),
                    5 => double.NegativeInfinity,
                    _ => x + n,
                };
            },
            84,
            cancellationToken: Token);

        Assert.Equal(84, study.Count);
        Assert.Equal(12, study.Trials.Count(trial => trial.Error == "fails"));
        Assert.Equal(12, study.Trials.Count(trial =>
            trial.State == TrialState.Pruned && trial.Values["value"] == trial.Parameters["x"].As<double>()));
        Assert.Equal(24, study.Trials.Count(trial => trial.State == TrialState.Failed));
    }

    /// <summary>Parameters that only some trials have are suggested where they are asked for.</summary>
    [Theory, EverySampler]
    public async Task Conditional_Parameters_AreAskedForWhereTheyAre(string name)
    {
        var study = new Study(new() { Sampler = Create(name), Seed = 2 });

        await study.OptimizeAsync(
            trial => trial.SuggestCategorical("kind", ["linear", "rbf"]) == "rbf"
                ? trial.SuggestFloat("gamma", 1e-5, 1, log: true)
                : trial.SuggestInt("degree", 1, 500),
            50,
            cancellationToken: Token);

        Assert.All(study.Trials, trial =>
        {
            bool isRbf = trial.Parameters["kind"].As<string>() == "rbf";
            Assert.Equal(isRbf, trial.Parameters.ContainsKey("gamma"));
            Assert.Equal(!isRbf, trial.Parameters.ContainsKey("degree"));
        });
    }

    /// <summary>A range that changes from trial to trial is kept.</summary>
    [Theory, EverySampler]
    public async Task Ranges_ThatChangeFromTrialToTrial_AreKept(string name)
    {
        var study = new Study(new() { Sampler = Create(name), Seed = 2, AllowDuplicates = true });

        await study.OptimizeAsync(
            trial =>
            {
                double low = trial.Number % 5, x = trial.SuggestFloat("x", low, low + 1);
                Assert.InRange(x, low, low + 1);
                return x + trial.SuggestInt("fixed", 0, 300);
            },
            40,
            cancellationToken: Token);

        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
    }

    /// <summary>Rules between parameters are kept.</summary>
    [Theory, EverySampler]
    public async Task Rules_BetweenParameters_AreKept(string name)
    {
        var space = new SearchSpace
        {
            ["low"] = new FloatDistribution(0, 1),
            ["high"] = new FloatDistribution(0, 1),
            ["left"] = new FloatDistribution(0, 1),
            ["middle"] = new FloatDistribution(0, 1),
            ["right"] = new FloatDistribution(0, 1),
            ["batch"] = new IntDistribution(1, 512, Log: true),
            ["width"] = new IntDistribution(1, 512, Log: true),
            ["kind"] = new CategoricalDistribution(["a", "b"]),
            Rules =
            [
                new OrderRule("low", "high"),
                new SumRule(1, "left", "middle", "right"),
                new PredicateRule("batch × width ≤ 4096", set => set["batch"].As<int>() * set["width"].As<int>() <= 4096, "batch", "width"),
            ],
        };
        var study = new Study(new() { Sampler = Create(name), Seed = 3, Space = space, Concurrency = 2 });

        await study.OptimizeAsync(
            trial => -space.Sum(parameter => NumberOr(0, trial.Suggest(parameter.Key, parameter.Value))),
            70,
            cancellationToken: Token);

        Assert.All(study.Trials, trial => Assert.True(space.Contains(trial.Parameters), $"{name} broke a rule: {trial.Parameters}"));
    }

    /// <summary>No trial and 10,000, 1 parameter and 60.</summary>
    [Theory, EverySampler]
    public void Histories_LongAndShortInOneAndSixtyDimensions_AreTaken(string name)
    {
        foreach (var (dimensions, trials) in new[] { (1, 0), (1, 10_000), (60, 0), (60, 200) })
        {
            var space = SearchSpace.Create(Enumerable.Range(0, dimensions)
                .Select(i => KeyValuePair.Create(Invariant($"x{i:D2}"), (Distribution)new FloatDistribution(0, 1))));
            var study = new Study(new() { Sampler = Create(name), Space = space });
            for (int number = 0; number < trials; number++)
            {
                var drawn = space.Sample(RandomAddress.FromSeed((ulong)number));
                study.Add(new()
                {
                    Number = number,
                    Parameters = drawn,
                    Space = space,
                    State = TrialState.Complete,
                    Values = new Dictionary<string, double> { ["value"] = drawn["x00"].As<double>() },
                });
            }

            var live = study.Ask();

            Assert.All(space, parameter => Assert.True(parameter.Value.Contains(live.Suggest(parameter.Key, parameter.Value))));
        }
    }

    private static double NumberOr(double other, ParameterValue value) => value.IsNumber ? value.As<double>() : other;

    /// <summary>Every trial of a study whose trials end out of order, with parameters that depend on others.</summary>
    private protected async Task<string> Transcript(string name, int workers, ulong seed)
    {
        var study = new Study(new() { Sampler = Create(name), Seed = seed, Concurrency = 8 });
        await study.OptimizeAsync(
            async trial =>
            {
                double x = trial.SuggestFloat("x", -1, 1), y = trial.SuggestFloat("y", 1e-3, 1, log: true);
                for (int others = (trial.Number * 7) % 5 * 10; others > 0; others--)
                {
                    await Task.Yield(); // lets other trials end before it
                }

                int n = x > 0 ? trial.SuggestInt("n", 1, 50) : 3;
                return (x * x) + y + (n / 50.0);
            },
            48,
            new() { Workers = workers },
            Token);
        return string.Join('\n', study.Trials.Select(trial =>
            Invariant($"{trial.Number} {trial.Parameters} {trial.State} {trial.Value:R} {string.Join(",", trial.Origins)}")));
    }
}

using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>What every sampler must keep. A new one is picked up by its name.</summary>
public class SamplerConformanceTests
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

    public static TheoryData<string> Names => [.. Sampler.Catalog.Names.Where(name => name is not ("grid" or "brute_force"))]; // those have tests of their own: they need lists

    public static TheoryData<string> Learners => ["tpe", "cmaes", "refine", "screen", "auto", "nsga2", "nsga3", "de", "hill_climb", "partial_fixed", "gp"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Suggestions_InEveryKindOfDomain_LieInsideIt(string name)
    {
        foreach (var space in new[] { null, _everyKind })
        {
            var study = new Study(new() { Sampler = Make(name), Seed = 3, Space = space, AllowDuplicates = true });

            await study.OptimizeAsync(
                trial => _everyKind.Sum(parameter => trial.Suggest(parameter.Key, parameter.Value) is { IsNumber: true } value ? value.As<double>() : 0),
                60,
                cancellationToken: Token);

            Assert.All(study.Trials, trial => Assert.True(_everyKind.Contains(trial.Parameters), $"{name} suggested {trial.Parameters}"));
            Assert.All(study.Trials, trial => Assert.Equal(_everyKind.Keys, trial.Origins.Keys));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task AStudy_OnAnyNumberOfWorkers_IsTheSame(string name)
    {
        string one = await Transcript(name, 1, seed: 5);

        Assert.Equal(one, await Transcript(name, 2, seed: 5));
        Assert.Equal(one, await Transcript(name, 8, seed: 5));
        Assert.NotEqual(one, await Transcript(name, 1, seed: 6));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ANewProcess_WithTheSameHistory_SuggestsTheSame(string name)
    {
        var study = new Study(new() { Sampler = Make(name), Seed = 4, Space = _everyKind });
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
                Assert.All(_everyKind, parameter => Assert.Equal(live.Suggest(parameter.Key, parameter.Value), other.Suggest(parameter.Key, parameter.Value)));
            }

            live.Tell(_everyKind.Sum(parameter => live.Suggest(parameter.Key, parameter.Value) is { IsNumber: true } value ? value.As<double>() : 1));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Trials_ThatGoWrong_DoNotStopTheOthers(string name)
    {
        var study = new Study(new() { Sampler = Make(name), Seed = 8, Concurrency = 3 });

        await study.OptimizeAsync(
            trial =>
            {
                double x = trial.SuggestFloat("x", 0, 1), n = trial.SuggestInt("n", 1, 9);
                trial.Report(x, 1);
                return (trial.Number % 7) switch
                {
                    1 => double.NaN,
                    2 => double.PositiveInfinity,
                    3 => throw new InvalidOperationException("no luck"),
                    4 => throw new TrialPrunedException(),
                    5 => double.NegativeInfinity,
                    _ => x + n,
                };
            },
            84,
            cancellationToken: Token);

        Assert.Equal(84, study.Count);
        Assert.Equal(12, study.Trials.Count(trial => trial.Error == "no luck"));
        Assert.Equal(12, study.Trials.Count(trial => trial.State == TrialState.Pruned && trial.Values["value"] == trial.Parameters["x"].As<double>()));
        Assert.Equal(24, study.Trials.Count(trial => trial.State == TrialState.Failed));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Conditional_Parameters_AreAskedForWhereTheyAre(string name)
    {
        var study = new Study(new() { Sampler = Make(name), Seed = 2 });

        await study.OptimizeAsync(
            trial => trial.SuggestCategorical("kind", ["linear", "rbf"]) == "rbf" ? trial.SuggestFloat("gamma", 1e-5, 1, log: true) : trial.SuggestInt("degree", 1, 500),
            50,
            cancellationToken: Token);

        Assert.All(study.Trials, trial => Assert.Equal(trial.Parameters["kind"].As<string>() == "rbf", trial.Parameters.ContainsKey("gamma")));
        Assert.All(study.Trials, trial => Assert.Equal(trial.Parameters["kind"].As<string>() != "rbf", trial.Parameters.ContainsKey("degree")));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Ranges_ThatChangeFromTrialToTrial_AreKept(string name)
    {
        var study = new Study(new() { Sampler = Make(name), Seed = 2, AllowDuplicates = true });

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

    [Theory]
    [MemberData(nameof(Names))]
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
        var study = new Study(new() { Sampler = Make(name), Seed = 3, Space = space, Concurrency = 2 });

        await study.OptimizeAsync(trial => space.Sum(parameter => trial.Suggest(parameter.Key, parameter.Value) is { IsNumber: true } value ? -value.As<double>() : 0), 70, cancellationToken: Token);

        Assert.All(study.Trials, trial => Assert.True(space.Contains(trial.Parameters), $"{name} broke a rule: {trial.Parameters}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Histories_LongAndShortInOneAndSixtyDimensions_AreTaken(string name)
    {
        foreach (var (dimensions, trials) in new[] { (1, 0), (1, 10_000), (60, 0), (60, 200) })
        {
            var space = SearchSpace.Create(Enumerable.Range(0, dimensions).Select(i => KeyValuePair.Create($"x{i:D2}", (Distribution)new FloatDistribution(0, 1))));
            var study = new Study(new() { Sampler = Make(name), Space = space });
            for (int number = 0; number < trials; number++)
            {
                var drawn = space.Sample(Trimtab.Numerics.RandomAddress.FromSeed((ulong)number));
                study.Add(new() { Number = number, Parameters = drawn, Space = space, State = TrialState.Complete, Values = new Dictionary<string, double> { ["value"] = drawn["x00"].As<double>() } });
            }

            var live = study.Ask();

            Assert.All(space, parameter => Assert.True(parameter.Value.Contains(live.Suggest(parameter.Key, parameter.Value))));
        }
    }

    [Theory]
    [MemberData(nameof(Learners))]
    public async Task Learners_OnThreeFunctions_BeatChance(string name)
    {
        Func<LiveTrial, double>[] functions =
        [
            trial => Enumerable.Range(0, 4).Sum(i => Math.Pow(trial.SuggestFloat($"x{i}", -5, 5) - i, 2)),
            trial => Math.Pow(Math.Log10(trial.SuggestFloat("rate", 1e-6, 1, log: true)) + 3, 2) + Math.Pow((trial.SuggestInt("units", 1, 512, log: true) - 64) / 64.0, 2),
            trial => (trial.SuggestCategorical("kind", ["a", "b", "c", "d"]) == "c" ? 0 : 1) + Math.Abs(trial.SuggestFloat("x", 0, 100) - 42) + Math.Abs(trial.SuggestInt("n", 0, 60) - 17),
        ];
        foreach (var function in functions)
        {
            int trials = name switch { "nsga2" or "nsga3" => 500, "de" => 300, "gp" => 50, _ => 150 }; // the first fifty of NSGA-II are blind; a GP is for few trials
            double chance = await MeanBest("random", function, trials), ours = await MeanBest(name, function, trials);
            Assert.True(ours < 0.8 * chance, $"{name} found {ours}, chance {chance}");
        }
    }

    /// <summary>A trial begun by hand that never ends must not keep a sampler from learning from the others.</summary>
    [Theory]
    [MemberData(nameof(Learners))]
    public void Learners_BesideAnEarlyTrialThatRuns_LearnAllTheSame(string name)
    {
        var study = new Study(new() { Sampler = Make(name), Seed = 1 });
        study.Ask().SuggestFloat("x", 0, 1);
        double[] losses = new double[name switch { "nsga2" or "nsga3" => 600, "de" => 200, _ => 60 }];
        for (int i = 0; i < losses.Length; i++)
        {
            var trial = study.Ask();
            losses[i] = Math.Abs(trial.SuggestFloat("x", 0, 1) - 0.3) + Math.Abs(trial.SuggestFloat("y", 0, 1) - 0.6);
            trial.Tell(losses[i]);
        }

        // Random points lose 0.55 on average; a mean of twenty has a standard deviation of 0.06.
        double late = losses[^20..].Average();
        Assert.True(late < 0.4, $"{name} still loses {late} on average");
    }

    private static async Task<double> MeanBest(string name, Func<LiveTrial, double> function, int trials)
    {
        double sum = 0;
        for (ulong seed = 0; seed < 4; seed++)
        {
            var study = new Study(new() { Sampler = Make(name), Seed = seed });
            await study.OptimizeAsync(function, trials, cancellationToken: Token);
            sum += study.BestTrial!.Values["value"];
        }

        return sum / 4;
    }

    private static Sampler Make(string name) => Sampler.Catalog.Create(name);

    /// <summary>Every trial of a study whose trials end out of order, with parameters that depend on others.</summary>
    private static async Task<string> Transcript(string name, int workers, ulong seed)
    {
        var study = new Study(new() { Sampler = Make(name), Seed = seed, Concurrency = 8 });
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
        return string.Join('\n', study.Trials.Select(trial => $"{trial.Number} {trial.Parameters} {trial.State} {trial.Values["value"]:R} {string.Join(",", trial.Origins)}"));
    }
}

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

    private const string FromRequest =
        "Suggest from the request alone: its history, space and Random. Use no clock, no other random numbers, no state of your own.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The sampler called <paramref name="name"/>. Override it for one that cannot be made without settings.</summary>
    protected virtual Sampler Create(string name) => Rule.Make(Sampler.Catalog, name, nameof(Create));

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

            foreach (var trial in study.Trials)
            {
                Rule.Require(
                    _everyKind.Contains(trial.Parameters),
                    "Suggested values must lie in their distributions.",
                    $"{name} suggested {trial.Parameters} in {_everyKind}.",
                    "Bring values into the range and onto the step, by SpaceTransform for instance.");
                Rule.RequireSame(
                    [.. _everyKind.Keys],
                    [.. trial.Origins.Keys],
                    "Every parameter of a trial must have its origin.",
                    Invariant($"The parameters and those with an origin in trial {trial.Number} by {name}"),
                    "Suggest the parameters of the request, by their names.");
            }
        }
    }

    /// <summary>
    /// The same study results from 1, 2 and 8 workers: no answer depends on time, on threads, or on what other studies did.
    /// </summary>
    [Theory, EverySampler]
    public async Task AStudy_OnAnyNumberOfWorkers_IsTheSame(string name)
    {
        string one = await Transcript(name, 1, seed: 5);

        foreach (int workers in (int[])[2, 8])
        {
            Rule.RequireSameLines(
                one,
                await Transcript(name, workers, seed: 5),
                "A study must be the same at any number of workers.",
                Invariant($"The trials by {name} with 1 and {workers} workers"),
                FromRequest);
        }
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
                foreach (var (key, distribution) in _everyKind)
                {
                    var (first, second) = (live.Suggest(key, distribution), other.Suggest(key, distribution));
                    Rule.Require(
                        first.Equals(second),
                        "A sampler that has seen nothing but the history must suggest what the one that made it suggests.",
                        Invariant($"For '{key}' of trial {trial}, {name} suggests {first}, and {second} in a new process."),
                        FromRequest);
                }
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

        Require(84, study.Count, "trials");
        Require(12, study.Trials.Count(trial => trial.Error == "fails"), "trials that threw");
        Require(
            12,
            study.Trials.Count(trial => trial.State == TrialState.Pruned && trial.Values["value"] == trial.Parameters["x"].As<double>()),
            "pruned trials with their last report as value");
        Require(24, study.Trials.Count(trial => trial.State == TrialState.Failed), "failed trials");

        void Require(int expected, int actual, string what) => Rule.Require(
            expected == actual,
            "A trial that throws, is pruned or ends at NaN or infinity must not stop another.",
            Invariant($"Under {name} there are {actual} {what}; there should be {expected}."),
            "Leave out trials without a value when learning, or rank them last.");
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

        foreach (var trial in study.Trials)
        {
            string expected = trial.Parameters["kind"].As<string>() == "rbf" ? "gamma" : "degree";
            Rule.RequireSame(
                (string[])[.. ((string[])["kind", expected]).Order(StringComparer.Ordinal)],
                [.. trial.Parameters.Keys],
                "A parameter must be suggested where the objective function asks for it, and nowhere else.",
                Invariant($"The parameters asked for and those of trial {trial.Number} by {name}"),
                "Suggest what the request asks for; trials may have other parameters.");
        }
    }

    /// <summary>Trials that have no parameter in common: the sampler is asked jointly for none.</summary>
    [Theory, EverySampler]
    public async Task Trials_WithoutACommonParameter_AreSuggested(string name)
    {
        var study = new Study(new() { Sampler = Create(name), Seed = 1 });

        await study.OptimizeAsync(
            trial => trial.Number % 2 == 0 ? trial.SuggestFloat("a", 0, 1, step: 0.01) : trial.SuggestInt("b", 0, 100),
            30,
            cancellationToken: Token);

        RequireComplete(study, name, "where trials have no parameter in common", "Suggest no value where the space is empty.");
    }

    /// <summary>
    /// In a finite space points come again: alternatives and held values lie in their distributions, and what is held is what is suggested.
    /// </summary>
    [Theory, EverySampler]
    public async Task Suggestions_InAFiniteSpace_HaveAlternativesInsideIt(string name)
    {
        var space = new SearchSpace
        {
            ["kind"] = new CategoricalDistribution(["linear", "rbf", "poly"]),
            ["n"] = new IntDistribution(0, 4),
            ["x"] = new FloatDistribution(0, 1, Step: 0.25),
        };
        var study = new Study(new() { Sampler = Create(name), Seed = 2, Space = space });

        await study.OptimizeAsync(
            trial => space.Sum(parameter => NumberOr(1, trial.Suggest(parameter.Key, parameter.Value))), 60, cancellationToken: Token);

        RequireComplete(study, name, "in a finite space", "Bring alternatives into the ranges, too.");
        var suggestion = Create(name).Begin(new(study.Options.Objectives, 1, RandomAddress.FromSeed(2)) { Space = space }).SuggestJointly(
            new() { Number = study.Count, History = study.Trials, Random = RandomAddress.FromSeed(3) }, space);
        foreach (var point in suggestion.Alternatives.Take(100).Prepend(suggestion.Held))
        {
            Rule.Require(
                point.All(item => !space.TryGetValue(item.Key, out var distribution) || distribution.Contains(item.Value)),
                "Alternatives and held values of a suggestion must lie in their distributions.",
                $"{name} gave {point} in {space}.",
                "Bring values into the range and onto the step, by SpaceTransform for instance.");
            Rule.Require(
                suggestion.Held.All(item => !point.TryGetValue(item.Key, out var value) || value.Equals(item.Value)),
                "Alternatives must have the values that are held.",
                $"{name} gave {point} and holds {suggestion.Held}.",
                "Leave held parameters out of alternatives, or give them the values that are held.");
        }

        Rule.Require(
            suggestion.Held.All(item => suggestion.Values.TryGetValue(item.Key, out var value) && value.Equals(item.Value)),
            "Held values must be among those suggested.",
            $"{name} suggested {suggestion.Values} and holds {suggestion.Held}.",
            "Hold values of the suggestion.");
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
                Rule.Require(
                    x >= low && x <= low + 1,
                    "A value must lie in the range it is asked for.",
                    Invariant($"{name} suggested {x} in a trial whose range is {low} to {low + 1}."),
                    "Use the distribution of the request, and not one of an earlier trial.");
                return x + trial.SuggestInt("fixed", 0, 300);
            },
            40,
            cancellationToken: Token);

        foreach (var trial in study.Trials)
        {
            Rule.Require(
                trial.State == TrialState.Complete,
                "A range that changes from trial to trial must be kept.",
                Invariant($"Trial {trial.Number} by {name} is {trial.State}: {trial.Error}"),
                "Use the distribution of the request, and not one of an earlier trial.");
        }
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

        foreach (var trial in study.Trials)
        {
            Rule.Require(
                space.Contains(trial.Parameters),
                "Rules between parameters must be kept.",
                $"{name} suggested {trial.Parameters} where {string.Join(", ", space.Rules)}.",
                "Suggest values in their distributions; the study satisfies the rules from there.");
        }
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

            foreach (var (key, distribution) in space)
            {
                var value = live.Suggest(key, distribution);
                Rule.Require(
                    distribution.Contains(value),
                    "Suggested values must lie in their distributions, after a history of any length in any number of dimensions.",
                    Invariant($"After {trials} trials of {dimensions} parameters, {name} suggested {value} for '{key}' in {distribution}."),
                    "Bring values into the range.");
            }
        }
    }

    private static void RequireComplete(Study study, string name, string where, string remedy)
    {
        foreach (var trial in study.Trials)
        {
            Rule.Require(
                trial.State == TrialState.Complete,
                $"A sampler must suggest {where}.",
                Invariant($"Trial {trial.Number} by {name} is {trial.State}: {trial.Error}"),
                remedy);
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

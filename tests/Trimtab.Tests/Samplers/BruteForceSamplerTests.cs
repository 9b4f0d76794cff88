using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>
/// What counts as tried is Optuna's: trials that completed, failed or were pruned, each with all below the values it asked for; but what is
/// under way is waited for, as with its <c>avoid_premature_stop</c>.
/// </summary>
public class BruteForceSamplerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task AConditionalSpace_IsTriedWhole(int concurrency)
    {
        var study = new Study(new() { Sampler = new BruteForceSampler(), Concurrency = concurrency, Direction = Direction.Maximize });

        var result = await study.OptimizeAsync(Objective, cancellationToken: Token);

        // linear: degree 1, 3, 5; rbf: gamma 0, 0.5, 1 × (shrink: yes with 2 rates, or no)
        Assert.Equal(3 + (3 * 3), study.Trials.Select(trial => trial.Parameters).Distinct().Count());
        Assert.Contains("every combination", result.Message, StringComparison.Ordinal);
        Assert.InRange(study.Count, 12, 12 + (concurrency - 1));
    }

    /// <summary>
    /// The space of the example in the documentation of Optuna's brute force sampler: 5 reals, and the 6 pairs a ≤ b of 1 to 3.
    /// </summary>
    [Fact]
    public async Task ARangeThatDependsOnAnotherValue_IsTriedOnce()
    {
        var study = new Study(new() { Sampler = new BruteForceSampler() });

        await study.OptimizeAsync(
            trial => trial.SuggestCategorical("c", ["float", "int"]) == "float"
                ? trial.SuggestFloat("x", 1, 3, step: 0.5)
                : trial.SuggestInt("a", 1, 3) is var a ? a + trial.SuggestInt("b", a, 3) : 0,
            cancellationToken: Token);

        string[] expected =
        [
            .. "1.0 1.5 2.0 2.5 3.0".Split(' ').Select(x => $$"""{"c":"float","x":{{x}}}"""),
            .. "11 12 13 22 23 33".Split(' ').Select(ab => $$"""{"a":{{ab[0]}},"b":{{ab[1]}},"c":"int"}"""),
        ];
        Assert.Equal(
            expected.Order(StringComparer.Ordinal),
            study.Trials.Select(trial => trial.Parameters.ToString()).Order(StringComparer.Ordinal));
    }

    /// <summary>A trial costs the same however many went before: 20,000 take seconds, where a walk over all at each took hours.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task ALargeConditionalSpace_IsTriedOnce(int concurrency)
    {
        var study = new Study(new() { Sampler = new BruteForceSampler(), Concurrency = concurrency });

        await study.OptimizeAsync(
            trial => trial.SuggestCategorical("kind", ["line", "plane"]) == "line"
                ? trial.SuggestInt("at", 1, 10_000)
                : trial.SuggestInt("row", 1, 100) + trial.SuggestInt("column", 1, 100),
            cancellationToken: Token);

        Assert.Equal(20_000, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
        Assert.InRange(study.Count, 20_000, 20_000 + concurrency - 1);
    }

    [Fact]
    public async Task Suggestions_OnOneWorkerOrSeveral_AreTheSame()
    {
        var studies = new List<string[]>();
        foreach (int workers in (int[])[1, 4])
        {
            var study = new Study(new() { Sampler = new BruteForceSampler(), Concurrency = 4, Seed = 3 });
            await study.OptimizeAsync(Objective, options: new() { Workers = workers }, cancellationToken: Token);
            studies.Add([.. study.Trials.Select(trial => trial.Parameters.ToString())]);
        }

        Assert.Equal(studies[0], studies[1]);
    }

    [Fact]
    public async Task AKnownSpace_IsTriedOnceOnSeveralWorkers()
    {
        var space = new SearchSpace
        {
            ["a"] = new IntDistribution(1, 3),
            ["b"] = new CategoricalDistribution(["x", "y"]),
            ["c"] = new FloatDistribution(0, 1, Step: 0.5),
        };
        var study = new Study(new() { Sampler = new BruteForceSampler(), Concurrency = 4, Space = space });

        await study.OptimizeAsync(
            trial => space.Sum(parameter => trial.Suggest(parameter.Key, parameter.Value).IsNumber ? 1 : 2), cancellationToken: Token);

        Assert.Equal(18, study.Count);
        Assert.Equal(18, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
    }

    [Fact]
    public async Task ASpaceWithARule_IsTriedOnceWhateverTheRuleForbids()
    {
        var space = new SearchSpace
        {
            ["a"] = new IntDistribution(1, 60),
            ["b"] = new IntDistribution(1, 60),
            ["c"] = new IntDistribution(1, 2),
            Rules = [new OrderRule("a", "b")],
        };
        var study = new Study(new() { Sampler = new BruteForceSampler(), Concurrency = 3, Space = space });

        await study.OptimizeAsync(
            trial => space.Sum(parameter => trial.Suggest(parameter.Key, parameter.Value).As<double>()), cancellationToken: Token);

        var all =
            from a in Enumerable.Range(1, 60)
            from b in Enumerable.Range(1, 60)
            from c in Enumerable.Range(1, 2)
            select ParameterSet.Of(("a", a), ("b", b), ("c", c));
        int allowed = all.Count(space.Contains);
        Assert.Equal(allowed, study.Count);
        Assert.Equal(allowed, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task TrialsThatFailOrArePruned_CountAsTried(int concurrency)
    {
        var study = new Study(new() { Sampler = new BruteForceSampler(), Concurrency = concurrency });

        await study.OptimizeAsync(
            trial => (Objective(trial), trial.Parameters["kind"].As<string>(), trial.Number % 2) switch
            {
                (_, "linear", 0) => throw new InvalidOperationException("no"),
                (_, "linear", _) => throw new TrialPrunedException(),
                var (value, _, _) => value,
            },
            cancellationToken: Token);

        Assert.Equal(12, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
        Assert.InRange(study.Count, 12, 12 + (concurrency - 1));
    }

    /// <summary>A trial that stops before it asks for anything says nothing of the points beside the one it was given.</summary>
    [Fact]
    public async Task ATrialThatFailsBeforeItAsks_TakesItsOwnPointAndNoOther()
    {
        var study = new Study(new() { Sampler = new BruteForceSampler() });

        await study.OptimizeAsync(
            trial => trial.Number is 3 or 5 ? throw new InvalidOperationException("once") : Objective(trial), cancellationToken: Token);

        Assert.Equal(12, study.Count);
        Assert.Equal(10, study.Trials.Completed.Select(trial => trial.Parameters).Distinct().Count());
    }

    /// <summary>
    /// As in Optuna: below values after which a trial failed nothing is searched, if nothing is known of what it would have asked for.
    /// </summary>
    [Fact]
    public async Task WhatLiesBelowAValueThatAlwaysFails_IsNotSearched()
    {
        var study = new Study(new() { Sampler = new BruteForceSampler() });

        await study.OptimizeAsync(
            trial => trial.SuggestCategorical("kind", ["broken", "works"]) == "broken"
                ? throw new InvalidOperationException("broken")
                : trial.SuggestInt("n", 1, 4),
            cancellationToken: Token);

        Assert.Equal(5, study.Count);
        Assert.Equal(4, study.Trials.Completed.Count());
    }

    [Fact]
    public async Task PointsThatAreUnderWay_AreWaitedForAndNotTriedAgain()
    {
        var study = new Study(new() { Sampler = new BruteForceSampler(), Space = new() { ["n"] = new IntDistribution(1, 3) } });
        LiveTrial[] running = [study.Ask(), study.Ask()];

        int third = study.Ask().SuggestInt("n", 1, 3);
        var result = await study.OptimizeAsync(trial => trial.SuggestInt("n", 1, 3), 5, cancellationToken: Token);

        Assert.Equal([1, 2, 3], running.Select(trial => trial.SuggestInt("n", 1, 3)).Append(third));
        Assert.Equal("every combination was tried", result.Message);
        Assert.Equal(3, study.Count);
    }

    [Fact]
    public async Task ARealWithoutSteps_IsRefused()
    {
        var study = new Study(new() { Sampler = new BruteForceSampler() });

        var error = await Assert.ThrowsAsync<TrimtabException>(() => study.OptimizeAsync(
            trial => trial.SuggestFloat("x", 0, 1), cancellationToken: Token));

        Assert.Contains("give it a step", error.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// Trials of a conditional space in any order, that complete or fail, after histories that were longer or shorter: the answer is that
    /// of a sampler that was never asked before.
    /// </summary>
    [Fact]
    public void Suggestions_AfterLongerAndShorterHistories_DependOnTheHistoryAlone()
    {
        var random = RandomAddress.FromSeed(2).Stream();
        for (int repeat = 0; repeat < 100; repeat++)
        {
            var problem = new StudyProblem([new("value")], 3, RandomAddress.FromSeed(0));
            var (used, trials) = (new BruteForceSampler().Begin(problem), new List<Trial>());
            for (int question = 0; question < 30; question++)
            {
                trials.Add(Drawn(trials.Count, ref random));
                var history = new History(trials.Take(trials.Count - random.NextInt32(Math.Min(6, trials.Count))));
                ParameterSet[] pending = random.NextInt32(2) == 0 ? [] : [Drawn(0, ref random).Parameters];
                var (ask, fresh) = (
                    new SuggestionRequest
                    {
                        Number = history.Count,
                        History = history,
                        Pending = pending,
                        Random = RandomAddress.FromSeed(0),
                    },
                    new BruteForceSampler().Begin(problem));

                Assert.Equal(fresh.SuggestJointly(ask, SearchSpace.Empty).Values, used.SuggestJointly(ask, SearchSpace.Empty).Values);
                Assert.Equal(fresh.Exhausted(history, pending), used.Exhausted(history, pending));
            }
        }
    }

    private static Trial Drawn(int number, ref RandomStream random)
    {
        bool isLine = random.NextInt32(2) == 0;
        var space = isLine
            ? new SearchSpace { ["kind"] = ParameterValues.Create("line", "plane"), ["at"] = new IntDistribution(1, 4) }
            : new SearchSpace
            {
                ["kind"] = ParameterValues.Create("line", "plane"),
                ["column"] = new IntDistribution(1, 2),
                ["row"] = new IntDistribution(1, 3),
            };
        var parameters = space.Sample(RandomAddress.FromSeed((ulong)random.NextInt32(1_000_000))).With("kind", isLine ? "line" : "plane");
        return new()
        {
            Number = number,
            Parameters = parameters,
            Space = space,
            State = random.NextInt32(4) == 0 ? TrialState.Failed : TrialState.Complete,
        };
    }

    private static double Objective(LiveTrial trial)
    {
        if (trial.SuggestCategorical("kind", ["linear", "rbf"]) == "linear")
        {
            return trial.SuggestInt("degree", 1, 5, step: 2);
        }

        double gamma = trial.SuggestFloat("gamma", 0, 1, step: 0.5);
        return trial.SuggestCategorical("shrink", [true, false]) ? gamma * trial.SuggestCategorical("rate", [0.1, 0.2]) : gamma;
    }
}

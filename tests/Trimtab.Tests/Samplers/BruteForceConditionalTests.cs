using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>Exhaustive search of conditional spaces, of which points fail or are pruned, against an enumeration by recursion.</summary>
public class BruteForceConditionalTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>With the space unknown, known as far as every trial asks for it, or with all names of any branch.</summary>
    [Theory]
    [InlineData("unknown", 2000)]
    [InlineData("common", 1000)]
    [InlineData("any", 1000)]
    public async Task EveryPointOfARandomSpace_IsTriedOnce(string known, int count)
    {
        for (int seed = 0; seed < count; seed++)
        {
            var random = RandomAddress.FromSeed((ulong)seed).At(known).Stream();
            var space = ConditionalSpace.Draw(ref random);
            var given = known switch { "common" => space.Common(), "any" => space.AnyOfEach(), _ => null };

            await RequireEachOnce(space, new() { Sampler = new BruteForceSampler(), Space = given }, $"{known} {seed}");
        }
    }

    /// <summary>What trial k can see, the results up to trial k − 3, is not tried again.</summary>
    [Fact]
    public async Task EveryPointOfARandomSpace_WithThreeTrialsAtOnce_IsTriedThreeTimesAtMost()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            var random = RandomAddress.FromSeed((ulong)seed).At("several").Stream();
            var space = ConditionalSpace.Draw(ref random);
            var points = space.Points.ToHashSet();
            var study = new Study(new() { Sampler = new BruteForceSampler(), Concurrency = 3 });

            var result = await study.OptimizeAsync(space.Evaluate, (3 * points.Count) + 3, cancellationToken: Token);

            Assert.True(points.SetEquals(study.Trials.Select(trial => trial.Parameters)), $"{seed}: {result.Message}");
            Assert.Equal(StopReason.Exhausted, result.Reason);
            Assert.All(study.Trials.CountBy(trial => trial.Parameters), point => Assert.InRange(point.Value, 1, 3));
        }
    }

    /// <summary>
    /// The name p0 is a number in one branch and a list in another, where the first point stops: it counts as tried beside points that ask
    /// otherwise.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task APointThatStops_WhereANameHasAnotherDistribution_IsTriedOnce(bool isPruned)
    {
        var study = new Study(new() { Sampler = new BruteForceSampler() });

        var result = await study.OptimizeAsync(
            trial => trial.SuggestCategorical("p3", [0.1, 0.5, 0.9]) switch
            {
                0.1 => trial.SuggestFloat("p0", 0, 0.8, step: 0.4),
                0.9 => trial.SuggestInt("p2", 0, 2),
                _ => trial.SuggestCategorical("p0", ["a", "b", null]) != "a" ? 1
                    : throw (isPruned ? new TrialPrunedException() : new InvalidOperationException("fails")),
            },
            300,
            cancellationToken: Token);

        Assert.Equal(9, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
        Assert.Equal((9, StopReason.Exhausted), (study.Count, result.Reason));
    }

    /// <summary>A trial that stops before it asks for what others ask for is tried once, not with each of their values.</summary>
    [Theory]
    [InlineData(2, false, false)]
    [InlineData(10, false, false)]
    [InlineData(10, true, false)]
    [InlineData(10, false, true)]
    [InlineData(10, true, true)]
    public async Task AChoiceThatStops_IsTriedOnce_HoweverManyValuesOthersHave(int values, bool isFirst, bool isGiven)
    {
        string[] kinds = isFirst ? ["bad", "good"] : ["good", "bad"];
        var given = new SearchSpace
        {
            ["kind"] = ParameterValues.Create([.. kinds.Select(kind => (ParameterValue)kind)]),
            ["x"] = new IntDistribution(0, values - 1),
            ["y"] = new IntDistribution(0, values - 1),
        };
        var study = new Study(new() { Sampler = new BruteForceSampler(), Space = isGiven ? given : null });

        var result = await study.OptimizeAsync(
            trial => trial.SuggestCategorical("kind", kinds) == "bad"
                ? throw new InvalidOperationException("bad")
                : trial.SuggestInt("x", 0, values - 1) + trial.SuggestInt("y", 0, values - 1),
            20 * values * values,
            cancellationToken: Token);

        Assert.Equal(values * values, study.Trials.Completed.Select(trial => trial.Parameters).Distinct().Count());
        Assert.Equal(((values * values) + 1, StopReason.Exhausted), (study.Count, result.Reason));
    }

    /// <summary>What a trial did not reach because it stopped is not hidden where another comes further, before or after it.</summary>
    [Theory]
    [InlineData(1, 0, 5)]
    [InlineData(1, 2, 5)]
    [InlineData(4, 0, 5)]
    [InlineData(4, 1, 5)]
    [InlineData(4, 3, 4)]
    public async Task BelowATrialThatStoppedEarly_EverythingIsTriedWhereAnotherCameFurther(int concurrency, int first, int second)
    {
        var study = new Study(new() { Sampler = new BruteForceSampler(), Concurrency = concurrency });
        study.Enqueue(ParameterSet.Of(("kind", "good"), ("x", 1), ("y", 1)));
        study.Enqueue(ParameterSet.Of(("kind", "good"), ("x", 2), ("y", 1)));

        await study.OptimizeAsync(
            trial =>
            {
                bool isGood = trial.SuggestCategorical("kind", ["bad", "good"]) == "good";
                return trial.Number == first || trial.Number == second ? throw new InvalidOperationException("once")
                    : isGood ? trial.SuggestInt("x", 1, 3) + trial.SuggestInt("y", 1, 3) : 0;
            },
            cancellationToken: Token);

        var tried = study.Trials.Select(trial => trial.Parameters.Count > 1 ? trial.Parameters : trial.Given).Distinct();
        Assert.Equal(9, tried.Count(point => point["kind"].As<string>() == "good" && point.Count == 3));
    }

    /// <summary>
    /// A trial from a table says what it had, and not what it asked for: it is not tried again, and nothing beside it is hidden.
    /// </summary>
    [Theory]
    [InlineData(TrialState.Complete)]
    [InlineData(TrialState.Failed)]
    public async Task BesideTrialsOfATable_EverythingIsTriedOnce(TrialState state)
    {
        var study = new Study(new() { Sampler = new BruteForceSampler() });
        ParameterSet[] table = [ParameterSet.Of(("kind", "bad")), ParameterSet.Of(("kind", "good"), ("x", 2), ("y", 3))];
        foreach (var parameters in table)
        {
            study.Add(new()
            {
                Number = 0,
                Parameters = parameters,
                State = state,
                Values = state == TrialState.Complete ? new Dictionary<string, double> { ["value"] = 1 } : [],
            });
        }

        await study.OptimizeAsync(
            trial => trial.SuggestCategorical("kind", ["good", "bad"]) == "good"
                ? trial.SuggestInt("x", 1, 3) + trial.SuggestInt("y", 1, 3) : 0,
            100,
            cancellationToken: Token);

        Assert.Equal(10, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
        Assert.Equal(10, study.Count);
    }

    /// <summary>
    /// Some points of a random space, and trials that stopped on the way to others, in two orders: the same is left to try, nothing if
    /// and only if the space, walked by recursion, says so.
    /// </summary>
    [Fact]
    public void WhatIsLeftToTry_DoesNotDependOnTheOrderOfTheTrials()
    {
        int whole = 0;
        for (int seed = 0; seed < 3000; seed++)
        {
            var random = RandomAddress.FromSeed((ulong)seed).At("orders").Stream();
            var space = ConditionalSpace.Draw(ref random);
            var (skip, visits) = (random.NextInt32(4), new List<ConditionalSpace.Visit>());
            foreach (var visit in space.Visits().Where(visit => visit.Values.Count > 0))
            {
                if (visit.End is null ? random.NextInt32(4) == 0 : skip == 0 || random.NextInt32(8) >= skip)
                {
                    visits.Insert(random.NextInt32(visits.Count + 1), visit);
                }
            }

            var (one, other) = (TreeOf(visits), TreeOf(Enumerable.Reverse(visits)));

            bool isWhole = space.IsWholeAfter(visits.Select(visit => visit.Values).ToHashSet(), ParameterSet.Empty);
            Assert.Equal((seed, isWhole, isWhole), (seed, one.IsClosed, other.IsClosed));
            Assert.Equal(FirstOf(one), FirstOf(other));
            whole += isWhole ? 1 : 0;
        }

        Assert.InRange(whole, 500, 2500);
    }

    private static TriedTree TreeOf(IEnumerable<ConditionalSpace.Visit> visits) => visits.Aggregate(
        TriedTree.Start(SearchSpace.Empty, ParameterSet.Empty),
        (tree, visit) => tree.Add(new(
            visit.Values, visit.Space, visit.End == TrialState.Complete ? TakenPointEnd.Complete : TakenPointEnd.Stopped)));

    private static List<KeyValuePair<string, ParameterValue>> FirstOf(TriedTree tree)
    {
        var path = new List<KeyValuePair<string, ParameterValue>>();
        Assert.Equal(!tree.IsClosed, tree.Find(ParameterSet.Empty, path));
        return path;
    }

    private static async Task RequireEachOnce(ConditionalSpace space, StudyOptions options, string name)
    {
        var points = space.Points.ToList();
        var study = new Study(options);

        var result = await study.OptimizeAsync(space.Evaluate, points.Count + 5, cancellationToken: Token);

        Assert.True(
            points.Count == study.Count && points.ToHashSet().SetEquals(study.Trials.Select(trial => trial.Parameters)),
            $"{name}: {study.Count} trials of {points.Count} points");
        Assert.Equal((StopReason.Exhausted, "every combination was tried"), (result.Reason, result.Message));
    }
}

using Trimtab.Numerics;
using Trimtab.Samplers;

namespace Trimtab.Tests.Samplers;

/// <summary>
/// Samplers for several objectives compared with random search by the hypervolume they reach; samplers for constraints, by the best
/// feasible value they find.
/// </summary>
public class SeveralObjectivesTests
{
    private static readonly double[] _corner = [11, 11];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Samplers =>
        new() { { "tpe", 120 }, { "nsga2", 400 }, { "nsga3", 400 }, { "gp", 50 }, { "auto", 80 } };

    [Theory]
    [MemberData(nameof(Samplers))]
    public async Task AFront_OfTwoObjectives_IsBetterThanChances(string name, int trials)
    {
        double ours = 0, chance = 0;
        for (ulong seed = 0; seed < 3; seed++)
        {
            ours += await Volume(Sampler.Catalog.Create(name), trials, seed);
            chance += await Volume(new RandomSampler(), trials, seed);
        }

        Assert.True(
            _corner[0] * _corner[1] * 3 - ours < 0.8 * ((_corner[0] * _corner[1] * 3) - chance),
            $"{name} leaves {(363 - ours) / 3}, chance {(363 - chance) / 3}");
    }

    /// <summary>Samplers whose models are of one objective leave several to another sampler, and origins say to which.</summary>
    [Theory]
    [InlineData("gp")]
    [InlineData("tpe")]
    public async Task Origins_OfSeveralObjectivesThatAnotherSamplerSearches_AreThoseOfTheOther(string other)
    {
        Sampler sampler = other == "gp" ? new TrustRegionSampler() : new SurrogateScreeningSampler { Inner = new TpeSampler() };
        var study = new Study(new() { Sampler = sampler, Objectives = [new("a"), new("b")], Seed = 1, AllowDuplicates = true });

        await study.OptimizeAsync(
            trial => (IReadOnlyList<double>)[trial.SuggestFloat("x", 0, 1), trial.SuggestFloat("y", 0, 1)], 15, cancellationToken: Token);

        Assert.All(study.Trials.Skip(10), trial => Assert.All(trial.Origins.Values, origin => Assert.Equal(other, origin)));
        Assert.DoesNotContain(
            study.Trials, trial => trial.Origins.Values.Any(origin => origin.Contains(sampler.Name, StringComparison.Ordinal)));
    }

    public static TheoryData<string> OfOneObjective =>
        [.. Sampler.Catalog.Names.Where(name => name != "grid" && !Sampler.Catalog.Create(name).TakesSeveralObjectives)];

    [Theory]
    [MemberData(nameof(OfOneObjective))]
    public void ASampler_OfOneObjective_RefusesTwo(string name)
    {
        var error = Assert.Throws<TrimtabException>(
            () => new Study(new() { Sampler = Sampler.Catalog.Create(name), Objectives = [new("a"), new("b")] }));

        Assert.EndsWith("takes one objective. The study has 2; use 'tpe', 'nsga2' or 'gp'.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tpe", 100)]
    [InlineData("gp", 40)]
    [InlineData("auto", 100)]
    public async Task AConstraint_OnTheOutcome_IsLearned(string name, int trials)
    {
        double ours = 0, chance = 0;
        for (ulong seed = 0; seed < 3; seed++)
        {
            ours += await Constrained(Sampler.Catalog.Create(name), trials, seed);
            chance += await Constrained(new RandomSampler(), trials, seed);
        }

        Assert.True(ours < 0.7 * chance, $"{name} found {ours / 3}, chance {chance / 3}");
    }

    [Fact]
    public void Directions_AreAsManyAsThePaperSays()
    {
        Assert.Equal(10, NsgaIIISampler.Directions(3, 3).Length); // (p + m − 1 over p)
        Assert.Equal(91, NsgaIIISampler.Directions(3, 12).Length);
        Assert.All(NsgaIIISampler.Directions(4, 3), direction => Assert.Equal(1, direction.Sum(), 1e-12));
    }

    [Fact]
    public void ThePopulation_OfThreeObjectives_IsSpreadOverTheDirections()
    {
        // A simplex of a hundred points that nothing beats, forty of them crowded in a corner: ten directions, ten survivors, one for each.
        var random = RandomAddress.FromSeed(1).Stream();
        var losses = new List<double[]>();
        for (int i = 0; i < 100; i++)
        {
            double a = -Math.Log(1 - random.NextDouble()), b = -Math.Log(1 - random.NextDouble()), c = -Math.Log(1 - random.NextDouble());
            (a, b) = i < 40 ? (0.01 * a, 0.01 * b) : (a, b);
            losses.Add([a / (a + b + c), b / (a + b + c), c / (a + b + c)]);
        }

        int[] kept = [.. new NsgaIIISampler().Select([.. losses], Fronts.Of(losses), 10)];

        double[][] directions = NsgaIIISampler.Directions(3, 3);
        int[] nearest =
        [
            .. kept.Select(
                i => Enumerable.Range(0, directions.Length).MinBy(d => directions[d].Zip(losses[i], (x, y) => (x - y) * (x - y)).Sum())),
        ];
        Assert.Equal(10, kept.Distinct().Count());
        Assert.InRange(nearest.Distinct().Count(), 8, 10);
    }

    private static async Task<double> Volume(Sampler sampler, int trials, ulong seed)
    {
        var study = new Study(new() { Sampler = sampler, Seed = seed, Objectives = [new("near"), new("far", Direction.Maximize)] });
        await study.OptimizeAsync(
            trial =>
            {
                double[] x = [.. Enumerable.Range(0, 4).Select(i => trial.SuggestFloat($"x{i}", 0, 1))];
                double g = 1 + (9 * x[1..].Average()); // ZDT1 in four dimensions
                return [x[0], -(g * (1 - Math.Sqrt(x[0] / g)))];
            },
            trials,
            cancellationToken: Token);
        return Hypervolume.Of(study.ParetoFront.Select(trial => new[] { trial.Values["near"], -trial.Values["far"] }), _corner);
    }

    private static async Task<double> Constrained(Sampler sampler, int trials, ulong seed)
    {
        var study = new Study(new() { Sampler = sampler, Seed = seed });
        await study.OptimizeAsync(
            trial =>
            {
                double x = trial.SuggestFloat("x", 0, 6), y = trial.SuggestFloat("y", 0, 6), z = trial.SuggestFloat("z", 0, 6);
                trial.Constrain(4 - (x * y)); // the best corner of the cube is not allowed
                return x + y + z;
            },
            trials,
            cancellationToken: Token);
        return study.BestTrial!.Values["value"] - 4; // 2 + 2 + 0
    }
}

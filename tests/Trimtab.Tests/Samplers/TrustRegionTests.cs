using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Samplers.Gp;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>Trust regions: how the box grows, shrinks and starts again, and what is searched in it.</summary>
public class TrustRegionTests
{
    private static readonly TrustRegionSampler _settings = new() { InitialLength = 0.8, MinLength = 0.15 };

    private static readonly UnitCube _square = new(new() { ["a"] = new FloatDistribution(0, 1), ["b"] = new FloatDistribution(0, 1) });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Length_AfterThreeImprovementsInARow_IsDoubled()
    {
        var region = new TrustRegion(_settings, _square);
        foreach (double loss in (double[])[5, 4, 3])
        {
            region.Add(At(0.5, loss), null);
        }

        Assert.Equal(0.8, region.Length);
        region.Add(At(0.5, 2), null);
        Assert.Equal(1.6, region.Length);
    }

    [Fact]
    public void Length_AfterFailuresInside_IsHalved()
    {
        var region = new TrustRegion(_settings, _square);
        region.Add(At(0.5, 1), null);
        for (int i = 0; i < TrustRegion.FailureTolerance(2) - 1; i++)
        {
            region.Add(At(0.6, 2), null);
        }

        Assert.Equal(0.8, region.Length);
        region.Add(At(0.6, 2), null);
        Assert.Equal(0.4, region.Length);
    }

    [Fact]
    public void Length_AfterFailuresOutside_Stays()
    {
        var region = new TrustRegion(_settings, _square);
        region.Add(At(0.1, 1), null);
        for (int i = 0; i < 100; i++)
        {
            region.Add(At(0.95, 2), null);
        }

        Assert.Equal(0.8, region.Length);
    }

    /// <summary>Length scales 1/4 and 4: the box is a tenth wide and as high as the space.</summary>
    [Fact]
    public void Length_AfterFailuresInALongSideOfTheBox_IsHalved()
    {
        var kernel = new MaternKernel([16, 1 / 16.0], 1, 1e-6);
        var region = new TrustRegion(new() { InitialLength = 0.4 }, _square);
        region.Add(new([0.5, 0.5], [1], 0), kernel);
        Assert.Equal(([0.45, 0], [0.55, 1]), region.Box(kernel), (a, b) => AreClose(a.Item1, b.Item1) && AreClose(a.Item2, b.Item2));

        for (int i = 0; i < TrustRegion.FailureTolerance(2); i++)
        {
            region.Add(new([0.56, 0.5], [2], 0), kernel); // outside
            region.Add(new([0.5, 0.95], [2], 0), kernel);
        }

        Assert.Equal(0.2, region.Length);

        static bool AreClose(double[] a, double[] b) => a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) < 1e-12);
    }

    /// <summary>Every trial suggested from the box is inside it, whatever became of its coordinates as values of parameters.</summary>
    [Fact]
    public void Suggestions_FromTheBox_AreInsideIt()
    {
        var cube = new UnitCube(new()
        {
            ["a"] = new FloatDistribution(1e-5, 1e3, Log: true),
            ["b"] = new FloatDistribution(-3, 7.1),
            ["c"] = new IntDistribution(1, 7),
            ["d"] = new IntDistribution(1, 300, Log: true),
            ["e"] = new FloatDistribution(0, 1, Step: 0.1),
            ["f"] = ParameterValues.Create("x", "y"),
        });
        for (int seed = 0; seed < 40; seed++)
        {
            var address = RandomAddress.FromSeed((ulong)seed);
            double[][] x = [.. Enumerable.Range(0, 12).Select(i => cube.Anywhere(i, address))];
            double[] weights = [.. Sobol.At((uint)seed, address.At("w"), 6).Select(u => Math.Exp((8 * u) - 4))];
            var kernel = new MaternKernel(weights, 1, 1e-4, cube.IsCategorical);
            var region = new TrustRegion(new() { InitialLength = 0.1 }, cube);
            region.Add(new(x[3], [0], 0), kernel);
            var model = new GaussianProcess(x, [.. x.Select(point => point.Sum())], kernel);

            double[] best = new GradientAscent(cube, new(model, model.Lowest, []), region.Box(kernel), x[3], x, 64, address).Rank()[0];

            for (int i = 0; i < TrustRegion.FailureTolerance(6); i++)
            {
                region.Add(new(cube.Of(cube.At(best))!, [1], 0), kernel);
            }

            Assert.Equal(0.05, region.Length);
        }
    }

    /// <summary>The best of the finite losses improves by a percent of their spread at every trial.</summary>
    [Fact]
    public void Progress_WhereHalfOfTheFirstTrialsFailed_IsSeen()
    {
        var region = new TrustRegion(new(), _square);
        for (int i = 0; i < 8; i++)
        {
            region.Add(At(0.5, i < 4 ? double.PositiveInfinity : 100 - i), null);
        }

        for (int i = 0; i < 20; i++)
        {
            region.Add(At(0.5, 90 - i), null);
            Assert.False(region.IsStalled);
        }
    }

    [Fact]
    public void Region_ThatIsTooSmall_StartsAgainElsewhere()
    {
        var region = new TrustRegion(_settings, _square);
        region.Add(At(0.5, 1), null);
        for (int i = 0; i < 3 * TrustRegion.FailureTolerance(2); i++)
        {
            region.Add(At(0.5, 2), null);
        }

        Assert.Equal(0.8, region.Length);
        Assert.Null(region.Best);
        region.Add(At(0.9, 7), null);
        Assert.Equal([7], region.Best!.Losses);
    }

    /// <summary>TuRBO: the product of the side lengths is Lᵈ, whatever the length scales.</summary>
    [Fact]
    public void Box_InsideTheCube_HasTheVolumeOfItsLength()
    {
        var region = new TrustRegion(_settings with { InitialLength = 0.2 }, _square);
        region.Add(At(0.5, 1), null);

        var (low, high) = region.Box(new MaternKernel([4, 1], 1, 1e-6));

        Assert.Equal(0.04, (high[0] - low[0]) * (high[1] - low[1]), 1e-12);
        Assert.Equal(2, (high[1] - low[1]) / (high[0] - low[0]), 1e-12); // length scales 1/2 and 1
    }

    [Fact]
    public void Box_WithoutACenter_IsTheWholeSpace()
    {
        var (low, high) = new TrustRegion(_settings, _square).Box(new MaternKernel([4, 1], 1, 1e-6));

        Assert.Equal((0, 1), (low[0], high[0]));
    }

    /// <summary>A list of thousands costs what the trials do: the choices that were tried, and one that stands for all others.</summary>
    [Fact]
    public void Choices_OfAListOfThousands_AreThoseTriedAndOneMore()
    {
        var list = new CategoricalDistribution([.. Enumerable.Range(0, 5000).Select(i => (ParameterValue)i)]);
        var axes = new UnitCube(new() { ["k"] = list });

        for (int seed = 0; seed < 50; seed++)
        {
            double[] choices = DistinctChoices.Of(axes, [[4999], [0], [17], [0]], RandomAddress.FromSeed((ulong)seed))[0]!;

            Assert.Equal([0, 17, 4999], choices[..3]);
            Assert.Equal(4, choices.Distinct().Count());
            Assert.InRange(choices[3], 1, 4998);
        }
    }

    [Fact]
    public void Choices_AllTried_AreAll()
    {
        var axes = new UnitCube(new() { ["k"] = ParameterValues.Create("a", "b") });

        Assert.Equal([0, 1], DistinctChoices.Of(axes, [[1], [0]], RandomAddress.FromSeed(1))[0]!);
    }

    /// <summary>No point of a fine grid has a higher expected improvement than the one found.</summary>
    [Fact]
    public void Ascent_InTwoDimensions_FindsTheGridsMaximum()
    {
        double[][] x = [[0.1, 0.7], [0.4, 0.2], [0.9, 0.9], [0.6, 0.4], [0.2, 0.95]];
        var model = new GaussianProcess(x, [0.3, -1.1, 0.8, 0.2, -0.2], new MaternKernel([3, 2], 1.2, 1e-3));

        var gain = new FeasibleImprovement(model, model.Lowest, []);

        double[] best = new GradientAscent(_square, gain, ([0, 0], [1, 1]), x[1], x, 64, RandomAddress.FromSeed(1)).Rank()[0];

        double highest = Enumerable.Range(0, 101 * 101).Max(i => Improvement([i / 101 / 100.0, i % 101 / 100.0]));
        Assert.True(Improvement(best) >= highest - 1e-6, $"{Improvement(best)} below {highest}");

        double Improvement(double[] at)
        {
            var (mean, variance) = model.At(at);
            return GpGain.LogImprovement((model.Lowest - mean) / Math.Sqrt(variance)) + (0.5 * Math.Log(variance));
        }
    }

    /// <summary>A bowl in four dimensions: thirty trials leave less than a hundredth of what random search leaves.</summary>
    [Fact]
    public async Task Study_OfABowl_IsSolvedInThirtyTrials()
    {
        double ours = await Best(new TrustRegionSampler()), random = await Best(new RandomSampler());

        Assert.True(ours < 0.01 * random, $"{ours}, random search {random}");

        static async Task<double> Best(Sampler sampler)
        {
            var study = new Study(new() { Sampler = sampler, Seed = 3 });
            await study.OptimizeAsync(
                trial => Enumerable.Range(0, 4).Sum(i => Math.Pow(trial.SuggestFloat($"x{i}", -5, 5) - i, 2)),
                30,
                cancellationToken: Token);
            return study.BestTrial!.Values["value"];
        }
    }

    private static SeenTrial At(double place, double loss) => new([place, place], [loss], 0);
}

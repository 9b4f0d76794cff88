using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Samplers.Gp;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tests.Samplers;

/// <summary>The additive model of screening: its fit, when it is used, the maximum of its expected improvement, a study.</summary>
public class AdditiveModelTests
{
    private static readonly SearchSpace _space = SearchSpace.Create(
    [
        KeyValuePair.Create("x", (Distribution)new FloatDistribution(0, 1)),
        KeyValuePair.Create("y", (Distribution)new FloatDistribution(0, 1)),
    ]);

    [Fact]
    public void Fit_OfASmoothAndAWavyFunction_PredictsTheirSum()
    {
        var (x, y) = Observed(Sum, 80);

        var model = new GaussianProcess(x, y, new AdditiveFit(x, y).Kernel);

        double[] above = model.LeaveOneOut();
        Assert.True(above.Average(v => v * v) < 0.05, $"The mean square is {above.Average(v => v * v)} of a variance of 1.");
    }

    [Fact]
    public void Better_OfASum_IsTheModel() => Assert.NotNull(ModelOf(Sum).Better(CorrelationOfProduct(Sum)));

    [Fact]
    public void Better_OfAnInteraction_IsNone() => Assert.Null(ModelOf(Product).Better(CorrelationOfProduct(Product)));

    /// <summary>No point of a fine grid has a higher expected improvement.</summary>
    [Fact]
    public void Maximum_IsAboveThatOfAGrid()
    {
        var (x, y) = Observed(Sum, 40);
        var kernel = new AdditiveFit(x, y).Kernel;
        var ascent = new AdditiveAscent(new(_space), new(x, y, kernel), kernel, x[Array.IndexOf(y, y.Min())]);

        double[] maximum = ascent.Maximum();

        double grid = Enumerable.Range(0, 101 * 101).Max(i => ascent.At([i % 101 / 100.0, i / 101 / 100.0]));
        Assert.All(maximum, share => Assert.InRange(share, 0, 1));
        Assert.True(ascent.At(maximum) >= grid, $"{ascent.At(maximum)} is below {grid}.");
    }

    /// <summary>Where the model with interactions ranks too badly to be used, too.</summary>
    [Theory]
    [InlineData(0.2)]
    [InlineData(1)]
    public async Task Screening_OfASum_SuggestsByTheAdditiveModel(double minRankCorrelation)
    {
        var sampler = new SurrogateScreeningSampler { AdditiveEvery = 2, MinRankCorrelation = minRankCorrelation };
        var study = new Study(new() { Seed = 5, Sampler = sampler });

        await study.OptimizeAsync(
            trial => Sum([trial.SuggestFloat("x", 0, 1), trial.SuggestFloat("y", 0, 1)]),
            120,
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Contains(study.Trials, trial => trial.Origins["x"] == "screen (additive)");
    }

    [Fact]
    public void Screening_OfAStudyOpenedAgain_SuggestsTheSame()
    {
        using var storage = new MemoryStorage();
        StudyOptions options = new() { Name = "s", Seed = 5, Sampler = new SurrogateScreeningSampler { AdditiveEvery = 2 } };
        Study whole = new(options), parts = Study.Open(storage, options);
        for (int i = 0; i < 60; i++)
        {
            parts = i % 13 == 12 ? Study.Open(storage, options) : parts;

            Assert.Equal(Tried(whole), Tried(parts));
        }

        Assert.Contains(whole.Trials, trial => trial.Origins["x"] == "screen (additive)");
    }

    /// <summary>The best of many is no draw, so that a cell tried before is replaced by the best new one.</summary>
    [Fact]
    public void Screening_OfRandomDraws_SuggestsNoDraw()
    {
        var study = new Study(new()
        {
            Seed = 2,
            Sampler = new SurrogateScreeningSampler { Inner = new RandomSampler(), AdditiveEvery = 2 },
        });
        for (int i = 0; i < 150; i++)
        {
            var trial = study.Ask();
            trial.Tell(Sum([trial.SuggestInt("x", 0, 19) / 19.0, trial.SuggestInt("y", 0, 19) / 19.0]));
        }

        Assert.Contains(study.Trials, trial => trial.Origins["x"] == "screen (additive)");
        Assert.DoesNotContain(study.Trials.Skip(20), trial => trial.Origins["x"].StartsWith("random (instead", StringComparison.Ordinal));
        Assert.Equal(150, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
    }

    [Fact]
    public void Screening_UnderRules_HasNoAdditiveModel()
    {
        var space = new SearchSpace
        {
            ["x"] = new FloatDistribution(0, 1),
            ["y"] = new FloatDistribution(0, 1),
            Rules = [new OrderRule("x", "y")],
        };
        var study = new Study(new() { Seed = 5, Sampler = new SurrogateScreeningSampler { AdditiveEvery = 2 }, Space = space });
        for (int i = 0; i < 60; i++)
        {
            Tried(study);
        }

        Assert.DoesNotContain(study.Trials, trial => trial.Origins["x"].Contains("additive"));
    }

    [Fact]
    public void Screening_OfAHeldValue_KeepsItAndItsOrigin()
    {
        var held = new PartialFixedSampler { Inner = new CmaEsSampler(), Fixed = ParameterSet.Of(("y", 0.5)) };
        var study = new Study(new() { Seed = 5, Sampler = new SurrogateScreeningSampler { AdditiveEvery = 2, Inner = held } });
        for (int i = 0; i < 60; i++)
        {
            Tried(study);
        }

        var additive = study.Trials.Where(trial => trial.Origins["x"].Contains("additive")).ToList();
        Assert.NotEmpty(additive);
        Assert.All(additive, trial => Assert.Equal(0.5, trial.Parameters["y"].As<double>()));
        Assert.DoesNotContain(additive, trial => trial.Origins["y"].Contains("additive"));
    }

    private static ParameterSet Tried(Study study)
    {
        var trial = study.Ask();
        trial.Tell(Sum([trial.SuggestFloat("x", 0, 1), trial.SuggestFloat("y", 0, 1)]));
        return trial.Parameters;
    }

    private static double Sum(double[] point) => (4 * Math.Pow(point[0] - 0.3, 2)) + Math.Sin(20 * point[0]) + Math.Cos(25 * point[1]);

    private static double Product(double[] point) => Math.Sin(6 * point[0]) * Math.Cos(6 * point[1]);

    private static (double[][] X, double[] Y) Observed(Func<double[], double> function, int count)
    {
        double[][] x = [.. Enumerable.Range(0, count).Select(i => (double[])[i * 0.618034 % 1, i * 0.754878 % 1])];
        return (x, GpTargets.Standard([.. x.Select(point => new SeenTrial(point, [function(point)], 0))]));
    }

    private static double CorrelationOfProduct(Func<double[], double> function)
    {
        var (x, y) = Observed(function, 80);
        return AdditiveModel.RankCorrelationOf(new(x, y, new GpFit(x, y, [false, false]).Kernel));
    }

    private static AdditiveModel ModelOf(Func<double[], double> function)
    {
        var trials = new RankedTrials();
        foreach (double[] point in Observed(function, 80).X)
        {
            trials.Add(new(point, [function(point)], 0));
        }

        return new(trials, 150);
    }
}

using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>Gaussian processes in finite spaces: in the place of a point that was tried, the next best by the acquisition.</summary>
public class GpFiniteTests
{
    private static readonly SearchSpace _space = new()
    {
        ["a"] = new IntDistribution(0, 9),
        ["b"] = new FloatDistribution(0, 1, Step: 0.25),
        ["c"] = ParameterValues.Create("x", "y", "z"),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<Sampler> Samplers =>
        [new GpSampler { StartupTrials = 8 }, new TrustRegionSampler(), new ConditionalGpSampler { StartupTrials = 8 }];

    /// <summary>A hundred of the 150 cells: after the first trials every one is the model's choice.</summary>
    [Theory]
    [MemberData(nameof(Samplers))]
    public async Task Trials_OfAFiniteSpace_AreTheModels(Sampler sampler)
    {
        var study = new Study(new() { Sampler = sampler, Space = _space, Seed = 3 });

        await study.OptimizeAsync(Value, 100, cancellationToken: Token);

        Assert.Equal(100, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
        string[] origins = [.. study.Trials.Skip(8).SelectMany(trial => trial.Origins.Values).Distinct().Order()];
        Assert.Equal([sampler.Name, sampler.Name + " (next best instead of a duplicate)"], origins);
    }

    /// <summary>No alternative has a higher acquisition than the suggestion.</summary>
    [Theory]
    [MemberData(nameof(Samplers))]
    public async Task Alternatives_OfASuggestion_AreNotBetter(Sampler sampler)
    {
        var study = new Study(new() { Sampler = new RandomSampler(), Space = _space, Seed = 3 });
        await study.OptimizeAsync(Value, 30, cancellationToken: Token);
        var suggester = sampler.Begin(new([new("value")], 1, RandomAddress.FromSeed(1)) { Space = _space });

        var suggested = suggester.SuggestJointly(
            new() { Number = 30, History = study.Trials, Random = RandomAddress.FromSeed(2) }, _space);

        double[] values = [.. suggested.Alternatives.Select(suggested.Acquisition!)];
        Assert.True(values.Length >= 256);
        Assert.True(values.Max() <= suggested.Acquisition!(suggested.Values));
    }

    private static double Value(LiveTrial trial) => Math.Abs(trial.SuggestInt("a", 0, 9) - 6)
        + Math.Abs(trial.SuggestFloat("b", 0, 1, step: 0.25) - 0.5) + (trial.SuggestCategorical("c", ["x", "y", "z"]) == "y" ? 0 : 1);
}

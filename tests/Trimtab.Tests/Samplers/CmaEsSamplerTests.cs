using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>Points of CMA-ES in a study: a generation covers its distribution evenly.</summary>
public class CmaEsSamplerTests
{
    /// <summary>
    /// Eight consecutive points of a scrambled Sobol sequence from a multiple of eight have one coordinate in each eighth, in every
    /// dimension (Owen 1995); so the normal numbers of a generation of eight lie one in each octile of N(0, 1), here around 0.5 with a
    /// deviation of 0.1.
    /// </summary>
    [Fact]
    public void Suggest_TheFirstGeneration_HasOnePointInEachOctile()
    {
        double[] ends = [-1.1503493803760079, -0.67448975019608171, -0.31863936396437514, 0, 0.31863936396437514, 0.67448975019608171,
            1.1503493803760079]; // scipy.stats.norm.ppf(k / 8)
        var space = SearchSpace.Create(
            Enumerable.Range(0, 5).Select(i => KeyValuePair.Create($"x{i}", (Distribution)new FloatDistribution(0, 1))));
        var study = new Study(new() { Sampler = new CmaEsSampler { Sigma = 0.1 }, Seed = 3, Space = space });

        var trials = Enumerable.Range(0, 8).Select(_ => Evaluate(study)).ToList();

        Assert.All(space.Keys, name =>
        {
            double[] z = [.. trials.Select(x => (x[name] - 0.5) / 0.1)];
            Assert.Equal(Enumerable.Range(0, 8), z.Select(v => ends.Count(end => end < v)).Order());
        });
    }

    /// <summary>Beyond the dimensions of Sobol's sequence no two parameters move together.</summary>
    [Fact]
    public void Suggest_InMoreDimensionsThanTheSequence_RepeatsNoCoordinate()
    {
        var space = SearchSpace.Create(
            Enumerable.Range(0, 250).Select(i => KeyValuePair.Create($"x{i}", (Distribution)new FloatDistribution(0, 1))));
        foreach (int startup in (int[])[0, 4])
        {
            var study = new Study(new() { Sampler = new CmaEsSampler { StartupTrials = startup, Sigma = 0.1 }, Seed = 3, Space = space });

            var first = Evaluate(study);

            Assert.Equal(first.Count, first.Values.Distinct().Count());
        }
    }

    private static Dictionary<string, double> Evaluate(Study study)
    {
        var trial = study.Ask();
        var values = study.Options.Space!.Keys.ToDictionary(name => name, name => trial.SuggestFloat(name, 0, 1));
        trial.Tell(values.Values.Sum());
        return values;
    }
}

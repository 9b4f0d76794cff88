using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>Points of quasi-random search in a study.</summary>
public class QmcSamplerTests
{
    /// <summary>Point 1 of Sobol's sequence is 1/2 in every dimension (scipy.stats.qmc.Sobol); the scrambled sequence keeps it.</summary>
    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void Suggest_ForTrialOne_IsTheMiddle(bool scramble, ulong seed)
    {
        var space = new SearchSpace { ["x"] = new FloatDistribution(-1, 1), ["y"] = new FloatDistribution(1e-4, 1, Log: true) };
        var study = new Study(new() { Sampler = new QmcSampler { Scramble = scramble }, Seed = seed, Space = space });
        study.Ask().Tell(0);

        var trial = study.Ask();

        Assert.Equal(0, trial.SuggestFloat("x", -1, 1), 1e-12);
        Assert.Equal(1e-2, trial.SuggestFloat("y", 1e-4, 1, log: true), 1e-12);
    }

    /// <summary>Of points 0 to 15 of a scrambled sequence all but point 1 lie one in each sixteenth, so no sixteenth holds three.</summary>
    [Fact]
    public void Suggest_SixteenScrambledPoints_CoverEveryDimensionEvenly()
    {
        var space = new SearchSpace { ["x"] = new FloatDistribution(0, 1), ["y"] = new FloatDistribution(0, 1) };
        var study = new Study(new() { Sampler = new QmcSampler(), Seed = 5, Space = space });

        var trials = Enumerable.Range(0, 16).Select(_ => Evaluate(study)).ToList();

        trials.RemoveAt(1);
        Assert.All(space.Keys, name => Assert.Equal(
            15, trials.Select(trial => (int)(16 * trial.Parameters[name].As<double>())).Distinct().Count()));
    }

    private static Trial Evaluate(Study study)
    {
        var trial = study.Ask();
        return trial.Tell(trial.SuggestFloat("x", 0, 1) + trial.SuggestFloat("y", 0, 1));
    }
}

using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>The first trials of several at once: how they cover the space, and when a model begins.</summary>
public class ParallelStartupTests
{
    private const int AtOnce = 8;

    /// <summary>No trial has shown what its parameters are, yet each of them has one value in each eighth of the inner range.</summary>
    [Fact]
    public void Auto_FirstTrialsOfAnUnknownSpace_AreALatinHypercube()
    {
        var study = new Study(new() { Sampler = new AutoSampler(), Concurrency = AtOnce, Seed = 3 });
        var trials = Enumerable.Range(0, AtOnce).Select(_ => study.Ask()).ToArray();
        var points = trials
            .Select(trial => (X: trial.SuggestFloat("x", 0, 10), Y: trial.SuggestFloat("y", 1e-4, 1, log: true))).ToArray();

        Assert.Equal(Enumerable.Range(0, AtOnce), points.Select(point => EighthOf(point.X / 10)).Order());
        Assert.Equal(Enumerable.Range(0, AtOnce), points.Select(point => EighthOf(1 + (Math.Log10(point.Y) / 4))).Order());
        Assert.NotEqual(points.Select(point => EighthOf(point.X / 10)), points.Select(point => EighthOf(1 + (Math.Log10(point.Y) / 4))));

        static int EighthOf(double share) => (int)((share - 0.2) / 0.6 * AtOnce);
    }

    /// <summary>Eight trials have begun and four of them have ended: the model knows where the others are.</summary>
    [Fact]
    public void TrustRegion_WithTrialsUnderWay_BeginsWhenHalfOfTheStartupHasEnded()
    {
        var sampler = new TrustRegionSampler { StartupTrials = AtOnce };
        var space = new SearchSpace { ["x"] = new FloatDistribution(0, 1), ["y"] = new FloatDistribution(0, 1) };
        var study = new Study(new() { Sampler = sampler, Concurrency = AtOnce, Seed = 3, Space = space });
        var running = new Queue<LiveTrial>(Enumerable.Range(0, AtOnce).Select(_ => study.Ask()));
        var origins = new List<string>();
        while (origins.Count < AtOnce)
        {
            var ended = running.Dequeue();
            ended.Tell(ended.SuggestFloat("x", 0, 1) + ended.SuggestFloat("y", 0, 1));
            var next = study.Ask();
            running.Enqueue(next);
            next.SuggestFloat("x", 0, 1);
            origins.Add(study[next.Number].Origins["x"]);
        }

        Assert.All(origins[..3], origin => Assert.StartsWith("qmc", origin, StringComparison.Ordinal));
        Assert.All(origins[3..], origin => Assert.DoesNotContain("qmc", origin, StringComparison.Ordinal));
    }
}

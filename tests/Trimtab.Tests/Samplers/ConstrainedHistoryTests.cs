using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>Samplers that start from, or search around, the best trial take the best feasible one.</summary>
public class ConstrainedHistoryTests
{
    /// <summary>Every learner with its defaults, and settings by which one starts at a best trial.</summary>
    private static readonly Dictionary<string, Sampler> _samplers = new()
    {
        ["cmaes after startup trials"] = new CmaEsSampler { StartupTrials = 16, Sigma = 0.01 },
        ["cmaes with a warm start"] = new CmaEsSampler { WarmStart = History() },
        ["refine around random"] = new LocalRefinementSampler
        {
            Inner = new RandomSampler(),
            Every = 2,
            MaxDistance = 0.01,
            StartupTrials = 0,
        },
    };

    public static TheoryData<string> Samplers => [.. SamplerConformanceTests.Learners.Select(row => row.Data), .. _samplers.Keys];

    /// <summary>
    /// A quarter of the space is feasible, and everything outside has far better values: late trials lie inside more often than random
    /// ones.
    /// </summary>
    [Theory]
    [MemberData(nameof(Samplers))]
    public void Late_Trials_OfAStudyWithBetterInfeasibleOnes_AreFeasible(string name)
    {
        var sampler = _samplers.TryGetValue(name, out var own) ? own : Sampler.Catalog.Create(name);
        var study = new Study(new() { Sampler = sampler, Seed = 1 });
        int trials = name switch { "nsga2" or "nsga3" => 400, "de" => 300, _ => 80 };
        for (int i = 0; i < trials; i++)
        {
            var trial = study.Ask();
            double x = trial.SuggestFloat("x", 0, 1), y = trial.SuggestFloat("y", 0, 1);
            trial.Constrain(0.75 - x);
            trial.Tell(LossOf(x, y));
        }

        double feasible = study.Trials.TakeLast(trials / 2).Average(trial => trial.IsFeasible ? 1 : 0);
        double least = 0.25 + (4 * Math.Sqrt(0.25 * 0.75 / (trials / 2))); // four standard deviations above the share of random trials
        Assert.True(feasible >= least, $"{name}: {feasible:P0} of the later half of the trials are feasible, {least:P0} must be");
    }

    [Fact]
    public void CmaEs_AfterStartupTrials_StartsAtTheBestFeasibleOne()
    {
        var study = new Study(new() { Sampler = new CmaEsSampler { StartupTrials = 16, Sigma = 0.01 }, Seed = 1 });
        for (int i = 0; i < 22; i++)
        {
            var trial = study.Ask();
            double x = trial.SuggestFloat("x", 0, 1);
            trial.Constrain(0.5 - x);
            trial.Tell(x);
        }

        double start = study.Trials.Take(16).Select(trial => trial.Parameters["x"].As<double>()).Where(x => x >= 0.5).Min();
        Assert.All(study.Trials.Skip(16), trial => Assert.InRange(trial.Parameters["x"].As<double>(), start - 0.05, start + 0.05));
    }

    [Fact]
    public void CmaEs_WarmFromAStudyWithBetterInfeasibleTrials_StartsAmongTheFeasible()
    {
        var study = new Study(new() { Sampler = new CmaEsSampler { WarmStart = History() }, Seed = 1 });
        var first = Enumerable.Range(0, 6).Select(_ =>
        {
            var trial = study.Ask();
            trial.SuggestFloat("y", 0, 1);
            double x = trial.SuggestFloat("x", 0, 1);
            trial.Tell(0);
            return x;
        }).ToList();

        Assert.InRange(first.Average(), 0.75, 1);
    }

    /// <summary>Where no trial is feasible, the one nearest to being so is the start.</summary>
    [Fact]
    public void CmaEs_WithoutAFeasibleTrial_StartsAtTheLeastViolation()
    {
        var study = new Study(new() { Sampler = new CmaEsSampler { StartupTrials = 16, Sigma = 0.01 }, Seed = 1 });
        for (int i = 0; i < 22; i++)
        {
            var trial = study.Ask();
            double x = trial.SuggestFloat("x", 0, 1);
            trial.Constrain(2 - x);
            trial.Tell(x);
        }

        double start = study.Trials.Take(16).Max(trial => trial.Parameters["x"].As<double>());
        Assert.All(study.Trials.Skip(16), trial => Assert.InRange(trial.Parameters["x"].As<double>(), start - 0.05, 1));
    }

    private static double LossOf(double x, double y) => x < 0.75 ? -10 - y : Math.Pow(x - 0.9, 2) + Math.Pow(y - 0.3, 2);

    /// <summary>Random trials of another study with the same constraint.</summary>
    private static History History() => new(Enumerable.Range(0, 100).Select(number =>
    {
        var space = new SearchSpace { ["x"] = new FloatDistribution(0, 1), ["y"] = new FloatDistribution(0, 1) };
        var drawn = space.Sample(RandomAddress.FromSeed((ulong)number));
        double x = drawn["x"].As<double>(), y = drawn["y"].As<double>();
        return new Trial
        {
            Number = number,
            Parameters = drawn,
            Space = space,
            State = TrialState.Complete,
            Violation = Math.Max(0, 0.75 - x),
            Values = new Dictionary<string, double> { ["value"] = LossOf(x, y) },
        };
    }));
}

using Trimtab.Samplers;

namespace Trimtab.Tests.Samplers;

/// <summary>TPE in conditional spaces: what counts for a parameter that not every trial has.</summary>
public class TpeConditionalTests
{
    private const int Trials = 60;

    /// <summary>
    /// Optuna draws at random until the study has ten trials, not each branch; a parameter's first value has nothing to be estimated from.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Origins_InASpaceOfBranches_AreRandomInTheFirstTrialsOfTheStudyOnly(bool group)
    {
        var study = Searched(new TpeSampler { Group = group });

        foreach (var trial in study.Trials)
        {
            foreach (var (name, origin) in trial.Origins)
            {
                bool isNew = study.Trials.Take(trial.Number).All(earlier => !earlier.Parameters.ContainsKey(name));
                Assert.Equal(
                    trial.Number < 10 ? "random (first 10 of tpe)" : isNew ? "random (new to tpe)" : "tpe",
                    origin);
            }
        }
    }

    /// <summary>Ten of the sixty trials are random, so that at most ten of a branch are.</summary>
    [Fact]
    public void Parameters_OfTheBestBranch_AreEstimatedFromTheBestTrialsOfTheStudy()
    {
        var study = Searched(new TpeSampler { Group = true });

        var last = study.Trials.Where(trial => trial.Number >= Trials / 2 && trial.Parameters.ContainsKey("x1")).ToList();
        Assert.NotEmpty(last);
        Assert.All(last, trial => Assert.Equal("tpe", trial.Origins["x1"]));
    }

    private static Study Searched(Sampler sampler)
    {
        var study = new Study(new() { Sampler = sampler, Seed = 4 });
        for (int i = 0; i < Trials; i++)
        {
            var trial = study.Ask();
            int branch = trial.SuggestCategorical("branch", [0, 1, 2, 3]);
            double x = trial.SuggestFloat($"x{branch}", 0, 1);
            trial.Tell(Math.Abs(branch - 1) + (x * trial.SuggestFloat("common", 0, 1)));
        }

        return study;
    }
}

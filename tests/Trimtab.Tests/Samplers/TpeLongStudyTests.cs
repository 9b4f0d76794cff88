using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>TPE after thousands of trials: what a suggestion needs does not grow, and short studies do not depend on the bound.</summary>
public class TpeLongStudyTests
{
    private static readonly SearchSpace _space = new()
    {
        ["x"] = new FloatDistribution(0, 1),
        ["y"] = new FloatDistribution(1e-3, 1, Log: true),
        ["n"] = new IntDistribution(1, 30),
        ["kind"] = ParameterValues.Create("a", "b", "c"),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Bytes that a suggestion allocates, a count that does not depend on the machine's load.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Suggestion_AfterMoreTrials_AllocatesNoMore(bool multivariate)
    {
        var sampler = new TpeSampler { Multivariate = multivariate, MaxKernels = 200 };

        long early = BytesOf(sampler, 2000), late = BytesOf(sampler, 20_000);

        Assert.InRange(late, 0, 1.5 * early);
    }

    /// <summary>Up to the bound nothing depends on it.</summary>
    [Fact]
    public async Task Study_WithinTheBound_IsThatOfAHigherOne()
    {
        var low = await Run(200, 200);
        var high = await Run(100_000, 200);

        Assert.Equal(high.Trials.Select(trial => trial.Parameters), low.Trials.Select(trial => trial.Parameters));
    }

    /// <summary>A study that is continued from its trials suggests what one that never stopped does, beyond the bound, too.</summary>
    [Fact]
    public async Task Study_ContinuedBeyondTheBound_IsAsOneThatNeverStopped()
    {
        var whole = await Run(200, 420);
        foreach (int stopped in (int[])[150, 205, 333])
        {
            var resumed = StudyOf(200);
            foreach (var trial in whole.Trials.Take(stopped))
            {
                resumed.Add(trial);
            }

            await resumed.OptimizeAsync(Loss, 420 - stopped, cancellationToken: Token);

            Assert.Equal(whole.Trials.Select(trial => trial.Parameters), resumed.Trials.Select(trial => trial.Parameters));
        }
    }

    private static async Task<Study> Run(int mostKernels, int trials)
    {
        var study = StudyOf(mostKernels);
        await study.OptimizeAsync(Loss, trials, cancellationToken: Token);
        return study;
    }

    private static Study StudyOf(int mostKernels) =>
        new(new() { Sampler = new TpeSampler { MaxKernels = mostKernels }, Seed = 3, Space = _space });

    private static double Loss(LiveTrial trial) =>
        Math.Pow(trial.SuggestFloat("x", 0, 1) - 0.3, 2)
            + Math.Pow(Math.Log10(trial.SuggestFloat("y", 1e-3, 1, log: true)) + 1, 2)
            + Math.Abs(trial.SuggestInt("n", 1, 30) - 17)
            + (trial.SuggestCategorical("kind", ["a", "b", "c"]) == "b" ? 0 : 1);

    private static long BytesOf(TpeSampler sampler, int trials)
    {
        var objectives = new List<Objective> { new("value") };
        var suggester = sampler.Begin(new(objectives, 1, RandomAddress.FromSeed(1)));
        var all = Enumerable.Range(0, trials).Select(number => new Trial
        {
            Number = number,
            Parameters = _space.Sample(RandomAddress.FromSeed(2).At(number)),
            Space = _space,
            State = TrialState.Complete,
            Values = new Dictionary<string, double> { ["value"] = number * 0.618 % 1 },
        });
        var request = new SuggestionRequest { Number = trials, History = new(all), Random = RandomAddress.FromSeed(3) };
        suggester.SuggestJointly(request, _space);
        long before = GC.GetAllocatedBytesForCurrentThread();
        suggester.SuggestJointly(request.Redrawn(1), _space);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}

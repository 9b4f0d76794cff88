using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

public class BruteForceSamplerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task AConditionalSpace_IsTriedWhole(int concurrency)
    {
        var study = new Study(new() { Sampler = new BruteForceSampler(), Concurrency = concurrency, Direction = Direction.Maximize });

        string why = await study.OptimizeAsync(Objective, cancellationToken: Token);

        // linear: degree 1, 3, 5; rbf: gamma 0, 0.5, 1 × (shrink: yes with 2 rates, or no)
        Assert.Equal(3 + (3 * 3), study.History.Select(trial => trial.Parameters).Distinct().Count());
        Assert.Contains("every combination", why, StringComparison.Ordinal);
        Assert.InRange(study.Count, 12, 12 + (2 * (concurrency - 1)));
    }

    [Fact]
    public async Task AKnownSpace_IsTriedOnceOnSeveralWorkers()
    {
        var space = new SearchSpace { ["a"] = new IntDistribution(1, 3), ["b"] = new CategoricalDistribution(["x", "y"]), ["c"] = new FloatDistribution(0, 1, Step: 0.5) };
        var study = new Study(new() { Sampler = new BruteForceSampler(), Concurrency = 4, Space = space });

        await study.OptimizeAsync(trial => space.Sum(parameter => trial.Suggest(parameter.Key, parameter.Value).IsNumber ? 1 : 2), cancellationToken: Token);

        Assert.Equal(18, study.Count);
        Assert.Equal(18, study.History.Select(trial => trial.Parameters).Distinct().Count());
    }

    [Fact]
    public async Task ARealWithoutSteps_IsRefused()
    {
        var study = new Study(new() { Sampler = new BruteForceSampler() });

        var error = await Assert.ThrowsAsync<TrimtabException>(() => study.OptimizeAsync(trial => trial.SuggestFloat("x", 0, 1), cancellationToken: Token));

        Assert.Contains("give it a step", error.Message, StringComparison.Ordinal);
    }

    private static double Objective(LiveTrial trial)
    {
        if (trial.SuggestCategorical("kind", ["linear", "rbf"]) == "linear")
        {
            return trial.SuggestInt("degree", 1, 5, step: 2);
        }

        double gamma = trial.SuggestFloat("gamma", 0, 1, step: 0.5);
        return trial.SuggestCategorical("shrink", [true, false]) ? gamma * trial.SuggestCategorical("rate", [0.1, 0.2]) : gamma;
    }
}

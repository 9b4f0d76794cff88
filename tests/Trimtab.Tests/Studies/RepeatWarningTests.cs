using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Studies;

/// <summary>A study that has tried every combination of a finite space goes on, as Optuna's does, and says so.</summary>
public class RepeatWarningTests
{
    private static readonly SearchSpace _ten = new() { ["x"] = new IntDistribution(0, 9) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("auto")]
    [InlineData("tpe")]
    [InlineData("cmaes")]
    [InlineData("gp")]
    public async Task Trials_BeyondTheLastCombination_AreAWarning(string sampler)
    {
        var study = Study(sampler);

        var first = await Run(study, 10);
        Assert.Empty(study.Warnings);
        Assert.Empty(first.Warnings);
        var second = await Run(study, 15);

        Assert.Equal(10, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
        Assert.Equal(25, study.Trials.Count);
        Assert.StartsWith("From trial 10 on, trials repeat earlier ones:", Assert.Single(study.Warnings), StringComparison.Ordinal);
        Assert.Equal(study.Warnings, second.Warnings);
        Assert.EndsWith(study.Warnings[0], second.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trials_ThatMayRepeat_AreNoWarning()
    {
        var study = new Study(new() { Space = _ten, AllowDuplicates = true });

        await Run(study, 25);

        Assert.Empty(study.Warnings);
    }

    private static Study Study(string sampler) => new(new() { Space = _ten, Sampler = Sampler.Catalog.Create(sampler) });

    private static Task<OptimizeResult> Run(Study study, int trials) => study.OptimizeAsync(
        trial => Math.Pow(trial.SuggestInt("x", 0, 9) - 3, 2), trials, cancellationToken: Token);
}

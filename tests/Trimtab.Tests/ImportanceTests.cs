using Trimtab.Importance;
using Trimtab.Samplers;

namespace Trimtab.Tests;

public class ImportanceTests
{
    public static TheoryData<string> Names => [.. ImportanceEvaluator.Catalog.Names];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Knobs_ThatMatterMore_ComeFirst(string name)
    {
        var study = await Run(trial => (10 * trial.SuggestFloat("much", 0, 1)) + trial.SuggestFloat("little", 0, 1) + (0 * trial.SuggestFloat("nothing", 0, 1)) + (trial.SuggestCategorical("kind", ["a", "b"]) == "a" ? 4 : 0));

        var importances = ImportanceEvaluator.Catalog.Create(name).Of(study);

        Assert.Equal(["much", "kind"], importances.Take(2).Select(item => item.Knob));
        Assert.Equal(1, importances.Sum(item => item.Importance), 1e-12);
        Assert.True(importances.Single(item => item.Knob == "nothing").Importance < 0.12);
    }

    /// <summary>Of f = 2a + b over the unit square, a explains 4/5 of the variance and b 1/5.</summary>
    [Fact]
    public async Task FunctionalAnova_OfAPlane_ComesNearTheTruth()
    {
        var study = await Run(trial => (2 * trial.SuggestFloat("a", 0, 1)) + trial.SuggestFloat("b", 0, 1));

        var importances = new FunctionalAnova().Of(study);

        Assert.Equal("a", importances[0].Knob);
        Assert.Equal(0.8, importances[0].Importance, 0.04);
    }

    [Fact]
    public void TooFewTrials_SayWhatIsNeeded() =>
        Assert.Contains("two or more complete trials", Assert.Throws<TrimtabException>(() => new PedAnova().Of(new Study())).Message, StringComparison.Ordinal);

    private static async Task<Study> Run(Func<LiveTrial, double> objective)
    {
        var study = new Study(new() { Sampler = new RandomSampler(), Seed = 5 });
        await study.OptimizeAsync(objective, 200, cancellationToken: Token);
        return study;
    }
}

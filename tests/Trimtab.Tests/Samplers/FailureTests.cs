using Trimtab.Samplers;

namespace Trimtab.Tests.Samplers;

/// <summary>A failed trial is the worst there is: samplers that learn leave where trials fail.</summary>
public class FailureTests
{
    public static TheoryData<string> Learners => SamplerConformanceTests.Learners;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The best is well inside of what works; 70 % of the space give NaN, so a random search goes on to fail in 70 %.</summary>
    [Theory]
    [MemberData(nameof(Learners))]
    public async Task Learners_WhereMostOfTheSpaceIsNaN_LeaveThatRegion(string name)
    {
        double ours = await ShareOfFailures(name, (x, y) => ((x - 0.15) * (x - 0.15)) + ((y - 0.5) * (y - 0.5)), throws: false);

        Assert.True(ours < 0.35, $"{name} failed in {ours:P0} of its last trials");
    }

    /// <summary>The values get better up to the edge: half of all steps from there fail, but no more than that.</summary>
    [Theory]
    [MemberData(nameof(Learners))]
    public async Task Learners_OnASlopeThatEndsInExceptions_StayAtItsEdge(string name)
    {
        double ours = await ShareOfFailures(name, (x, y) => y - x, throws: true);

        Assert.True(ours < 0.55, $"{name} failed in {ours:P0} of its last trials");
    }

    [Fact]
    public async Task RandomSearch_Fails_InSeventyPercent() =>
        Assert.InRange(await ShareOfFailures("random", (x, y) => y - x, throws: false), 0.6, 0.8);

    /// <summary>Of the last third of the trials of four studies.</summary>
    private static async Task<double> ShareOfFailures(string name, Func<double, double, double> objective, bool throws)
    {
        int failed = 0, trials = name switch { "nsga2" or "nsga3" => 300, "de" => 240, "gp" => 60, _ => 120 };
        for (ulong seed = 0; seed < 4; seed++)
        {
            var study = new Study(new() { Sampler = Sampler.Catalog.Create(name), Seed = seed });
            await study.OptimizeAsync(
                trial =>
                {
                    double x = trial.SuggestFloat("x", 0, 1), y = trial
                        .SuggestFloat("y", 0, 1), others = 0.01 * (trial.SuggestFloat("z", 0, 1) + trial.SuggestInt("n", 0, 9));
                    return x <= 0.3 ? objective(x, y) + others : throws ? throw new InvalidOperationException("out of memory") : double.NaN;
                },
                trials,
                cancellationToken: Token);
            failed += study.Trials.Skip(2 * trials / 3).Count(trial => trial.State == TrialState.Failed);
        }

        return failed / (4 * trials / 3.0);
    }
}

using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>TPE in finite spaces: what it suggests in the place of a cell that was tried.</summary>
public class TpeFiniteTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. Kind.Keys];

    private static Dictionary<string, StudyOptions> Kind => new()
    {
        ["multivariate"] = new() { Sampler = new TpeSampler() },
        ["univariate"] = new() { Sampler = new TpeSampler { Multivariate = false } },
        ["in groups"] = new() { Sampler = new TpeSampler { Group = true } },
        ["one parameter fixed"] = new() { Sampler = new TpeSampler(), Fixed = ParameterSet.Of(("f", 0)) },
        ["two objectives"] = new() { Sampler = new TpeSampler(), Objectives = [new("sum"), new("difference")] },
    };

    /// <summary>Of 2,160 cells a few are near the best: TPE meets them again and again, but goes on searching.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Trials_InAFiniteSpace_AreRandomAtTheBeginningOnly(string kind)
    {
        var study = new Study(Kind[kind] with { Seed = 3 });

        await study.OptimizeAsync(
            trial =>
            {
                double sum = trial.SuggestInt("a", 0, 5) + trial.SuggestInt("b", 0, 4) + trial.SuggestInt("c", 0, 3)
                    + trial.SuggestCategorical("d", [0, 1, 2]) + trial.SuggestCategorical("e", [0, 1, 2]);
                int f = trial.SuggestCategorical("f", [0, 1]);
                return (IReadOnlyList<double>)(study.Options.Objectives.Count == 1 ? [sum + f] : [sum + f, f - sum]);
            },
            200,
            cancellationToken: Token);

        var random = study.Trials.Where(trial => trial.Origins.Values.Any(origin => origin.Contains("random", StringComparison.Ordinal)));
        Assert.All(random, trial => Assert.True(trial.Number < 10, $"{trial.Number}: {string.Join(", ", trial.Origins)}"));
        Assert.Equal(200, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
    }

    /// <summary>Most cells are tried: those that are left are found without a random draw.</summary>
    [Fact]
    public async Task Trials_WhereMostCellsWereTried_AreNotRandom()
    {
        var study = new Study(new() { Sampler = new TpeSampler(), Seed = 1 });

        await study.OptimizeAsync(
            trial => trial.SuggestInt("a", 0, 9) + trial.SuggestInt("b", 0, 9) + trial.SuggestCategorical("c", [0, 1, 2]),
            300,
            cancellationToken: Token);

        Assert.Equal(300, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
        Assert.DoesNotContain(
            study.Trials.Skip(10), trial => trial.Origins.Values.Any(origin => origin.Contains("random", StringComparison.Ordinal)));
    }

    /// <summary>Only the values that had to change are not what the sampler suggested.</summary>
    [Fact]
    public async Task Origins_OfACellInsteadOfADuplicate_AreOthersForWhatDiffersOnly()
    {
        var study = new Study(new() { Sampler = new TpeSampler(), Seed = 1 });

        await study.OptimizeAsync(trial => trial.SuggestInt("a", 0, 9) + trial.SuggestInt("b", 0, 9), 60, cancellationToken: Token);

        var replaced = study.Trials.Where(
            trial => trial.Origins.Values.Any(origin => origin.EndsWith("instead of a duplicate)", StringComparison.Ordinal)));
        Assert.Contains(replaced, trial => trial.Origins.Values.Contains("tpe"));
    }
}

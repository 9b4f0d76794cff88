using Trimtab.Samplers;
using Trimtab.Samplers.Tpe;
using Trimtab.Spaces;

namespace Trimtab.Tests.Samplers;

/// <summary>TPE in finite spaces: what it suggests in the place of a cell that was tried.</summary>
public class TpeFiniteTests
{
    private static readonly SpaceTransform _axes = new(new()
    {
        ["a"] = new IntDistribution(0, 4),
        ["b"] = ParameterValues.Create("p", "q", "r"),
    });

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Of 2,160 cells a few are near the best: TPE meets them again and again, but goes on searching.</summary>
    [Fact]
    public async Task Trials_InAFiniteSpace_AreRandomAtTheBeginningOnly()
    {
        var study = new Study(new() { Sampler = new TpeSampler(), Seed = 3 });

        await study.OptimizeAsync(
            trial => trial.SuggestInt("a", 0, 5) + trial.SuggestInt("b", 0, 4) + trial.SuggestInt("c", 0, 3)
                + trial.SuggestCategorical("d", [0, 1, 2]) + trial.SuggestCategorical("e", [0, 1, 2])
                + trial.SuggestCategorical("f", [0, 1]),
            200,
            cancellationToken: Token);

        var random = study.Trials.Where(trial => trial.Origins.Values.Any(origin => origin.Contains("random", StringComparison.Ordinal)));
        Assert.All(random, trial => Assert.True(trial.Number < 10, $"{trial.Number}: {string.Join(", ", trial.Origins)}"));
        Assert.Equal(200, study.Trials.Select(trial => trial.Parameters).Distinct().Count());
    }

    /// <summary>By hand: the other candidate first, then what is one step or choice away, in the order of the ratio.</summary>
    [Fact]
    public void NextBest_OfATriedCell_IsACandidateThenANeighbour()
    {
        double[] best = [2, 1], other = [4, 2];
        Dictionary<string, double> ratios = new() { ["2q"] = 9, ["4r"] = 5, ["3q"] = 4, ["2p"] = 3, ["4q"] = 2 };
        var tried = new HashSet<ParameterSet> { _axes.At(best) };

        var cells = NextBest.Of(_axes, [best, other], place => ratios.GetValueOrDefault(Text(_axes.At(place))), tried.Contains);

        Assert.Equal(["4r", "3q", "2p", "4q"], cells.Take(4).Select(Text));
        Assert.DoesNotContain(_axes.At(best), cells);
    }

    [Fact]
    public void NextBest_WhereAllWereTried_IsNothing() => Assert.Empty(NextBest.Of(_axes, [[2, 1]], _ => 0, _ => true));

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

    private static string Text(ParameterSet cell) => $"{cell["a"]}{cell["b"].As<string>()}";
}

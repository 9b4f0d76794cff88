using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Importance;

/// <summary>fANOVA: how much of the variance of the figures, over the whole space, each parameter explains alone, by a random forest.</summary>
/// <remarks>Hutter, Hoos, Leyton-Brown, ICML 2014; 64 trees as Optuna. Seeded, so the same trials give the same answer.</remarks>
[Named("fanova")]
public sealed record FunctionalAnova : ImportanceEvaluator
{
    /// <summary>Trees, 1 to 10,000. Default 64.</summary>
    public int Trees { get; init => field = Setting.Between(value, 1, 10_000); } = 64;

    /// <inheritdoc/>
    protected override double[] Evaluate(IReadOnlyList<Trial> trials, SearchSpace space, double[] losses) =>
        new RegressionForest(SharesOf(trials, new(space)), losses, Trees, new(0)).MarginalVariances();

    /// <summary>Every trial as a point of [0, 1]ᵈ.</summary>
    internal static double[][] SharesOf(IReadOnlyList<Trial> trials, SpaceTransform axes) =>
        [.. trials.Select(trial => axes.Of(trial.Parameters)!.Select((place, i) => axes[i].ShareOf(place)).ToArray())];
}

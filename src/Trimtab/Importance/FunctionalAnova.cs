using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Importance;

/// <summary>
/// fANOVA: the fraction of an objective's variance over the whole space that each parameter explains alone, by a random forest.
/// </summary>
/// <remarks>
/// Hutter, Hoos, Leyton-Brown, "An Efficient Approach for Assessing Hyperparameter Importance" (ICML 2014). The same trials give the same
/// result.
/// <code>
/// var importances = new FunctionalAnova { Trees = 128 }.Of(study);
/// </code>
/// </remarks>
[Named("fanova")]
public sealed record FunctionalAnova : ImportanceEvaluator
{
    /// <summary>Number of trees, 1 to 10,000. Default 64, as in Optuna.</summary>
    public int Trees { get; init => field = Setting.Between(value, 1, 10_000); } = 64;

    /// <inheritdoc/>
    protected override double[] Evaluate(IReadOnlyList<Trial> trials, SearchSpace space, double[] losses) =>
        new RegressionForest(SharesOf(trials, new(space)), losses, Trees, new(0)).MarginalVariances();

    /// <summary>Trials as points of the unit cube [0, 1]ᵈ.</summary>
    internal static double[][] SharesOf(IReadOnlyList<Trial> trials, SpaceTransform axes) =>
        [.. trials.Select(trial => axes.Of(trial.Parameters)!.Select((place, i) => axes[i].ShareOf(place)).ToArray())];
}

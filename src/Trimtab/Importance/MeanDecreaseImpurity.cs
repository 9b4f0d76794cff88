using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Importance;

/// <summary>
/// Mean decrease in impurity of a random forest: how much splits on each parameter reduce the squared error over the trials.
/// </summary>
/// <remarks>
/// Breiman, "Random Forests" (2001). Fast; it weights regions by the number of trials in them, unlike <see cref="FunctionalAnova"/>.
/// <code>
/// var importances = new MeanDecreaseImpurity().Of(study, objective: "loss");
/// </code>
/// </remarks>
[Named("mdi")]
public sealed record MeanDecreaseImpurity : ImportanceEvaluator
{
    /// <summary>Number of trees, 1 to 10,000. Default 64, as in Optuna.</summary>
    public int Trees { get; init => field = Setting.Between(value, 1, 10_000); } = 64;

    /// <inheritdoc/>
    protected override double[] Evaluate(IReadOnlyList<Trial> trials, SearchSpace space, double[] losses) =>
        new RegressionForest(FunctionalAnova.SharesOf(trials, new(space)), losses, Trees, new(0)).ImpurityDecreases();
}

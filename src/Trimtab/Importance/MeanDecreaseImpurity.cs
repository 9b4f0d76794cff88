using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Importance;

/// <summary>How much a random forest gains by splitting on each parameter: quick, and about the trials there are rather than about the space.</summary>
[Named("mdi")]
public sealed record MeanDecreaseImpurity : ImportanceEvaluator
{
    /// <summary>Trees, 1 to 10,000. Default 64.</summary>
    public int Trees { get; init => field = Setting.Between(value, 1, 10_000); } = 64;

    /// <inheritdoc/>
    protected override double[] Evaluate(IReadOnlyList<Trial> trials, SearchSpace space, double[] losses) =>
        new RegressionForest(FunctionalAnova.SharesOf(trials, new(space)), losses, Trees, new(0)).ImpurityDecreases();
}

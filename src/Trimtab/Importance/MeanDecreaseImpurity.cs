using Trimtab.Numerics;

namespace Trimtab.Importance;

/// <summary>How much a random forest gains by splitting on each knob: quick, and about the trials there are rather than about the space.</summary>
[Named("mdi")]
public sealed record MeanDecreaseImpurity : ImportanceEvaluator
{
    /// <summary>Trees, 1 or more. Default 64.</summary>
    public int Trees { get; init; } = 64;

    /// <inheritdoc/>
    protected override double[] Evaluate(IReadOnlyList<Trial> trials, SearchSpace space, double[] losses) =>
        new RegressionForest(FunctionalAnova.SharesOf(trials, new(space)), losses, Trees, new(0)).ImpurityDecreases();
}

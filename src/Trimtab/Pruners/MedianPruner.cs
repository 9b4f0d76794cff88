namespace Trimtab.Pruners;

/// <summary>
/// Prunes a trial whose best value so far is worse than the median of what the completed trials had last reported by the same epoch.
/// </summary>
/// <remarks>
/// The percentile pruner at 50 %; see there for rivals that did not report at the very epoch. Golovin et al., KDD 2017.
/// <code>
/// var study = new Study(new() { Pruner = new MedianPruner { WarmupEpochs = 3 } });
/// </code>
/// </remarks>
[Named("median")]
public sealed record MedianPruner : QuantilePruner
{
    private protected override double Quantile => 0.5;
}

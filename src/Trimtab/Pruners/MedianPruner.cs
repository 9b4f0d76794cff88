namespace Trimtab.Pruners;

/// <summary>
/// Prunes a trial whose best value so far is worse than the median of what the completed trials had last reported by the same epoch.
/// </summary>
[Named("median")]
public sealed record MedianPruner() : PercentilePruner(50);

namespace Trimtab.Pruners;

/// <summary>Ends a trial whose best figure so far is worse than the median of what the completed trials had last reported by the same epoch.</summary>
[Named("median")]
public sealed record MedianPruner() : PercentilePruner(50);

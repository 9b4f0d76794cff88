namespace Trimtab.Pruners;

/// <summary>Ends a trial whose best figure so far is worse than the median of the completed trials at the same epoch.</summary>
[Named("median")]
public sealed record MedianPruner() : PercentilePruner(50);

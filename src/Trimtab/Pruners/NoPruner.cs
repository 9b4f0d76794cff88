namespace Trimtab.Pruners;

/// <summary>Every trial runs to its end.</summary>
[Named("none")]
public sealed record NoPruner : Pruner
{
    /// <inheritdoc/>
    public override bool ShouldPrune(PruneCheck check) => false;
}

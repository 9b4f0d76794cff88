namespace Trimtab.Pruners;

/// <summary>Lets every trial run to its end.</summary>
[Named("none")]
public sealed record NoPruner : Pruner
{
    /// <inheritdoc/>
    public override PruneDecision Decide(PruningRequest request) => PruneDecision.Continue;
}

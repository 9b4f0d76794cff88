namespace Trimtab.Pruners;

/// <summary>Lets every trial run to its end.</summary>
/// <remarks>
/// <code>
/// var study = new Study(new() { Pruner = new NoPruner() });
/// </code>
/// </remarks>
[Named("none")]
public sealed record NoPruner : Pruner
{
    /// <inheritdoc/>
    internal override bool IsIdle => true;

    /// <inheritdoc/>
    public override PruneDecision Decide(PruningRequest request) => PruneDecision.Continue;

    /// <summary>Any metric: none is compared.</summary>
    internal override Objective MetricOf(IReadOnlyList<Objective> objectives) => new(Metric, objectives[0].Direction);
}

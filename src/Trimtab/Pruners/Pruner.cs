namespace Trimtab.Pruners;

/// <summary>
/// Decides from intermediate reports whether a running trial goes on. Immutable settings; a decision depends on the request alone.
/// </summary>
/// <remarks>Adding one: docs/adding/pruner.md.</remarks>
public abstract record Pruner
{
    private static readonly Lazy<Catalog<Pruner>> _catalog = new(() => Catalog<Pruner>.WithUsersOwn(typeof(Pruner).Assembly));

    /// <summary>Every pruner by name, a user's own included.</summary>
    public static Catalog<Pruner> Catalog => _catalog.Value;

    /// <summary>
    /// The metric of the reports that is compared; <see cref="LiveTrial.Report(double, int, int)"/> reports it. Default "value".
    /// </summary>
    /// <remarks>
    /// It is better in the direction of the objective of that name, else of the first. A pruner inside another compares the outer one's
    /// metric.
    /// </remarks>
    public string Metric { get; init => field = Setting.Required(value); } = "value";

    /// <summary>Whether the request's trial goes on.</summary>
    public abstract PruneDecision Decide(PruningRequest request);

    /// <summary>
    /// The epoch after which a trial will be paused, on every fold; <see langword="null"/>, as by default, where the pruner does not pause
    /// trials.
    /// </summary>
    /// <param name="request">The trial with its parameters, before or after its first report.</param>
    public virtual int? EpochLimit(PruningRequest request) => null;

    /// <summary>
    /// The paused trial that is to be resumed by the next trial; <see langword="null"/>, as by default, where there is none.
    /// </summary>
    public virtual Trial? Promote(PromotionRequest request) => null;

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}

namespace Trimtab.Pruners;

/// <summary>
/// Decides from intermediate reports whether a running trial goes on. Immutable settings; a decision depends on the request alone.
/// </summary>
/// <remarks>Adding one: docs/adding/pruner.md.</remarks>
public abstract record Pruner
{
    private const string DefaultMetric = "value";

    private static readonly Lazy<Catalog<Pruner>> _catalog = new(() => Catalog<Pruner>.WithUsersOwn(typeof(Pruner).Assembly));

    /// <summary>Every pruner by name, a user's own included.</summary>
    public static Catalog<Pruner> Catalog => _catalog.Value;

    /// <summary>
    /// Name of the metric that is compared; <see cref="LiveTrial.Report(double, int, int)"/> reports it. Default "value", which stands for
    /// the objective where there is only one. Of several, one must be named.
    /// </summary>
    /// <remarks>A pruner inside another compares the outer one's metric.</remarks>
    public string Metric { get; init => field = Setting.Required(value); } = DefaultMetric;

    /// <summary>
    /// Which values of <see cref="Metric"/> are better. Default <see langword="null"/>: the objective's direction. To be set where the
    /// metric is no objective, such as a loss where accuracy is maximized.
    /// </summary>
    public Direction? Direction { get; init; }

    /// <summary>Whether it lets every trial go on, whatever is reported.</summary>
    internal virtual bool IsIdle => false;

    /// <summary>Whether the request's trial goes on.</summary>
    /// <param name="request">The running trial and the trials it may be compared with.</param>
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

    /// <summary>
    /// Checks settings that must fit one another. A study calls it when it is made. By default there is nothing to check.
    /// </summary>
    /// <exception cref="TrimtabException">They do not fit.</exception>
    public virtual void Check()
    {
    }

    /// <summary>The metric that is compared, with its direction.</summary>
    /// <param name="objectives">The objectives of the study, one or more.</param>
    /// <exception cref="TrimtabException">The direction is unknown, or contradicts the objective's.</exception>
    internal virtual Objective MetricOf(IReadOnlyList<Objective> objectives)
    {
        var objective = ObjectiveOf(objectives);
        return objective is null || objective.Direction == (Direction ?? objective.Direction)
            ? new(Metric, Direction ?? objective?.Direction ?? throw NoDirection(objectives))
            : throw new TrimtabException(
                $"A pruner must compare an objective in its direction. '{Metric}' is to {objective.Direction}, and the pruner's Direction "
                + $"is {Direction.GetValueOrDefault()}: leave it out.");
    }

    /// <summary>The objective whose intermediate values the metric has; null where it is another metric.</summary>
    internal Objective? ObjectiveOf(IReadOnlyList<Objective> objectives) =>
        objectives.FirstOrDefault(objective => objective.Name == Metric)
        ?? (Metric == DefaultMetric && Direction is null && objectives.Count == 1 ? objectives[0] : null);

    private TrimtabException NoDirection(IReadOnlyList<Objective> objectives) => new(
        $"A pruner's metric must be an objective or have a direction. Got '{Metric}'; the objectives are "
        + $"{string.Join(", ", objectives.Select(objective => objective.Name))}. Name one of them, or set the pruner's Direction.");

    /// <summary>The members as text, the same in every culture.</summary>
    public sealed override string ToString() => InvariantText.Record(this, PrintMembers);
}

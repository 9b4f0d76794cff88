using Microsoft.Extensions.Logging;
using Trimtab.Logging;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab;

/// <summary>Options of a study: objectives, sampler, pruner, space, seed. Immutable.</summary>
public sealed record StudyOptions
{
    private readonly IReadOnlyList<Objective>? _objectives;
    private readonly Direction? _direction;
    private readonly LoggerSetting _logger;

    /// <summary>The study's name; not blank. Default "study".</summary>
    public string Name { get; init => field = Setting.Required(value); } = "study";

    /// <summary>
    /// Which values of the first objective are better. Default: small ones. With <see cref="Objectives"/> it need not be given, and must
    /// not contradict them.
    /// </summary>
    public Direction Direction
    {
        get => Objectives[0].Direction;
        init => _direction = new Objective("value", value).Direction;
    }

    /// <summary>
    /// The metrics an objective function returns, in order; one or more, with different names. Default: one, called "value", in <see
    /// cref="Direction"/>.
    /// </summary>
    public IReadOnlyList<Objective> Objectives
    {
        get => _objectives ?? [new("value", _direction ?? Direction.Minimize)];
        init => _objectives = Checked(value);
    }

    /// <summary>Whether objectives were given, with their names.</summary>
    internal bool NamesObjectives => _objectives is not null;

    /// <summary>Seed of all random draws. Default 0.</summary>
    public ulong Seed { get; init; }

    /// <summary>Suggests parameters. Default: <see cref="AutoSampler"/>.</summary>
    public Sampler Sampler { get; init => field = Setting.Required(value); } = new AutoSampler();

    /// <summary>Prunes trials. Default: none.</summary>
    public Pruner Pruner { get; init => field = Setting.Required(value); } = new NoPruner();

    /// <summary>
    /// The whole space, if it is known; all parameters are then suggested jointly from the first trial on. Default: what the trials have
    /// had in common.
    /// </summary>
    public SearchSpace? Space { get; init; }

    /// <summary>Parameters that are not searched, with the values they have in every trial. Default: none.</summary>
    public ParameterSet Fixed { get; init => field = Setting.Required(value); } = ParameterSet.Empty;

    /// <summary>
    /// P: how many trials may be under way at once, 1 or more. Results depend on it, but not on how many workers there are. Default 1.
    /// </summary>
    public int Concurrency { get; init => field = Setting.AtLeast(value, 1); } = 1;

    /// <summary>Which results a suggestion may see. Default: <see cref="Schedule.Reproducible"/>.</summary>
    public Schedule Schedule { get; init; }

    /// <summary>
    /// Whether the very parameters of an earlier trial may be evaluated again. Default: no, where another suggestion can be found.
    /// </summary>
    /// <remarks>
    /// Once every combination of a finite space was tried, trials repeat earlier ones, as Optuna's do, and a warning in
    /// <see cref="Study.Warnings"/> and <see cref="OptimizeResult.Warnings"/> says from which trial on. To end there, take
    /// <see cref="BruteForceSampler"/> or fewer trials.
    /// </remarks>
    public bool AllowDuplicates { get; init; }

    /// <summary>Whether the study ends once every combination of its space was tried, if that is finite. Default: no.</summary>
    internal bool EndsWhenTried { get; init; }

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init => field = Setting.Required(value); } = TimeProvider.System;

    /// <summary>
    /// Makes the logger of what the study does, in the category <c>Trimtab.Study</c>. Results do not depend on it, nor does
    /// equality; what it throws is in <see cref="Study.Warnings"/>. Default: none, nothing is logged.
    /// </summary>
    public ILoggerFactory? LoggerFactory { get => _logger.Factory; init => _logger = new(value); }

    /// <summary>Checks settings that must fit one another, whatever order they were given in.</summary>
    /// <exception cref="TrimtabException">
    /// The direction contradicts the first objective, a fixed value is outside its range, the pruner's settings do not fit one another, or
    /// its metric has no direction.
    /// </exception>
    /// <exception cref="UnknownNameException">A fixed parameter is not in the space.</exception>
    internal void Check()
    {
        if (_objectives is [var first, ..] && _direction is { } direction && direction != first.Direction)
        {
            throw new TrimtabException(
                $"Direction must not contradict Objectives. Got {direction} and '{first.Name}', which is to {first.Direction}; leave "
                + $"Direction out and write new Objective(\"{first.Name}\", Direction.{direction}).");
        }

        Space?.Require(Fixed, "fixed");
        Pruner.Check();
        _ = Pruner.MetricOf(Objectives);
    }

    private static IReadOnlyList<Objective> Checked(IReadOnlyList<Objective> objectives)
    {
        ArgumentNullException.ThrowIfNull(objectives);
        return objectives.Count > 0 && !objectives.Contains(null!)
            && objectives.DistinctBy(objective => objective.Name).Count() == objectives.Count
            ? [.. objectives]
            : throw new ArgumentException(
                $"A study must have one or more objectives with different names. Got "
                + $"{(objectives.Count == 0 ? "none" : string.Join(", ", objectives.Select(o => o?.Name ?? "null")))}.",
                nameof(objectives));
    }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

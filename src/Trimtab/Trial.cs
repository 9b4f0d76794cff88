using System.Collections.Frozen;
using System.Globalization;
using Trimtab.Spaces;

namespace Trimtab;

/// <summary>One evaluation of one parameter set. Immutable: a study replaces it by a newer one until the trial has finished.</summary>
public sealed record Trial
{
    /// <summary>Number of the trial in its study, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>
    /// The parameters that are evaluated; while a trial runs, those it has asked for so far; while it waits, those it will be given.
    /// </summary>
    public required ParameterSet Parameters { get; init => field = Setting.Required(value); }

    /// <summary>The distribution of each of <see cref="Parameters"/>; empty if unknown.</summary>
    public SearchSpace Space { get; init => field = Setting.Required(value); } = SearchSpace.Empty;

    /// <summary>
    /// Origin of each value: the name of a sampler and whether it fell back on another, "enqueued", "fixed", …; empty if unknown.
    /// </summary>
    public IReadOnlyDictionary<string, string> Origins { get; init => field = Setting.Required(value); } = NoOrigins;

    /// <summary>Number of the paused trial it resumes; <see langword="null"/> where the pruner did not promote one.</summary>
    public int? Resumes { get; init; }

    /// <summary>State of the trial. Default <see cref="TrialState.Waiting"/>.</summary>
    public TrialState State { get; init; }

    /// <summary>The values of the objectives, by name; empty before it has finished.</summary>
    public IReadOnlyDictionary<string, double> Values
    {
        get;
        init => field = Setting.Required(value);
    } = FrozenDictionary<string, double>.Empty;

    /// <summary>
    /// The value of the only objective; <see langword="null"/> before the trial has one, and where there are several objectives.
    /// </summary>
    public double? Value => Values.Count == 1 ? Values.Values.First() : null;

    /// <summary>Total violation of the constraints on its outcome, in all: 0 if it satisfies them, else above 0, ∞ included.</summary>
    public double Violation { get; init => field = Setting.Check(value, value >= 0, "0 or more"); }

    /// <summary>
    /// What its constraints amount to one by one, where that says more than the violation: Optuna's attributes, JSON by name. Empty
    /// otherwise.
    /// </summary>
    internal IReadOnlyDictionary<string, string> Constraints { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// Amounts of its constraints one by one, by place from "0" (<see cref="LiveTrial.Constrain"/>) or by name (of Optuna), in the order in
    /// which they were recorded: 0 or less where they are satisfied, else above 0, ∞ included. Empty where none was recorded.
    /// </summary>
    public IReadOnlyDictionary<string, double> ConstraintAmounts { get; internal init; } = NoAmounts;

    /// <summary>Whether it satisfies the constraints on its outcome; true where there are none.</summary>
    public bool IsFeasible => Violation == 0;

    /// <summary>Intermediate reports, by fold and then by epoch.</summary>
    public IReadOnlyList<Report> Reports { get; init => field = Setting.Required(value); } = [];

    /// <summary>Attributes that the user set, by name.</summary>
    public IReadOnlyDictionary<string, string> Attributes
    {
        get;
        init => field = Setting.Required(value);
    } = FrozenDictionary<string, string>.Empty;

    /// <summary>Files that were uploaded for it, in the order of uploading. Those of an attempt that was discarded stay.</summary>
    public IReadOnlyList<Artifact> Artifacts { get; init => field = Setting.Required(value); } = [];

    /// <summary>When it began, by the study's clock; not reproducible. Null if it did not begin here.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>How long it was evaluated; not reproducible.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>Why it failed, with the exception's type and stack; <see langword="null"/> if it did not.</summary>
    public TrialFailure? Failure { get; init; }

    /// <summary>Why it failed, in a sentence: the message of <see cref="Failure"/>; empty if it did not.</summary>
    public string Error => Failure?.Message ?? "";

    /// <summary>Warnings on the trial, such as enqueued parameters that it did not ask for. Mostly empty.</summary>
    public IReadOnlyList<string> Warnings { get; init => field = Setting.Required(value); } = [];

    /// <summary>Whether its state is final: complete, pruned, paused or failed. It does not change any more then.</summary>
    public bool IsFinished => State is TrialState.Complete or TrialState.Pruned or TrialState.Failed or TrialState.Paused;

    /// <summary>Whether the pruner ended it, for good or to be resumed: its value is not final.</summary>
    public bool IsStoppedEarly => State is TrialState.Pruned or TrialState.Paused;

    /// <summary>
    /// The parameters it was given before it was evaluated: fixed, enqueued or suggested jointly; empty if none. It need not have asked for
    /// all of them, and may have asked for more: <see cref="Parameters"/>.
    /// </summary>
    public ParameterSet Given { get; init; } = ParameterSet.Empty;

    /// <summary>No origin known.</summary>
    internal static IReadOnlyDictionary<string, string> NoOrigins { get; } = FrozenDictionary<string, string>.Empty;

    /// <summary>No constraint known.</summary>
    internal static IReadOnlyDictionary<string, double> NoAmounts { get; } = FrozenDictionary<string, double>.Empty;

    /// <summary>What the user enqueued it with; empty if they did not.</summary>
    internal ParameterSet Enqueued { get; init; } = ParameterSet.Empty;

    /// <summary>Until it has finished: origins of those of <see cref="Given"/> that a sampler suggested.</summary>
    internal IReadOnlyDictionary<string, string> Suggested { get; init; } = NoOrigins;

    /// <summary>What an earlier attempt was suggested when it asked, until the trial has finished.</summary>
    internal ParameterSet Kept { get; init; } = ParameterSet.Empty;

    /// <summary>Number, state, values and parameters, for people.</summary>
    public override string ToString()
    {
        string values = string.Join(", ", Values.Select(item => Invariant($"{item.Key}={item.Value}")));
        string outcome = values.Length > 0 ? $"{values} with " : Error.Length > 0 ? $"{Error} " : "";
        string number = Number.ToString(CultureInfo.InvariantCulture), state = State.ToString().ToLowerInvariant();
        return $"trial {number} ({state}): {outcome}{Parameters.ToDisplayString()}";

    }

    /// <summary>The trial without what an attempt wrote.</summary>
    internal Trial WithoutResults() => this with
    {
        Parameters = ParameterSet.Empty,
        Space = SearchSpace.Empty,
        Origins = NoOrigins,
        Reports = [],
        Violation = 0,
        Constraints = FrozenDictionary<string, string>.Empty,
        ConstraintAmounts = NoAmounts,
        Attributes = FrozenDictionary<string, string>.Empty,
    };

    /// <summary>A copy that shares nothing that its maker may change, with values as a space holds them.</summary>
    /// <param name="space">The distributions.</param>
    /// <param name="objectives">The objectives' names, in whose order their values are kept.</param>
    internal Trial Copy(SearchSpace space, string[] objectives) => this with
    {
        Parameters = space.Coerce(Parameters),
        Resumes = null, // a number of the study it comes from
        Values = NamedValues.Copy(Values, objectives),
        Attributes = Attributes.ToDictionary(),
        Origins = Origins.ToDictionary(),
        Reports = SortedReports.Packed(WithoutNull(Reports, nameof(Reports))),
        Warnings = [.. WithoutNull(Warnings, nameof(Warnings))],
        Artifacts = [.. WithoutNull(Artifacts, nameof(Artifacts))],
    };

    private static IReadOnlyList<T> WithoutNull<T>(IReadOnlyList<T> values, string name)
        where T : class => values.Any(value => value is null)
            ? throw new TrimtabException($"{name} of a trial must not hold null: leave it out.")
            : values;
}

using System.Collections.Frozen;

namespace Trimtab.Storages;

/// <summary>A trial of a storage, in Optuna's model. A snapshot; one that has finished never changes.</summary>
public sealed record StoredTrial
{
    /// <summary>Key of the trial in its storage, unique among all studies; later trials of a study have larger ones.</summary>
    public long Id { get; init; } = -1;

    /// <summary>Number in its study, from 0 without gaps, in the order of creation.</summary>
    public int Number { get; init; } = -1;

    /// <summary>State; a storage has no <see cref="TrialState.Paused"/>. Default <see cref="TrialState.Running"/>.</summary>
    public TrialState State
    {
        get;
        init => field = value != TrialState.Paused
            ? value
            : throw Setting.OutOfRange(nameof(State), "A stored trial must wait, run, or be complete, pruned or failed. Got Paused.");
    } = TrialState.Running;

    /// <summary>Values of the objectives, in their order; ±∞ are allowed. <see langword="null"/> where it has none.</summary>
    public IReadOnlyList<double>? Values { get; init; }

    /// <summary>When it was begun; <see langword="null"/> while it waits.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it finished; <see langword="null"/> before.</summary>
    public DateTimeOffset? Completed { get; init; }

    /// <summary>Parameters by name, in the order in which they were set.</summary>
    public IReadOnlyDictionary<string, StoredParameter> Parameters
    {
        get;
        init => field = Setting.Required(value);
    } = NoParameters;

    /// <summary>Intermediate values by step, in the order in which they were first reported; NaN and ±∞ are allowed.</summary>
    public IReadOnlyDictionary<long, double> IntermediateValues
    {
        get;
        init => field = Setting.Required(value);
    } = NoValues;

    /// <summary>Attributes set by the user: JSON text by name, in the order in which they were first set.</summary>
    public IReadOnlyDictionary<string, string> UserAttributes { get; init => field = Setting.Required(value); } = None;

    /// <summary>Attributes set by programs: JSON text by name, in the order in which they were first set.</summary>
    public IReadOnlyDictionary<string, string> SystemAttributes { get; init => field = Setting.Required(value); } = None;

    /// <summary>Whether it is complete, pruned or failed.</summary>
    public bool IsFinished => State is not (TrialState.Waiting or TrialState.Running);

    /// <summary>
    /// How many attempts to evaluate it were given back: the number of the attempt that may write to it, which makes what earlier ones
    /// write void.
    /// </summary>
    public int Attempt => StorageAttributes.AttemptOf(SystemAttributes.GetValueOrDefault(StorageAttributes.Attempt));

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);

    /// <summary>No parameter.</summary>
    internal static IReadOnlyDictionary<string, StoredParameter> NoParameters { get; } = FrozenDictionary<string, StoredParameter>.Empty;

    /// <summary>No intermediate value.</summary>
    internal static IReadOnlyDictionary<long, double> NoValues { get; } = FrozenDictionary<long, double>.Empty;

    /// <summary>No attribute.</summary>
    internal static IReadOnlyDictionary<string, string> None { get; } = FrozenDictionary<string, string>.Empty;
}

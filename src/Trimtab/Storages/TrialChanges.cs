using System.Collections.Frozen;

namespace Trimtab.Storages;

/// <summary>Changes that are written to a trial in one step, in this order.</summary>
public sealed record TrialChanges
{
    /// <summary>
    /// System attributes, JSON text by name, that the trial must have as they were read: where one of them is another by now, nothing is
    /// written, and <see cref="StudyStorage.Write"/> throws a <see cref="LostTrialException"/>. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> RequiredAttributes { get; init => field = Setting.Required(value); } = StoredTrial.None;

    /// <summary>Parameters that are set, by name; the last value of a name stays.</summary>
    public IReadOnlyDictionary<string, StoredParameter> Parameters
    {
        get;
        init => field = Setting.Required(value);
    } = FrozenDictionary<string, StoredParameter>.Empty;

    /// <summary>
    /// Whether parameters that the trial has and that are not set in this step are those of an earlier attempt: a storage that can removes
    /// them. A journal can't; a study knows them by <see cref="StorageAttributes.Names"/> when the trial has ended.
    /// </summary>
    public bool ReplacesParameters { get; init; }

    /// <summary>Intermediate values by step; the last one of a step stays.</summary>
    public IReadOnlyDictionary<long, double> IntermediateValues
    {
        get;
        init => field = Setting.Required(value);
    } = FrozenDictionary<long, double>.Empty;

    /// <summary>Attributes of the user as JSON text by name; the last value stays.</summary>
    public IReadOnlyDictionary<string, string> UserAttributes { get; init => field = Setting.Required(value); } = StoredTrial.None;

    /// <summary>Attributes of programs as JSON text by name; the last value stays.</summary>
    public IReadOnlyDictionary<string, string> SystemAttributes { get; init => field = Setting.Required(value); } = StoredTrial.None;

    /// <summary>
    /// Whether the attempt ends without a result: the trial waits again, and its <see cref="StoredTrial.Attempt"/> is one more.
    /// </summary>
    public bool IsReleased { get; init; }

    /// <summary>How the trial ends with this step; <see langword="null"/> where it goes on.</summary>
    public StoredEnd? End { get; init; }

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

namespace Trimtab.Storages;

/// <summary>A study of a storage, without its trials. A snapshot.</summary>
public sealed record StoredStudy
{
    /// <summary>Key of the study in its storage; what it begins with depends on the storage.</summary>
    public required long Id { get; init; }

    /// <summary>Name; unique in its storage. May be blank, as programs in Python allow.</summary>
    public required string Name { get; init => field = Setting.AnyText(value); }

    /// <summary>Directions of the objectives, one or more, in their order.</summary>
    public required IReadOnlyList<Direction> Directions { get; init => field = Setting.Required(value); }

    /// <summary>Attributes set by the user: JSON text by name, in the order in which they were first set.</summary>
    public IReadOnlyDictionary<string, string> UserAttributes { get; init => field = Setting.Required(value); } = StoredTrial.None;

    /// <summary>Attributes set by programs: JSON text by name, in the order in which they were first set.</summary>
    public IReadOnlyDictionary<string, string> SystemAttributes
    {
        get;
        init => field = StudyCopy.WithoutMark(Setting.Required(value));
    } = StoredTrial.None;

    /// <summary>
    /// Why the study can't be read, as where another program has damaged a row of it: what is missing here is damaged; or it is a copy
    /// that is not whole. <see langword="null"/> where it can.
    /// </summary>
    public string? Fault
    {
        get => field ?? (Directions.Count == 0
            ? "A study must have a direction or more. It has none: another program has deleted them."
            : StudyCopy.Fault(SystemAttributes));
        init;
    }

    /// <summary>
    /// The objectives: the directions with the names of Optuna's attribute; without one "value", and of several objectives "0", "1", …, as
    /// Optuna's tables call them.
    /// </summary>
    /// <exception cref="TrimtabException">Their names are no JSON.</exception>
    public IReadOnlyList<Objective> Objectives => StoredObjectives.Of(this);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

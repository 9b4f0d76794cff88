namespace Trimtab.Storages;

/// <summary>One change of a storage: a line of a journal. What it does: <see cref="StorageState"/>.</summary>
internal abstract record StorageOperation
{
    private StorageOperation()
    {
    }

    /// <summary>Creates a study.</summary>
    public sealed record CreateStudy(string Name, IReadOnlyList<Direction> Directions) : StorageOperation;

    /// <summary>Deletes a study with its trials.</summary>
    public sealed record DeleteStudy(long Study) : StorageOperation;

    /// <summary>Sets an attribute of a study; the last value stays.</summary>
    public sealed record SetStudyAttribute(long Study, AttributeKind Kind, string Name, string Json) : StorageOperation;

    /// <summary>Creates a trial with all that <paramref name="Trial"/> has but its id and number.</summary>
    public sealed record CreateTrial(long Study, StoredTrial Trial) : StorageOperation;

    /// <summary>A change of a trial that has not finished.</summary>
    public abstract record TrialOperation(long Trial) : StorageOperation;

    /// <summary>Sets a parameter; the last value stays.</summary>
    public sealed record SetParameter(long Trial, string Name, StoredParameter Parameter) : TrialOperation(Trial);

    /// <summary>Claims a waiting trial, or ends one; <paramref name="Values"/> of <see langword="null"/> leave those it has.</summary>
    public sealed record SetState(long Trial, TrialState State, IReadOnlyList<double>? Values, DateTimeOffset? At) : TrialOperation(Trial);

    /// <summary>Reports an intermediate value; the last one of a step stays.</summary>
    public sealed record SetIntermediateValue(long Trial, long Step, double Value) : TrialOperation(Trial);

    /// <summary>Sets an attribute of a trial; the last value stays.</summary>
    public sealed record SetTrialAttribute(long Trial, AttributeKind Kind, string Name, string Json) : TrialOperation(Trial);

    /// <summary>A line that changes nothing.</summary>
    public sealed record Nothing : StorageOperation;
}

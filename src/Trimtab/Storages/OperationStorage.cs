using static Trimtab.Storages.StorageOperation;

namespace Trimtab.Storages;

/// <summary>A storage whose studies are in memory, and whose operations others may see and add to in one order.</summary>
/// <remarks>Thread-safe.</remarks>
public abstract class OperationStorage : StudyStorage
{
    private const int MostAtOnce = 1000; // trials that are created in one step, while others wait

    private readonly Lock _gate = new();

    private protected OperationStorage()
    {
    }

    /// <summary>Studies and trials after the operations that are known here.</summary>
    private protected StorageState State { get; set; } = new();

    /// <inheritdoc/>
    protected override long CreateStudyCore(string name, IReadOnlyList<Direction> directions)
    {
        lock (_gate)
        {
            Append(() => [new CreateStudy(name, [.. directions])]);
            return State.Find(name)!.Id;
        }
    }

    /// <inheritdoc/>
    protected override void DeleteStudyCore(long study)
    {
        lock (_gate)
        {
            Append(() => [new DeleteStudy(study)]);
        }
    }

    /// <inheritdoc/>
    protected override void SetStudyAttributeCore(long study, AttributeKind kind, string name, string json)
    {
        var operation = new SetStudyAttribute(study, kind, name, json);
        lock (_gate)
        {
            Append(() => [operation]);
        }
    }

    /// <inheritdoc/>
    protected override string SetStudyAttributeOnceCore(long study, AttributeKind kind, string name, string json)
    {
        var operation = new SetStudyAttribute(study, kind, name, json);
        lock (_gate)
        {
            Append(() => State.Study(study)?.Attributes(kind).ContainsKey(name) == true ? [] : [operation]);
            return State.Study(study)!.Attributes(kind)[name];
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<StoredStudy> ReadStudiesCore()
    {
        lock (_gate)
        {
            ReadNew();
            return [.. State.Studies.Select(study => study.Snapshot())];
        }
    }

    /// <inheritdoc/>
    protected override StoredStudy? FindStudyCore(string name)
    {
        lock (_gate)
        {
            ReadNew();
            return State.Find(name)?.Snapshot();
        }
    }

    /// <inheritdoc/>
    protected override StoredTrial? CreateTrialCore(long study, StoredTrial trial, int? number) => Create(study, [trial], number)?[0];

    /// <inheritdoc/>
    protected override IReadOnlyList<StoredTrial> CreateTrialsCore(long study, IReadOnlyList<StoredTrial> trials, int? number)
    {
        var created = new List<StoredTrial>(trials.Count);
        foreach (var batch in trials.Chunk(MostAtOnce))
        {
            if (Create(study, batch, number + created.Count) is not { } next)
            {
                break;
            }

            created.AddRange(next);
        }

        return created;
    }

    /// <summary>Creates trials in one step; null, and nothing, where the first would have another number than it must get.</summary>
    private StoredTrial[]? Create(long study, StoredTrial[] trials, int? number)
    {
        lock (_gate)
        {
            bool isNext = true;
            Append(() =>
            {
                isNext = number is null || State.Study(study)?.Trials.Count is not { } count || count == number;
                return isNext ? Creations(study, trials) : [];
            });
            return isNext ? [.. State.Study(study)!.Trials.TakeLast(trials.Length).Select(trial => trial.Snapshot())] : null;
        }
    }

    private CreateTrial[] Creations(long study, IReadOnlyList<StoredTrial> trials)
    {
        var owner = State.Study(study) ?? throw NoStudy(study);
        foreach (var trial in trials)
        {
            RequireValues(owner.Directions.Count, trial.Values);
        }

        owner.RequireCompatible(trials);
        return [.. trials.Select(trial => new CreateTrial(study, trial))];
    }

    /// <inheritdoc/>
    protected override int? ClaimCore(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes)
    {
        StorageOperation[] operations =
        [
            .. Attributes(trial, AttributeKind.System, attributes), new SetState(trial, TrialState.Running, null, started),
        ];
        lock (_gate)
        {
            int? attempt = null;
            Append(() =>
            {
                var waiting = Required(trial);
                attempt = MayBeClaimed(waiting.State) ? waiting.Attempt : null;
                return attempt is null ? [] : operations;
            });
            return attempt;
        }
    }

    /// <inheritdoc/>
    protected override void WriteCore(long trial, int attempt, TrialChanges changes)
    {
        StorageOperation[] operations = [.. Operations(trial, attempt, changes)];
        lock (_gate)
        {
            Append(() =>
            {
                var written = Required(trial);
                StateAfter(written.Number, written.State, written.Attempt, attempt, changes, written.SystemAttribute);
                RequireValues(written.Owner.Directions.Count, changes.End?.Values);
                return operations;
            });
        }
    }

    /// <inheritdoc/>
    protected override StoredTrial? FindTrialCore(long study, int number)
    {
        lock (_gate)
        {
            ReadNew();
            var trials = (State.Study(study) ?? throw NoStudy(study)).Trials;
            return number >= 0 && number < trials.Count ? trials[number].Snapshot() : null;
        }
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<StoredTrial> ReadTrialsCore(long study, long after, IReadOnlyCollection<long> including)
    {
        lock (_gate)
        {
            ReadNew();
            var trials = (State.Study(study) ?? throw NoStudy(study)).Trials;
            return
            [
                .. including.Where(id => id <= after).Distinct().Order().Select(id => State.Trial(id)).OfType<TrialRecord>()
                    .Where(trial => trial.Study == study).Select(trial => trial.Snapshot()),
                .. Enumerable.Range(FirstAfter(trials, after), trials.Count - FirstAfter(trials, after)).Select(i => trials[i].Snapshot()),
            ];
        }
    }

    /// <summary>A trial that must be there; those of deleted studies are not.</summary>
    private TrialRecord Required(long trial) => State.Trial(trial) is { } found && State.Study(found.Study) is not null
        ? found
        : throw NoTrial(trial);

    /// <summary>Index of the first trial whose id is above <paramref name="after"/>; ids ascend.</summary>
    private static int FirstAfter(IReadOnlyList<TrialRecord> trials, long after)
    {
        var (low, high) = (0, trials.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = trials[middle].Id > after ? (low, middle) : (middle + 1, high);
        }

        return low;
    }

    /// <summary>The state comes last: where a loss of power keeps the first lines of a step alone, the trial is as before it.</summary>
    private static IEnumerable<StorageOperation> Operations(long trial, int attempt, TrialChanges changes)
    {
        foreach (var (name, parameter) in changes.Parameters)
        {
            yield return new SetParameter(trial, name, parameter);
        }

        foreach (var (step, value) in changes.IntermediateValues)
        {
            yield return new SetIntermediateValue(trial, step, value);
        }

        foreach (var set in Attributes(trial, AttributeKind.User, changes.UserAttributes)
            .Concat(Attributes(trial, AttributeKind.System, changes.SystemAttributes)))
        {
            yield return set;
        }

        if (changes.IsReleased)
        {
            yield return new SetTrialAttribute(trial, AttributeKind.System, StorageAttributes.Attempt, Invariant($"{attempt + 1}"));
            yield return new SetState(trial, TrialState.Waiting, null, null);
        }

        if (changes.End is { } end)
        {
            yield return new SetState(trial, end.State, end.Values, end.Completed);
        }
    }

    private static IEnumerable<SetTrialAttribute> Attributes(
        long trial, AttributeKind kind, IReadOnlyDictionary<string, string> attributes) =>
        attributes.Select(item => new SetTrialAttribute(trial, kind, item.Key, item.Value));

    /// <summary>Applies the operations that others have added since the last call.</summary>
    private protected abstract void ReadNew();

    /// <summary>Does what <see cref="ReadNew"/> does, and adds the operations that are chosen then, before others add any.</summary>
    /// <param name="choose">Says which operations are added; they are legal.</param>
    private protected abstract void Add(Func<IReadOnlyList<StorageOperation>> choose);

    /// <summary>Adds operations where they are legal after all that others have added, and applies them.</summary>
    private void Append(Func<IReadOnlyList<StorageOperation>> choose)
    {
        IReadOnlyList<StorageOperation> operations = [];
        Add(() => operations = Legal(choose()));
        foreach (var operation in operations)
        {
            State.Apply(operation);
        }

        OnApplied();
    }

    /// <summary>Called when all operations that were read or added are applied.</summary>
    private protected virtual void OnApplied()
    {
    }

    private IReadOnlyList<StorageOperation> Legal(IReadOnlyList<StorageOperation> operations) =>
        operations.Select(State.Refusal).FirstOrDefault(refusal => refusal is not null) is { } refusal
            ? throw new TrimtabException(refusal)
            : operations;
}

using Trimtab.Spaces;
using Trimtab.Studies;

namespace Trimtab.Storages;

/// <summary>
/// A store of trials whose truth is a storage: what begins and ends is in the storage before it is seen here. Thread-safe.
/// </summary>
/// <remarks>
/// This process evaluates the trials; others may read the study, and may add trials that wait or have finished, which are seen when the
/// study is opened again.
/// </remarks>
internal sealed class DurableTrialStore : ITrialStore
{
    private readonly Lock _gate = new();
    private readonly MemoryTrialStore _memory = new();
    private readonly StudyStorage _storage;
    private readonly StoredTrialForm _form;
    private readonly long _study;
    private readonly List<(long Id, int Attempt)> _stored = []; // by number
    private readonly HashSet<int> _repeated = []; // those of which the storage may have an earlier attempt's reports

    /// <summary>The trials of a study of a storage. One that was running when its process ended waits again.</summary>
    /// <exception cref="TrimtabException">A trial has what a trial of this library can't have.</exception>
    public DurableTrialStore(StudyStorage storage, long study, string[] objectives)
    {
        (_storage, _study, _form) = (storage, study, new(objectives));
        foreach (var trial in storage.ReadTrials(study, -1, []))
        {
            if (trial.State == TrialState.Running)
            {
                storage.Write(trial.Id, trial.Attempt, new() { IsReleased = true });
            }

            _stored.Add((trial.Id, trial.Attempt + (trial.State == TrialState.Running ? 1 : 0)));
            var added = _memory.Add(_form.Read(trial));
            if (!added.IsFinished && trial.IntermediateValues.Count > 0)
            {
                _repeated.Add(added.Number);
            }
        }
    }

    /// <inheritdoc/>
    public int Count => _memory.Count;

    /// <inheritdoc/>
    public int FinishedCount => _memory.FinishedCount;

    /// <inheritdoc/>
    public int NextNumber => _memory.NextNumber;

    /// <inheritdoc/>
    public Trial this[int number] => _memory[number];

    /// <inheritdoc/>
    public History Read(int count) => _memory.Read(count);

    /// <inheritdoc/>
    public StudyView ReadBefore(int number, int? visible) => _memory.ReadBefore(number, visible);

    /// <inheritdoc/>
    public IReadOnlyList<Trial> ReadFinished(int from) => _memory.ReadFinished(from);

    /// <inheritdoc/>
    public Trial Add(Trial trial)
    {
        lock (_gate)
        {
            Create(_form.Write(trial));
            return _memory.Add(trial);
        }
    }

    /// <inheritdoc/>
    public TrialClaim Claim(DateTimeOffset started)
    {
        // As it is stored: in microseconds.
        var at = new DateTimeOffset(started.UtcTicks - (started.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
        lock (_gate)
        {
            if (_memory.NextNumber == _stored.Count)
            {
                Create(new() { Started = at });
            }
            else if (!_storage.Claim(_stored[_memory.NextNumber].Id, at))
            {
                throw Shared();
            }

            return _memory.Claim(at);
        }
    }

    /// <inheritdoc/>
    public bool Propose(TrialClaim claim, ParameterSet given, int? resumes, SearchSpace expected)
    {
        bool isProposed = _memory.Propose(claim, given, resumes, expected);
        if (isProposed && StoredTrialForm.Begun(given, resumes) is { SystemAttributes.Count: > 0 } begun)
        {
            Write(claim, begun);
        }

        return isProposed;
    }

    /// <inheritdoc/>
    public bool SetParameter(TrialClaim claim, string name, AssignedParameter parameter) => _memory.SetParameter(claim, name, parameter);

    /// <inheritdoc/>
    public bool Report(TrialClaim claim, Report report)
    {
        bool isNew = _memory.Report(claim, report);
        if (isNew && report.Fold == 0)
        {
            Write(claim, _form.Reported(_memory[claim.Number], report));
        }

        return isNew;
    }

    /// <inheritdoc/>
    public void SetAttribute(TrialClaim claim, string name, string value) => _memory.SetAttribute(claim, name, value);

    /// <inheritdoc/>
    public void AddViolation(TrialClaim claim, double violation) => _memory.AddViolation(claim, violation);

    /// <inheritdoc/>
    public TrialClaim Renew(TrialClaim claim, bool forgets)
    {
        MarkRepeated(claim.Number);
        return _memory.Renew(claim, forgets);
    }

    /// <inheritdoc/>
    public void Release(TrialClaim claim)
    {
        _memory.Next(claim, TrialEvent.Release);
        lock (_gate)
        {
            Write(claim, new() { IsReleased = true });
            _repeated.Add(claim.Number);
            _stored[claim.Number] = (_stored[claim.Number].Id, _stored[claim.Number].Attempt + 1);
            _memory.Release(claim);
        }
    }

    /// <inheritdoc/>
    public Trial Finish(TrialClaim claim, TrialEnd end)
    {
        var state = _memory.Next(claim, end.Event);
        var ended = _memory[claim.Number] with { State = state, Values = end.Values, Failure = end.Failure, Duration = end.Duration };
        Write(claim, _form.Ended(ended, IsRepeated(claim.Number)));
        return _memory.Finish(claim, end);
    }

    private void Create(StoredTrial trial)
    {
        var created = _storage.CreateTrial(_study, trial);
        if (created.Number != _stored.Count)
        {
            throw Shared();
        }

        _stored.Add((created.Id, 0));
    }

    private void MarkRepeated(int number)
    {
        lock (_gate)
        {
            _repeated.Add(number);
        }
    }

    private bool IsRepeated(int number)
    {
        lock (_gate)
        {
            return _repeated.Contains(number);
        }
    }

    private void Write(TrialClaim claim, TrialChanges changes)
    {
        (long id, int attempt) = Stored(claim.Number);
        _storage.Write(id, attempt, changes);
    }

    private (long Id, int Attempt) Stored(int number)
    {
        lock (_gate)
        {
            return _stored[number];
        }
    }

    private static TrimtabException Shared() => new(
        "One process at a time may evaluate trials of a study. Another one has begun a trial since this one opened the study: "
        + "let one end.");
}

using System.Collections.Concurrent;
using Trimtab.Spaces;
using Trimtab.Studies;

namespace Trimtab.Storages;

/// <summary>
/// A store of trials whose truth is a storage: what begins and ends is in the storage before it is seen here. Thread-safe.
/// </summary>
/// <remarks>
/// Others may evaluate trials of the study at the same time. What they write is read by <see cref="Refresh"/>; what has finished is read
/// once.
/// </remarks>
internal sealed partial class DurableTrialStore : ITrialStore
{
    private readonly Lock _gate = new(); // held while trials change hands
    private readonly MemoryTrialStore _memory = new();
    private readonly ParameterKinds _kinds;
    private readonly OpenedStudy _opened;
    private readonly StudyStorage _storage;
    private readonly StoredTrialForm _form;
    private readonly StoredTrials _read;
    private readonly WorkerSession _session;
    private readonly Heartbeat _heartbeat;
    private readonly LeaseOptions _lease;
    private readonly TimeProvider _clock;
    private readonly StopRequests _stops;
    private readonly bool _isAlone; // by its schedule
    private readonly long _study;
    private readonly OwnTrials _own;
    private readonly ConcurrentDictionary<int, int> _lost = []; // of trials that became another's, the last attempt that was claimed here
    private Action? _requireSettings; // before the first trial begins
    private int _finishedElsewhere;
    private readonly HashSet<int> _repeated = []; // those of which the storage may have what an earlier attempt wrote

    /// <summary>The trials of a study of a storage. Those of processes that have ended on this machine wait again.</summary>
    /// <exception cref="TrimtabException">A trial has what a trial of this library can't have.</exception>
    /// <param name="storage">The storage.</param>
    /// <param name="study">The study's id.</param>
    /// <param name="options">The study's options.</param>
    /// <param name="lease">How long a worker may be silent.</param>
    /// <param name="requireSettings">Checks the stored settings before the first trial begins; null where they were.</param>
    public DurableTrialStore(
        StudyStorage storage, long study, StudyOptions options, LeaseOptions lease, Action? requireSettings = null)
    {
        _requireSettings = requireSettings;
        (_storage, _study, _lease, _clock, _own) = (storage, study, lease, options.TimeProvider, new(storage));
        (_kinds, _opened) = (new(_memory), new(storage, study, options.Name));
        _isAlone = options.Schedule == Schedule.Reproducible;
        _form = new(options.Name, options.Objectives.Select(objective => objective.Name));
        _read = new(storage, study, _clock);
        (_session, _stops) = (new(storage, lease.Duration), new(storage, study, options.Name, _clock));
        _heartbeat = new(this, _clock, lease.Duration / 4);
        Refresh();
    }

    /// <inheritdoc/>
    public int Count => _memory.Count;

    /// <inheritdoc/>
    public int FinishedCount => _memory.FinishedCount;

    /// <inheritdoc/>
    public int NextNumber => _memory.NextNumber;

    /// <inheritdoc/>
    public OtherWorkers Others => Locked(() => new OtherWorkers(_finishedElsewhere, _read.UnderWay));

    /// <inheritdoc/>
    public bool MayClaim => !_isAlone || Locked(() =>
        _read.UnderWay == 0 || (_read.Alive is { } other ? throw TrialLease.NotAlone(other) : false));

    /// <inheritdoc/>
    public bool IsStopRequested => Locked(() => _stops.IsRequested);

    /// <inheritdoc/>
    public Trial this[int number] => _memory[number];

    /// <inheritdoc/>
    public History Read(int count) => _memory.Read(count);

    /// <inheritdoc/>
    public StudyView ReadBefore(int number, int? visible) => _memory.ReadBefore(number, visible);

    /// <inheritdoc/>
    public IReadOnlyList<Trial> ReadFinished(int from) => _memory.ReadFinished(from);

    /// <inheritdoc/>
    public IReadOnlyList<int> Refresh() => Locked(() =>
    {
        _own.GiveBackUnwritten(MarkLost);
        ReadNew();
        StoredTrial[] expired = [.. _read.Expired];
        foreach (var trial in expired)
        {
            GiveBack(trial);
        }

        if (expired.Length > 0)
        {
            ReadNew();
        }

        return expired.Select(trial => trial.Number).ToList();
    });

    /// <inheritdoc/>
    public IReadOnlyList<Trial> Add(IReadOnlyList<Trial> added, int? number = null) => Locked(() =>
    {
        Trial[] trials = [.. added.Select(WithTimes)];
        var created = _storage.CreateTrials(_study, [.. trials.Select(_form.Write)], number);
        foreach (var (stored, trial) in created.Zip(trials))
        {
            if (stored.Number == _memory.Count)
            {
                _read.Note(stored);
                _memory.Add([trial]);
            }
            else if (stored.Number > _memory.Count)
            {
                ReadNew(); // others have added trials before it
            }
        }

        return created.Select(stored => _memory[stored.Number]).ToArray();
    });

    /// <inheritdoc/>
    public TrialClaim? Claim(DateTimeOffset started)
    {
        var at = InMicroseconds(started);
        return Locked(() =>
        {
            if (_isAlone && _read.AnyLeased is { } other)
            {
                throw TrialLease.NotAlone(other);
            }

            _requireSettings?.Invoke();
            _requireSettings = null;
            _heartbeat.Start();
            return _memory.NextNumber is var number && number < _memory.Count ? ClaimWaiting(number, at) : Begin(number, at);
        });
    }

    /// <inheritdoc/>
    public CancellationToken Lost(TrialClaim claim) =>
        _own[claim.Number]?.Lost.Token ?? new(canceled: true);

    /// <inheritdoc/>
    public bool Propose(TrialClaim claim, GivenParameters given, int? resumes, SearchSpace expected)
    {
        RequireOwn(claim);
        bool isProposed = _memory.Propose(claim, given, resumes, expected);
        if (isProposed && StoredTrialForm.Begun(given, resumes) is { SystemAttributes.Count: > 0 } begun)
        {
            _own.OrGiveBack(claim.Number, () => Write(claim, begun));
        }

        return isProposed;
    }

    /// <inheritdoc/>
    public void Keep(TrialClaim claim, GivenParameters given)
    {
        RequireOwn(claim);
        _memory.Keep(claim, given);
        _own.OrGiveBack(claim.Number, () => Write(claim, StoredTrialForm.Kept(given)));
    }

    /// <inheritdoc/>
    public bool SetParameter(TrialClaim claim, string name, AssignedParameter parameter)
    {
        RequireOwn(claim);
        StudyStorage.RequireName(name);
        _kinds.Require(name, parameter.Distribution);
        return _memory.SetParameter(claim, name, parameter);
    }

    /// <inheritdoc/>
    public bool Report(TrialClaim claim, Report report)
    {
        RequireOwn(claim);
        bool isNew = _memory.Report(claim, report);
        if (isNew && report.Fold == 0)
        {
            int written = _own[claim.Number]?.WrittenParameters ?? 0;
            Write(claim, _form.Reported(_memory[claim.Number], report, written, IsRepeated(claim.Number)));
        }

        return isNew;
    }

    /// <inheritdoc/>
    public void SetAttribute(TrialClaim claim, string name, string value)
    {
        RequireOwn(claim);
        StudyStorage.RequireName(name);
        _memory.SetAttribute(claim, name, value);
    }

    /// <inheritdoc/>
    public void AddViolation(TrialClaim claim, double violation)
    {
        RequireOwn(claim);
        _memory.AddViolation(claim, violation);
    }

    /// <inheritdoc/>
    public TrialClaim Renew(TrialClaim claim, bool forgets)
    {
        RequireOwn(claim);
        if (forgets && _own[claim.Number] is { HasWritten: true } own)
        {
            Locked(() => _repeated.Add(claim.Number));
            own.Forget();
        }

        return _memory.Renew(claim, forgets);
    }

    /// <summary>Gives a sign of life for each trial that this store evaluates.</summary>
    /// <returns>Whether the storage is still open.</returns>
    internal bool Beat()
    {
        foreach (int number in _storage.IsDisposed ? [] : _own.Numbers)
        {
            if (_own[number] is { } own)
            {
                try
                {
                    _storage.Write(own.Key.Id, own.Key.Attempt, new() { SystemAttributes = _session.Renew() });
                }
                catch (LostTrialException)
                {
                    if (!own.IsEnding) // else its own end is why
                    {
                        MarkLost(number, own);
                    }
                }
            }
        }

        return !_storage.IsDisposed;
    }

    /// <summary>Optuna requires both times of what has finished; without them it ended when it was added.</summary>
    private Trial WithTimes(Trial trial) => trial.IsFinished && trial.Started is null
        ? trial with { Started = InMicroseconds(_clock.GetUtcNow() - trial.Duration) }
        : trial;

    /// <summary>A time as it is stored.</summary>
    private static DateTimeOffset InMicroseconds(DateTimeOffset time) =>
        new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    private TrialClaim? ClaimWaiting(int number, DateTimeOffset at)
    {
        int? known = _read.AttemptOf(number);
        if (_storage.Claim(_read.IdOf(number), at, _session.Begin) is not { } attempt)
        {
            return null;
        }

        BeginEvaluating(number, new(_read.IdOf(number), attempt));
        if (attempt != known)
        {
            TakeOver(_own.OrGiveBack(number, () => _read.Read(number))); // as another worker has left it
        }

        return _memory.Claim(number, at);
    }

    private TrialClaim? Begin(int number, DateTimeOffset at)
    {
        if (_storage.CreateTrial(_study, new() { Started = at, SystemAttributes = _session.Begin }, number) is not { } created)
        {
            ReadNew(); // what others have created meanwhile
            return _memory.Count > number ? null : throw MissingTrial.Gone(number - 1).Error();
        }

        _read.Note(created);
        BeginEvaluating(number, new(created.Id, created.Attempt));
        return _memory.Claim(at);
    }

    private void ReadNew()
    {
        foreach (var trial in _read.ReadNew())
        {
            TakeOver(trial);
        }
    }

    /// <summary>Takes over how a trial stands; one that this store has just claimed waits to be claimed in memory.</summary>
    private void TakeOver(StoredTrial trial)
    {
        _memory.Put(_form.Read(_own[trial.Number] is not null ? trial with { State = TrialState.Waiting } : trial));
        _finishedElsewhere += trial.IsFinished ? 1 : 0;
        if (trial.IsFinished)
        {
            _repeated.Remove(trial.Number);
        }
        else if (trial.IntermediateValues.Count > 0 || trial.Parameters.Count > 0)
        {
            _repeated.Add(trial.Number);
        }
    }

    private void GiveBack(StoredTrial trial)
    {
        try
        {
            _storage.Write(trial.Id, trial.Attempt, LostWorker.Changes(trial, _lease.Retries, _clock.GetUtcNow()));
        }
        catch (LostTrialException)
        {
            // It has ended after all, has another lease or none, or another worker was faster.
        }
    }

    /// <summary>Takes note that this store evaluates a trial from now on.</summary>
    private void BeginEvaluating(int number, StoredKey key)
    {
        _own.Add(number, key);
        _read.Own(number);
    }

    /// <summary>Takes note that this store evaluates a trial no more, which has not finished.</summary>
    private void EndEvaluating(int number)
    {
        _own.Remove(number);
        _read.Disown(number);
    }

    private void Write(TrialClaim claim, TrialChanges changes)
    {
        if (_own[claim.Number] is { } own)
        {
            try
            {
                _opened.Run(() =>
                {
                    own.Write(_storage, changes);
                    return true;
                });
            }
            catch (LostTrialException)
            {
                MarkLost(claim.Number, own);
                throw;
            }
        }
    }

    /// <summary>Takes note that a trial is another worker's by now: all claims of it are void, and its evaluation is to end.</summary>
    private void MarkLost(int number, OwnTrial own)
    {
        bool isNew = Locked(() =>
        {
            if (!_own.Remove(number, own))
            {
                return false; // it has ended here meanwhile
            }

            _read.Disown(number);
            _lost[number] = _memory.Put(_memory[number]);
            return true;
        });
        if (isNew)
        {
            _ = own.Lost.CancelAsync(); // what is called for it is the objective function's, whatever it throws
        }
    }

    /// <exception cref="LostTrialException">The trial became another worker's since it was claimed.</exception>
    private void RequireOwn(TrialClaim claim)
    {
        if (_lost.TryGetValue(claim.Number, out int last) && claim.Attempt <= last)
        {
            throw StudyStorage.GivenBack(claim.Number, " and is another worker's by now.");
        }
    }

    private bool IsRepeated(int number) => Locked(() => _repeated.Contains(number));

    private T Locked<T>(Func<T> act)
    {
        lock (_gate)
        {
            return _opened.Run(act);
        }
    }
}

using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>The trials of a study in memory. No step looks at all trials.</summary>
internal sealed class MemoryTrialStore : ITrialStore
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, OpenTrial> _open = []; // waiting or running, by number
    private readonly SortedSet<int> _waiting = [];
    private readonly Dictionary<int, int> _resumed = []; // the trial that resumes a paused one
    private readonly List<int> _finished = []; // in the order of finishing
    private Trial[] _trials = new Trial[16]; // those that have finished; readers share it, and ask _open for the others
    private int _count;
    private Artifact[] _artifacts = []; // of the study

    /// <inheritdoc/>
    public int Count => Locked(() => _count);

    /// <inheritdoc/>
    public int FinishedCount => Locked(() => _finished.Count);

    /// <inheritdoc/>
    public int NextNumber => Locked(() => _waiting.Count > 0 ? _waiting.Min : _count);

    /// <inheritdoc/>
    public bool IsStopRequested => false;

    /// <inheritdoc/>
    public Trial this[int number] => Locked(() => At(number));

    /// <inheritdoc/>
    public History Read(int count) => Locked(() => Prefix(count));

    /// <inheritdoc/>
    public StudyView ReadBefore(int number, int? visible) => Locked(() =>
    {
        var pending = Pending(number, visible).ToList();
        return new StudyView(
            Prefix(Math.Min(visible ?? number, number)),
            pending.ConvertAll(trial => trial.Given),
            pending.Select(trial => trial.Resumes).OfType<int>().ToHashSet());
    });

    /// <inheritdoc/>
    public IReadOnlyList<Trial> ReadFinished(int from) =>
        Locked(() => from == _finished.Count ? [] : _finished[from..].ConvertAll(number => _trials[number]));

    /// <inheritdoc/>
    public IReadOnlyList<Trial> Add(IReadOnlyList<Trial> trials, int? number = null) => Locked(() =>
        number is { } expected && expected != _count ? [] : trials.Select(trial => Keep(trial with { Number = Append() })).ToArray());

    /// <inheritdoc/>
    public TrialClaim? Claim(DateTimeOffset started) => Locked<TrialClaim?>(() => Claim(
        _waiting.Count > 0 ? _open[_waiting.Min] : Open(new(new() { Number = Append(), Parameters = ParameterSet.Empty })), started));

    /// <summary>Claims a trial that waits.</summary>
    internal TrialClaim Claim(int number, DateTimeOffset started) => Locked(() => Claim(_open[number], started));

    /// <summary>
    /// Takes over how a trial stands elsewhere: the next number, or one that has not finished. Claims of it are void from now on.
    /// </summary>
    /// <returns>The last attempt that was claimed here.</returns>
    internal int Put(Trial trial) => Locked(() =>
    {
        int attempt = _open.TryGetValue(trial.Number, out var open) ? open.Attempt : 0;
        if (trial.Number == _count)
        {
            Append();
        }

        _waiting.Remove(trial.Number);
        Keep(trial, attempt + 1);
        return attempt;
    });

    /// <inheritdoc/>
    public OtherWorkers Others => default;

    /// <inheritdoc/>
    public bool MayClaim => true;

    /// <inheritdoc/>
    public IReadOnlyList<int> Refresh() => [];

    /// <inheritdoc/>
    public CancellationToken Lost(TrialClaim claim) => CancellationToken.None;

    /// <inheritdoc/>
    public bool Propose(TrialClaim claim, GivenParameters given, int? resumes, SearchSpace expected) =>
        Write(claim, trial => IsFreeToResume(resumes, claim.Number) && trial.Propose(given, resumes, expected));

    /// <inheritdoc/>
    public void Keep(TrialClaim claim, GivenParameters given) => Write(claim, trial => trial.Keep(given));

    /// <inheritdoc/>
    public bool SetParameter(TrialClaim claim, string name, AssignedParameter parameter) =>
        Write(claim, trial => trial.SetParameter(name, parameter));

    /// <inheritdoc/>
    public bool Report(TrialClaim claim, Report report) => Write(claim, trial => trial.Report(report));

    /// <inheritdoc/>
    public void SetAttribute(TrialClaim claim, string name, string value) => Write(claim, trial => trial.SetAttribute(name, value));

    /// <inheritdoc/>
    public IReadOnlyList<Artifact> Artifacts => Locked(() => _artifacts);

    /// <inheritdoc/>
    public void AddArtifact(TrialClaim? claim, Artifact artifact)
    {
        if (claim is { } owner)
        {
            Write(owner, trial => trial.AddArtifact(artifact));
            return;
        }

        Locked(() => _artifacts = [.. _artifacts, artifact]);
    }

    /// <inheritdoc/>
    public void AddViolation(TrialClaim claim, double violation) => Write(claim, trial => trial.AddViolation(violation));

    /// <inheritdoc/>
    public TrialClaim Renew(TrialClaim claim, bool forgets) => Locked(() =>
    {
        Require(claim, TrialEvent.Renew);
        return _open[claim.Number].Renew(forgets);
    });

    /// <inheritdoc/>
    public void Release(TrialClaim claim) => Locked(() =>
    {
        var state = Require(claim, TrialEvent.Release);
        _open[claim.Number].Release(state);
        return _waiting.Add(claim.Number);
    });

    /// <inheritdoc/>
    public void Abandon(TrialClaim claim)
    {
        // Memory can always be written to.
    }

    /// <inheritdoc/>
    public Trial Finish(TrialClaim claim, TrialEnd end) => Locked(() =>
    {
        var state = Require(claim, end.Event);
        var previous = claim.Number > 0 ? At(claim.Number - 1) : null;
        return Keep(_open[claim.Number].Finish(state, end, previous));
    });

    /// <summary>The state that an event would lead to; nothing changes.</summary>
    /// <exception cref="TrimtabException">The event is not legal now.</exception>
    internal TrialState Next(TrialClaim claim, TrialEvent what) => Locked(() => Require(claim, what));

    /// <summary>Whether no other trial resumes a paused one; if so it is this trial's from now on.</summary>
    private bool IsFreeToResume(int? paused, int number) =>
        paused is not { } key || _resumed.TryAdd(key, number) || _resumed[key] == number;

    private bool Write(TrialClaim claim, Func<OpenTrial, bool> write) => Locked(() =>
    {
        Require(claim, TrialEvent.Write);
        return write(_open[claim.Number]);
    });

    /// <summary>The state after an event, where the event is legal.</summary>
    private TrialState Require(TrialClaim claim, TrialEvent what) => _open.TryGetValue(claim.Number, out var trial)
        ? TrialTransitions.Next(claim.Number, trial.State, what, trial.Attempt == claim.Attempt)
        : TrialTransitions.Next(claim.Number, At(claim.Number).State, what, isOwner: false);

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    private Trial At(int number) => number < 0 || number >= _count
        ? throw new TrimtabException(Invariant($"A trial's number must be one of the study's {_count}, from 0. Got {number}."))
        : _open.TryGetValue(number, out var open) ? open.Current : _trials[number];

    private int Append()
    {
        if (_count == _trials.Length)
        {
            Array.Resize(ref _trials, 2 * _count);
        }

        return _count++;
    }

    private TrialClaim Claim(OpenTrial trial, DateTimeOffset started)
    {
        var state = TrialTransitions.Next(trial.Number, trial.State, TrialEvent.Claim, isOwner: false);
        _waiting.Remove(trial.Number);
        return trial.Claim(state, started);
    }

    /// <summary>Keeps a trial in the state it is in.</summary>
    private Trial Keep(Trial trial, int attempt = 0)
    {
        if (trial.Resumes is { } paused)
        {
            NoteResumed(paused, trial);
        }

        return trial.IsFinished ? Freeze(trial) : Open(new(trial, attempt)).Current;
    }

    private void NoteResumed(int paused, Trial trial)
    {
        if (trial.State is not (TrialState.Failed or TrialState.Pruned))
        {
            _resumed[paused] = trial.Number;
        }
        else if (_resumed.TryGetValue(paused, out int resumer) && resumer == trial.Number)
        {
            _resumed.Remove(paused);
        }
    }

    private OpenTrial Open(OpenTrial trial)
    {
        if (trial.State == TrialState.Waiting)
        {
            _waiting.Add(trial.Number);
        }

        return _open[trial.Number] = trial;
    }

    private Trial Freeze(Trial trial)
    {
        _open.Remove(trial.Number);
        _finished.Add(trial.Number);
        return _trials[trial.Number] = trial;
    }

    private History Prefix(int count)
    {
        var open = _open.TakeWhile(item => item.Key < count).ToDictionary(item => item.Key, item => item.Value.Current);
        return new(_trials, count, open.Count > 0 ? open : null);
    }

    /// <summary>
    /// The trials before <paramref name="number"/> that are under way. What they were given does not depend on how far they have come.
    /// </summary>
    /// <param name="number">The trial that is begun.</param>
    /// <param name="visible">
    /// From this one on a result may not be seen, so its trial counts as under way, as do earlier ones that were begun by hand and still
    /// run; null for those that run.
    /// </param>
    private IEnumerable<Trial> Pending(int number, int? visible)
    {
        int first = Math.Min(visible ?? number, number);
        return _open.TakeWhile(item => item.Key < first).Select(item => item.Value.Current)
            .Concat(Enumerable.Range(first, number - first).Select(At));
    }
}

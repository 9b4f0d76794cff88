namespace Trimtab.Storages;

/// <summary>
/// Reads the trials of a study as others write them: each finished one once, those that run or wait until they have finished. Not
/// thread-safe.
/// </summary>
/// <param name="storage">The storage.</param>
/// <param name="study">The study's id.</param>
/// <param name="clock">Measures how long other workers are silent.</param>
internal sealed class StoredTrials(StudyStorage storage, long study, TimeProvider clock)
{
    private const int MostWaiting = 32; // that are read again: they are claimed in order, so later ones wait, too

    private readonly List<long> _ids = []; // by number
    private readonly SortedDictionary<int, (StoredTrial Trial, LeaseState Lease)> _running = []; // elsewhere
    private readonly SortedDictionary<int, int> _waiting = []; // with their attempts
    private readonly HashSet<int> _own = [], _changed = []; // evaluated here; to be read again whatever they were
    private readonly LeaseWatch _leases = new(clock);
    private long _last = -1; // id

    /// <summary>Trials of workers that have ended, or were silent for too long.</summary>
    public IEnumerable<StoredTrial> Expired => _running.Values.Where(item => item.Lease == LeaseState.Expired).Select(item => item.Trial);

    /// <summary>How many trials other workers evaluate, whose leases have not expired.</summary>
    public int UnderWay => _running.Values.Count(item => item.Lease is LeaseState.Unknown or LeaseState.Alive);

    /// <summary>A trial of another worker that is known to live; null where there is none.</summary>
    public StoredTrial? Alive => _running.Values.FirstOrDefault(item => item.Lease == LeaseState.Alive).Trial;

    /// <summary>A trial of another worker that lives or may live; null where there is none.</summary>
    public StoredTrial? AnyLeased => Alive ?? _running.Values.FirstOrDefault(item => item.Lease == LeaseState.Unknown).Trial;

    /// <summary>Id of a trial.</summary>
    public long IdOf(int number) => _ids[number];

    /// <summary>The attempt that a trial waits for; null where that may have changed since it was read.</summary>
    public int? AttemptOf(int number) => _waiting.TryGetValue(number, out int attempt) ? attempt : null;

    /// <summary>Reads a trial as it stands now.</summary>
    public StoredTrial Read(int number) => storage.ReadTrials(study, long.MaxValue, [IdOf(number)]).Single();

    /// <summary>Reads trials that are new, and those that may have changed since they were read.</summary>
    /// <exception cref="TrimtabException">A trial is missing that was there, or that a later one must follow.</exception>
    public IReadOnlyList<StoredTrial> ReadNew()
    {
        var read = new List<StoredTrial>();
        int[] waiting;
        do
        {
            waiting = [.. _waiting.Keys.Take(MostWaiting)];
            long[] ids = [.. _running.Keys.Concat(waiting).Concat(_changed).Distinct().Select(IdOf)];
            foreach (var trial in ReadWhole(ids))
            {
                Note(trial);
                read.Add(trial);
            }
        }
        while (waiting.Length > 0 && _waiting.Count > 0 && !waiting.Any(_waiting.ContainsKey));
        return read;
    }

    /// <summary>Takes note of how a trial stands.</summary>
    public void Note(StoredTrial trial)
    {
        if (trial.Number == _ids.Count)
        {
            _ids.Add(trial.Id);
        }

        _last = Math.Max(_last, trial.Id);
        Remove(trial.Number);
        if (trial.State != TrialState.Running || _own.Contains(trial.Number))
        {
            _leases.Forget(trial.Number);
            if (trial.State == TrialState.Waiting)
            {
                _waiting.Add(trial.Number, trial.Attempt);
            }

            return;
        }

        _running.Add(trial.Number, (trial, _leases.Judge(trial)));
    }

    /// <summary>A trial is evaluated here from now on: it is not read any more.</summary>
    public void Own(int number)
    {
        _own.Add(number);
        Remove(number);
    }

    /// <summary>A trial is no longer evaluated here.</summary>
    public void Disown(int number)
    {
        _own.Remove(number);
        _changed.Add(number);
    }

    /// <summary>A trial that was evaluated here has finished: it is never read again.</summary>
    public void Finished(int number) => _own.Remove(number);

    /// <summary>
    /// Trials in the order of their numbers, which have no gap; one of another process that is just creating a trial is waited for.
    /// </summary>
    private StoredTrial[] ReadWhole(long[] ids)
    {
        for (int? awaited = null; ;)
        {
            StoredTrial[] read = [.. storage.ReadTrials(study, _last, ids).OrderBy(trial => trial.Number)];
            if (MissingTrial.Of(read, ids, _ids) is not { } missing)
            {
                return read;
            }

            if (!missing.MayAppear || missing.Number == awaited)
            {
                throw missing.Error();
            }

            // Refused, as later numbers exist; but not before other processes have stored the trials that they create.
            storage.CreateTrial(study, new() { State = TrialState.Waiting }, missing.Number);
            awaited = missing.Number;
        }
    }

    private void Remove(int number)
    {
        _running.Remove(number);
        _waiting.Remove(number);
        _changed.Remove(number);
    }
}

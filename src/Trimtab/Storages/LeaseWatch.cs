namespace Trimtab.Storages;

/// <summary>
/// Judges the leases of other workers by when this process saw them change: no clock but its own is read. Not thread-safe.
/// </summary>
/// <param name="clock">This process's clock.</param>
internal sealed class LeaseWatch(TimeProvider clock)
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200); // between two looks at whether a process runs

    private readonly Dictionary<int, Seen> _seen = [];
    private readonly Dictionary<string, (long At, bool HasEnded)> _sessions = [];

    /// <summary>What is known now of the worker of a running trial, as it was read just now.</summary>
    public LeaseState Judge(StoredTrial trial)
    {
        if (trial.State != TrialState.Running || TrialLease.Of(trial) is not { } lease)
        {
            return LeaseState.None;
        }

        long now = clock.GetTimestamp();
        if (!_seen.TryGetValue(trial.Number, out var seen) || seen.Session != lease.Session || seen.Attempt != trial.Attempt)
        {
            seen = new(lease.Session, trial.Attempt, lease.Beat, now, IsAlive: false);
        }
        else if (seen.Beat != lease.Beat)
        {
            seen = seen with { Beat = lease.Beat, Since = now, IsAlive = true };
        }

        _seen[trial.Number] = seen;
        return WorkerSession.HasAbandoned(lease, new(trial.Id, trial.Attempt)) || HasEnded(lease, now)
            || clock.GetElapsedTime(seen.Since, now) >= lease.Duration ? LeaseState.Expired
            : seen.IsAlive || lease.Process.IsHere ? LeaseState.Alive
            : LeaseState.Unknown;
    }

    /// <summary>Forgets a trial that has ended, waits, or is this process's own.</summary>
    public void Forget(int number) => _seen.Remove(number);

    private bool HasEnded(TrialLease lease, long now)
    {
        if (!_sessions.TryGetValue(lease.Session, out var known)
            || (!known.HasEnded && clock.GetElapsedTime(known.At, now) >= _pause))
        {
            foreach (string gone in _sessions.Keys.Except(_seen.Values.Select(seen => seen.Session)).ToList())
            {
                _sessions.Remove(gone);
            }

            _sessions[lease.Session] = known = (now, WorkerSession.HasEnded(lease));
        }

        return known.HasEnded;
    }

    private sealed record Seen(string Session, int Attempt, string Beat, long Since, bool IsAlive);
}

using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Trimtab.Storages;

/// <summary>One store of trials as a worker: what tells it from others of its process, and whether it still works.</summary>
internal sealed class WorkerSession
{
    private static readonly ConcurrentDictionary<string, WeakReference<StudyStorage>> _here = new(); // sessions of this process

    private static readonly ConcurrentDictionary<(string Session, StoredKey Key), bool> _abandoned = new(); // of this process

    private readonly TimeSpan _duration;
    private readonly string _id = RandomNumberGenerator.GetHexString(8, lowercase: true);
    private long _beat;

    /// <summary>A session that works while its storage is not disposed.</summary>
    /// <param name="storage">The storage.</param>
    /// <param name="duration">Of its leases.</param>
    public WorkerSession(StudyStorage storage, TimeSpan duration)
    {
        _duration = duration;
        Begin = Lease(0);
        _here[_id] = new(storage);
        foreach (var (id, _) in _here.Where(item => !IsOpen(item.Value)).ToList())
        {
            _here.TryRemove(id, out _);
        }
    }

    /// <summary>The lease of a trial that begins, as attributes of the stored trial.</summary>
    public IReadOnlyDictionary<string, string> Begin { get; }

    /// <summary>The lease as a sign of life: with a number that none before had.</summary>
    public IReadOnlyDictionary<string, string> Renew() => Lease(Interlocked.Increment(ref _beat));

    /// <summary>Whether the worker of a lease has certainly ended; false where that can't be known.</summary>
    public static bool HasEnded(TrialLease lease) => lease.Process == WorkerProcess.Current
        ? !_here.TryGetValue(lease.Session, out var storage) || !IsOpen(storage)
        : lease.Process.HasEnded;

    /// <summary>Ends the work on a trial whose end could not be stored: to this process it is as if the worker had ended.</summary>
    public void Abandon(StoredKey key) => _abandoned[(_id, key)] = true;

    /// <summary>Whether the worker of a lease has ended its work on an attempt, and the storage does not say so.</summary>
    public static bool HasAbandoned(TrialLease lease, StoredKey key) => _abandoned.ContainsKey((lease.Session, key));

    private Dictionary<string, string> Lease(long beat) => new()
    {
        [StorageAttributes.Lease] = new TrialLease(WorkerProcess.Current, _id, _duration, Invariant($"{beat}")).ToString(),
    };

    private static bool IsOpen(WeakReference<StudyStorage> storage) => storage.TryGetTarget(out var target) && !target.IsDisposed;
}

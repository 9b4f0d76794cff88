namespace Trimtab.Storages;

/// <summary>Has a store give signs of life while it is in use: until its storage is disposed, or nothing refers to it any more.</summary>
/// <param name="store">The store.</param>
/// <param name="clock">Rings.</param>
/// <param name="period">Between two signs.</param>
internal sealed class Heartbeat(DurableTrialStore store, TimeProvider clock, TimeSpan period)
{
    private readonly WeakReference<DurableTrialStore> _store = new(store);
    private ITimer? _timer;
    private int _isRinging;

    /// <summary>Begins, if it has not. Not thread-safe.</summary>
    public void Start() => _timer ??= clock.CreateTimer(static beat => ((Heartbeat)beat!).Ring(), this, period, period);

    private void Ring()
    {
        if (Interlocked.Exchange(ref _isRinging, 1) == 1)
        {
            return; // the storage is slower than that
        }

#pragma warning disable CA1031 // The storage can't be written to now: the next sign may, and what the trial writes says why not.
        try
        {
            if (!_store.TryGetTarget(out var target) || !target.Beat())
            {
                _timer?.Dispose();
            }
        }
        catch (Exception)
        {
            // Silent for now.
        }
        finally
        {
            Volatile.Write(ref _isRinging, 0);
        }
#pragma warning restore CA1031
    }
}

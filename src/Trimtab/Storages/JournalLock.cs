using Trimtab.Files;

namespace Trimtab.Storages;

/// <summary>
/// Exclusive right to append to a journal, among processes of Trimtab and of Optuna: Optuna's lock, the file <c>journal.lock</c>, and
/// before it one of the operating system, which ends with its process.
/// </summary>
/// <remarks>
/// Optuna's lock file stays where a process is killed, and is removed after 30 seconds without a change. Ours links to the other lock; the
/// holder of the operating system's lock knows that a file of ours is left over, and removes it at once.
/// </remarks>
internal sealed class JournalLock : IDisposable
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(30), _longestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _turn = TimeSpan.FromMilliseconds(5); // until the next attempt
    private static readonly TimeSpan _longestHold = 2 * _grace; // its holder may wait for a lock file that Python has left over

    private readonly LockFile _file;
    private readonly FileLock _process;
    private readonly string _signature;

    /// <summary>Acquires the lock; waits for others.</summary>
    /// <param name="journal">Path of the journal.</param>
    /// <param name="clock">Measures for how long a lock file has not changed.</param>
    /// <exception cref="IOException">The lock can't be acquired.</exception>
    /// <exception cref="StorageException">Another program holds it and appends nothing.</exception>
    public JournalLock(string journal, TimeProvider clock)
    {
        string path = journal + ".trimtab-lock";
        (_file, _signature) = (new(journal + ".lock"), Path.GetFileName(path));
        _process = Acquire(path, journal, clock);
        try
        {
            Enter(clock);
        }
        catch
        {
            _process.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Remove();
        _process.Dispose();
    }

    /// <summary>Waits while others append: each has its turn. A holder that appends nothing for long hangs.</summary>
    private static FileLock Acquire(string path, string journal, TimeProvider clock)
    {
        using var never = new ManualResetEventSlim();
        var (seen, since) = (LengthOf(journal), clock.GetTimestamp());
        while (true)
        {
            try
            {
                return new(path, waits: false);
            }
            catch (IOException error) when (SharingViolation.Is(error))
            {
                long length = LengthOf(journal);
                (seen, since) = (length, length == seen ? since : clock.GetTimestamp());
                if (clock.GetElapsedTime(since) > _longestHold)
                {
                    throw new StorageException(
                        Invariant($"A program may hold the lock of a journal only while it appends. Another one has held '{path}' for ")
                        + Invariant($"{_longestHold.TotalSeconds} seconds and appended nothing: end it, and try again."),
                        error);
                }

                never.Wait(_turn);
            }
        }
    }

    private static long LengthOf(string path) => new FileInfo(path) is { Exists: true, Length: var length } ? length : 0;

    /// <summary>Creates Optuna's lock file once it is missing, left over by this library, or unchanged for the grace period.</summary>
    private void Enter(TimeProvider clock)
    {
        using var never = new ManualResetEventSlim();
        var (pause, seen, since) = (TimeSpan.FromMilliseconds(1), default(DateTime?), clock.GetTimestamp());
        while (!_file.TryCreate(_signature))
        {
            var changed = _file.LastChange;
            if (changed != seen)
            {
                (seen, since) = (changed, clock.GetTimestamp());
            }

            if (_file.IsSigned(_signature) || clock.GetElapsedTime(since) > _grace)
            {
                _file.Remove();
                since = clock.GetTimestamp();
                continue;
            }

            never.Wait(pause);
            pause = pause + pause < _longestPause ? pause + pause : _longestPause;
        }
    }
}

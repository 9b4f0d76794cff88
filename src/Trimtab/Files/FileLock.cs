namespace Trimtab.Files;

/// <summary>Exclusive lock between processes, held on a file. Released when disposed, or when the process ends.</summary>
/// <remarks>
/// The lock has its own file because a lock on the data would exclude readers, too. The file is empty and is not deleted: a process that
/// creates it anew would get the lock although another holds it on the deleted file.
/// </remarks>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream _lock;

    /// <summary>Acquires the lock; waits about two seconds for another process to release it.</summary>
    /// <param name="path">The lock file; created where it is missing.</param>
    /// <param name="waits">Whether it waits; otherwise another process that holds the lock is an error at once.</param>
    /// <exception cref="IOException">Another process did not release the lock, or the file can't be created.</exception>
    public FileLock(string path, bool waits = true) => _lock = SharingViolation.Retry(() => SharedFile.OpenExclusive(path), waits);

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}

namespace Trimtab.Files;

/// <summary>A lock between processes, held on a file of its own. Released when disposed, and when the process ends.</summary>
/// <remarks>The lock is a file of its own because one on the data would shut out readers, too. It is empty and stays, for a lock on a removed file excludes nobody.</remarks>
internal sealed class FileTurn : IDisposable
{
    private readonly FileStream _lock;

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The file that is locked; made where it is missing.</param>
    /// <exception cref="IOException">Another process did not end its turn, or the file can't be made.</exception>
    public FileTurn(string path) => _lock = SharingViolation.Retry(() => SharedFile.OpenAlone(path));

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();
}

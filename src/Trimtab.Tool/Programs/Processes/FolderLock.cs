using System.Runtime.InteropServices;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>
/// A folder that one program at a time runs in, of all that processes of this machine start: until it is disposed, or the process that has
/// it ends. Where the file system has no locks of folders it holds nothing back.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const int Exclusive = 2, AtOnce = 4; // LOCK_EX, LOCK_NB
    private static readonly int _open = OperatingSystem.IsMacOS() ? 0x1000000 : 0x80000; // O_CLOEXEC
    private static readonly int _taken = OperatingSystem.IsMacOS() ? 35 : 11; // EWOULDBLOCK
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(2);

    private readonly int _descriptor;

    private FolderLock(string folder) => _descriptor = Posix.Open(NativeWords.Path(folder), _open);

    /// <summary>Takes a folder; waits for the process that has it.</summary>
    public static FolderLock Take(string folder)
    {
        var taken = new FolderLock(folder);
        while (!taken.Try(Exclusive, Posix.Interrupted))
        {
        }

        return taken;
    }

    /// <summary>Takes a folder; looks again and again where another process has it.</summary>
    public static async Task<FolderLock> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        var taken = new FolderLock(folder);
        try
        {
            while (!taken.Try(Exclusive | AtOnce, _taken))
            {
                await Task.Delay(_pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
            }
        }
        catch
        {
            taken.Dispose();
            throw;
        }

        return taken;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_descriptor >= 0)
        {
            _ = Posix.Close(_descriptor);
        }
    }

    /// <summary>Whether it is held now, or can't be; false after the error by which it should be tried again.</summary>
    private bool Try(int operation, int error) =>
        _descriptor < 0 || Posix.Lock(_descriptor, operation) == 0 || Marshal.GetLastPInvokeError() != error;
}

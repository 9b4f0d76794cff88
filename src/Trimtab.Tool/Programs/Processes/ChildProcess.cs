using System.Runtime.InteropServices;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>A process that was started here, in a session and group of its own. Thread-safe.</summary>
/// <remarks>When it has ended, what is left of its group is ended, too.</remarks>
internal sealed class ChildProcess
{
    private const int OfProcess = 1, Exited = 4; // P_PID, WEXITED
    private const int StackBytes = 128 * 1024;
    private static readonly int _leaveWaiting = OperatingSystem.IsMacOS() ? 0x20 : 0x1000000; // WNOWAIT

    private readonly Lock _gate = new(); // its id is its own until it has been waited for
    private readonly TaskCompletionSource<ChildEnd> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _isReaped;

    private ChildProcess(int id) => (Id, FirstMemory) = (id, SessionMemory.IsKnown ? SessionMemory.PeakOf(id) ?? 0 : 0);

    /// <summary>Id of the process, also that of its session and group.</summary>
    public int Id { get; }

    /// <summary>The memory it began with, in bytes; 0 where it is not known.</summary>
    public long FirstMemory { get; }

    /// <summary>How it ended, when it has.</summary>
    public Task<ChildEnd> Ended => _ended.Task;

    /// <summary>Starts a process; it ends with this one, by the guard.</summary>
    /// <exception cref="TrimtabException">The system refuses; the message says why.</exception>
    public static ChildProcess Start(SpawnRequest request, ProcessGuard guard)
    {
        guard.Require();
        var child = new ChildProcess(Spawner.Start(request));
        guard.Add(child.Id);
        new Thread(() => child.Wait(guard), StackBytes) { IsBackground = true, Name = "child" }.Start();
        return child;
    }

    /// <summary>Sends a signal to its whole group; nothing happens where that has ended.</summary>
    public void Send(int signal)
    {
        lock (_gate)
        {
            if (!_isReaped)
            {
                _ = Posix.Send(-Id, signal);
            }
        }
    }

    private void Wait(ProcessGuard guard)
    {
        byte[] information = new byte[Posix.Opaque];
        while (Posix.WaitFor(OfProcess, Id, information, Exited | _leaveWaiting) != 0
            && Marshal.GetLastPInvokeError() == Posix.Interrupted)
        {
        }

        Send(Posix.Kill); // what it left behind in its group
        long[] usage = new long[Posix.Opaque / sizeof(long)];
        int status;
        lock (_gate)
        {
            while (Posix.Reap(Id, out status, 0, usage) < 0 && Marshal.GetLastPInvokeError() == Posix.Interrupted)
            {
            }

            _isReaped = true;
        }

        guard.Remove(Id);
        _ended.SetResult(ChildEnd.Of(status, usage));
    }
}

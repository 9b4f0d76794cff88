using System.Runtime.InteropServices;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>A process that was started here, in a session and group of its own. Thread-safe.</summary>
/// <remarks>When it has ended, what is left of its group is ended, too.</remarks>
internal sealed class ChildProcess
{
    private const int OfProcess = 1, Exited = 4; // P_PID, WEXITED
    private static readonly int _leaveWaiting = OperatingSystem.IsMacOS() ? 0x20 : 0x1000000; // WNOWAIT

    private readonly Lock _gate = new(); // its id is its own until it has been waited for
    private bool _hasEnded, _isReaped;

    private ChildProcess(int id) => (Id, FirstMemory) = (id, SessionMemory.IsKnown ? SessionMemory.PeakOf(id) ?? 0 : 0);

    /// <summary>Id of the process, also that of its session and group.</summary>
    public int Id { get; }

    /// <summary>The memory it began with, in bytes; 0 where it is not known.</summary>
    public long FirstMemory { get; }

    /// <summary>Whether it was asked to end while it ran, so that its exit code may be its answer. SIGKILL leaves no exit code.</summary>
    public bool IsAsked { get; private set; }

    /// <summary>Starts a process.</summary>
    /// <exception cref="TrimtabException">The system refuses; the message says why.</exception>
    public static ChildProcess Start(SpawnRequest request) => new(Spawner.Start(request));

    /// <summary>Sends a signal to its whole group; nothing happens where that has ended.</summary>
    public void Send(int signal)
    {
        lock (_gate)
        {
            if (!_isReaped)
            {
                IsAsked |= !_hasEnded && signal != Posix.Kill;
                _ = Posix.Send(-Id, signal);
            }
        }
    }

    /// <summary>Waits for its end. Called once.</summary>
    public ChildEnd Wait()
    {
        byte[] information = new byte[Posix.Opaque];
        while (Posix.WaitFor(OfProcess, Id, information, Exited | _leaveWaiting) != 0
            && Marshal.GetLastPInvokeError() == Posix.Interrupted)
        {
        }

        lock (_gate)
        {
            _hasEnded = true;
        }

        Send(Posix.Kill); // what it left behind in its group
        long[] usage = new long[Posix.Opaque / sizeof(long)];
        lock (_gate)
        {
            int status;
            while (Posix.Reap(Id, out status, 0, usage) < 0 && Marshal.GetLastPInvokeError() == Posix.Interrupted)
            {
            }

            _isReaped = true;
            return ChildEnd.Of(status, usage);
        }
    }
}

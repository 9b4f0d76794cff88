using System.Runtime.InteropServices;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>Functions of the system's C library that .NET has no like of, most for processes: Linux and macOS.</summary>
internal static class Posix
{
    public const int Kill = 9, Terminate = 15;
    public const int Interrupted = 4; // EINTR

    /// <summary>Room for the library's own types, whose sizes differ between systems; the largest has 336 bytes.</summary>
    public const int Opaque = 1024;

    private const string Library = "libc";

    [DllImport(Library, EntryPoint = "posix_spawn")]
    public static extern int Spawn(out int process, byte[] path, byte[] actions, byte[] attributes, nint[] arguments, nint[] environment);

    [DllImport(Library, EntryPoint = "posix_spawnattr_init")]
    public static extern int InitializeAttributes(byte[] attributes);

    [DllImport(Library, EntryPoint = "posix_spawnattr_destroy")]
    public static extern int DestroyAttributes(byte[] attributes);

    [DllImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    public static extern int SetFlags(byte[] attributes, short flags);

    [DllImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static extern int SetDefaultSignals(byte[] attributes, byte[] signals);

    [DllImport(Library, EntryPoint = "posix_spawnattr_setsigmask")]
    public static extern int SetSignalMask(byte[] attributes, byte[] signals);

    [DllImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    public static extern int InitializeActions(byte[] actions);

    [DllImport(Library, EntryPoint = "posix_spawn_file_actions_destroy")]
    public static extern int DestroyActions(byte[] actions);

    [DllImport(Library, EntryPoint = "posix_spawn_file_actions_addopen")]
    public static extern int AddOpen(byte[] actions, int descriptor, byte[] path, int flags, int mode);

    [DllImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static extern int AddDuplicate(byte[] actions, int descriptor, int copy);

    // Of glibc 2.29, musl 1.1.24 and macOS 10.15 on; POSIX 2024 has it without the suffix.
    [DllImport(Library, EntryPoint = "posix_spawn_file_actions_addchdir_np")]
    public static extern int AddChangeFolder(byte[] actions, byte[] path);

    [DllImport(Library, EntryPoint = "sigemptyset")]
    public static extern int ClearSignals(byte[] signals);

    [DllImport(Library, EntryPoint = "sigaddset")]
    public static extern int AddSignal(byte[] signals, int signal);

    [DllImport(Library, EntryPoint = "open", SetLastError = true)]
    public static extern int Open(byte[] path, int flags);

    [DllImport(Library, EntryPoint = "link")]
    public static extern int Link(byte[] path, byte[] link);

    [DllImport(Library, EntryPoint = "flock", SetLastError = true)]
    public static extern int Lock(int descriptor, int operation);

    [DllImport(Library, EntryPoint = "close")]
    public static extern int Close(int descriptor);

    [DllImport(Library, EntryPoint = "kill", SetLastError = true)]
    public static extern int Send(int process, int signal);

    [DllImport(Library, EntryPoint = "waitid", SetLastError = true)]
    public static extern int WaitFor(int kind, int process, byte[] information, int options);

    [DllImport(Library, EntryPoint = "wait4", SetLastError = true)]
    public static extern int Reap(int process, out int status, int options, long[] usage);
}

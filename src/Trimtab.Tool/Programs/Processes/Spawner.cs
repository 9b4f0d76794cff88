using System.Runtime.InteropServices;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>Starts processes by <c>posix_spawn</c>, which can do what .NET's own class can't: begin a session. Thread-safe.</summary>
internal static class Spawner
{
    private const int ReadOnly = 0, WriteOnly = 1, PipeSignal = 13;
    private static readonly bool _isMac = OperatingSystem.IsMacOS();
    private static readonly short _flags = (short)(0x04 | 0x08 | (_isMac ? 0x400 : 0x80)); // default signals, mask, session
    private static readonly int _append = _isMac ? 0x8 : 0x400; // O_APPEND
    private static readonly byte[] _null = NativeWords.Path("/dev/null");

    /// <summary>Starts a process.</summary>
    /// <returns>Its id, which is also that of its session and group.</returns>
    /// <exception cref="TrimtabException">The system refuses; the message says why.</exception>
    public static int Start(SpawnRequest request)
    {
        var (actions, attributes) = (new byte[Posix.Opaque], new byte[Posix.Opaque]);
        Require(Posix.InitializeActions(actions), request);
        Require(Posix.InitializeAttributes(attributes), request);
        try
        {
            Require(Posix.AddChangeFolder(actions, NativeWords.Path(request.Folder)), request);
            SetStreams(actions, request);
            SetSignals(attributes, request);
            using var arguments = new NativeWords(request.Arguments);
            using var environment = new NativeWords(request.Environment);
            byte[] path = NativeWords.Path(request.File);
            Require(Posix.Spawn(out int process, path, actions, attributes, arguments.Pointers, environment.Pointers), request);
            return process;
        }
        finally
        {
            _ = Posix.DestroyActions(actions);
            _ = Posix.DestroyAttributes(attributes);
        }
    }

    private static void SetStreams(byte[] actions, SpawnRequest request)
    {
        Stream(0, request.Input, _null, ReadOnly);
        Stream(1, request.Output, PathOf(request.OutputFile), WriteOnly | _append);
        Stream(2, null, PathOf(request.ErrorsFile), WriteOnly | _append);

        void Stream(int descriptor, SafeHandle? handle, byte[] path, int flags) => Require(
            handle is null
                ? Posix.AddOpen(actions, descriptor, path, flags, 0)
                : Posix.AddDuplicate(actions, (int)handle.DangerousGetHandle(), descriptor),
            request);
    }

    private static byte[] PathOf(string? file) => file is null ? _null : NativeWords.Path(file);

    /// <summary>No signal is blocked, and that of a broken pipe, which .NET ignores, does what it does by default.</summary>
    private static void SetSignals(byte[] attributes, SpawnRequest request)
    {
        var (none, pipe) = (new byte[Posix.Opaque], new byte[Posix.Opaque]);
        _ = Posix.ClearSignals(none);
        _ = Posix.ClearSignals(pipe);
        _ = Posix.AddSignal(pipe, PipeSignal);
        Require(Posix.SetSignalMask(attributes, none), request);
        Require(Posix.SetDefaultSignals(attributes, pipe), request);
        Require(Posix.SetFlags(attributes, _flags), request);
    }

    private static void Require(int error, SpawnRequest request)
    {
        if (error != 0)
        {
            throw new TrimtabException($"{request.File} can't be started: {Why(error)}.");
        }
    }

    private static string Why(int error) => error switch
    {
        2 => "a file or folder it needs is not there (its interpreter, or its trial's folder)",
        7 => "its arguments are too long",
        8 => "it is no program: a script begins with #! and its interpreter",
        13 => "it is not executable",
        _ => Marshal.GetPInvokeErrorMessage(error),
    };
}

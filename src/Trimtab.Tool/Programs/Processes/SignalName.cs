namespace Trimtab.Tool.Programs.Processes;

/// <summary>Signals by number, as Linux and macOS agree on them.</summary>
internal static class SignalName
{
    /// <summary>Number and name: "signal 9, SIGKILL", with what it mostly means.</summary>
    public static string Words(int signal) => signal switch
    {
        1 => "signal 1, SIGHUP",
        2 => "signal 2, SIGINT",
        3 => "signal 3, SIGQUIT",
        4 => "signal 4, SIGILL (an instruction that the processor does not have)",
        6 => "signal 6, SIGABRT (it gave up by itself)",
        8 => "signal 8, SIGFPE (a division by zero)",
        9 => "signal 9, SIGKILL (often the system, which was out of memory)",
        11 => "signal 11, SIGSEGV (memory it must not touch)",
        13 => "signal 13, SIGPIPE",
        15 => "signal 15, SIGTERM",
        _ => Invariant($"signal {signal}"),
    };
}

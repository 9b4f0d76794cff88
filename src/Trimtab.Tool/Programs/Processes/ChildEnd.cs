namespace Trimtab.Tool.Programs.Processes;

/// <summary>End of a process, as the system tells it.</summary>
/// <param name="ExitCode">Exit code; null where a signal ended it.</param>
/// <param name="Signal">The signal that ended it; 0 where it ended by itself.</param>
/// <param name="ProcessorTime">Processor time, with that of the children it waited for.</param>
/// <param name="PeakMemory">
/// The most memory at once of it, or one of these children, in bytes; on Linux at least that of the process that started it.
/// </param>
internal readonly record struct ChildEnd(int? ExitCode, int Signal, TimeSpan ProcessorTime, long PeakMemory)
{
    /// <summary>Reads a status and a <c>rusage</c>: user and system time, each seconds and microseconds, then the memory.</summary>
    public static ChildEnd Of(int status, long[] usage)
    {
        int signal = status & 0x7f;
        // The microseconds are 32 bits wide on macOS, with 32 unused ones behind.
        var time = TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds((int)usage[1] + (int)usage[3]);
        return new(signal == 0 ? (status >> 8) & 0xff : null, signal, time, OperatingSystem.IsMacOS() ? usage[4] : usage[4] * 1024);
    }
}

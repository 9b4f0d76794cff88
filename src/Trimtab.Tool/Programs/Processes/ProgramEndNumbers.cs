namespace Trimtab.Tool.Programs.Processes;

/// <summary>
/// The end of a program as whole numbers in one order, as they stand in its trial's folder and in the guard's messages: a new measurement
/// is added here. Pure functions.
/// </summary>
internal static class ProgramEndNumbers
{
    /// <summary>How many numbers there are.</summary>
    public const int Count = 6;

    private const long NoExitCode = -1;

    /// <summary>The numbers of an end; the folder and the cause are not among them.</summary>
    public static long[] Of(ProgramEnd end) =>
    [
        end.ExitCode ?? NoExitCode, end.Signal, end.Started.UtcTicks, end.Elapsed.Ticks, end.ProcessorTime.Ticks, end.PeakMemory,
    ];

    /// <summary>The end of the numbers; null where there are not as many.</summary>
    public static ProgramEnd? Read(IReadOnlyList<long> numbers, string folder) =>
        numbers is not [var code, var signal, var started, var elapsed, var processor, var memory] ? null : new()
        {
            ExitCode = code == NoExitCode ? null : (int)code,
            Signal = (int)signal,
            Started = new(started, TimeSpan.Zero),
            Elapsed = new(elapsed),
            ProcessorTime = new(processor),
            PeakMemory = memory,
            Folder = folder,
        };
}

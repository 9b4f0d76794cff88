namespace Trimtab.Tool.Programs.Processes;

/// <summary>How a program ended, and what it took. Immutable.</summary>
internal sealed record ProgramEnd
{
    /// <summary>The exit code by which a program asks to be run again: <c>EX_TEMPFAIL</c> of <c>sysexits.h</c>.</summary>
    public const int RunAgain = 75;

    /// <summary>The exit code; null where a signal ended it.</summary>
    public int? ExitCode { get; init; }

    /// <summary>The signal that ended it; 0 where it ended by itself.</summary>
    public int Signal { get; init; }

    /// <summary>Why it was ended; <see cref="StopCause.None"/> where it was not.</summary>
    public StopCause Cause { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset Started { get; init; }

    /// <summary>How long it ran.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Processor time of it and of the children it waited for.</summary>
    public TimeSpan ProcessorTime { get; init; }

    /// <summary>
    /// The most memory that it, or one of these children, had at once, in bytes; of a program that was not to be measured, on Linux, at
    /// least that of the guard.
    /// </summary>
    public long PeakMemory { get; init; }

    /// <summary>The trial's folder, an absolute path.</summary>
    public required string Folder { get; init; }

    /// <summary>How it ended, in words: "exit code 2", "it was ended by signal 9, SIGKILL".</summary>
    public string Words => ExitCode is { } code ? Invariant($"exit code {code}") : $"it was ended by {SignalName.Words(Signal)}";
}

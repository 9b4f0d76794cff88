namespace Trimtab.Tool.Programs.Processes;

/// <summary>Limits of time and memory of a program. Immutable.</summary>
internal sealed record ProgramLimits
{
    /// <summary>How long it may run. Default: no limit.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>How much memory it and its children may have, in bytes. Default: no limit.</summary>
    public long? Memory { get; init; }

    /// <summary>How long it may take to end after SIGTERM, before SIGKILL. Default 10 seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);
}

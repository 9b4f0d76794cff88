namespace Trimtab.Tool.Programs.Processes;

/// <summary>A run of a program. Immutable.</summary>
internal sealed record ProgramRequest
{
    /// <summary>The program's file, an absolute path.</summary>
    public required string File { get; init; }

    /// <summary>The arguments, its own name first.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The environment, each as NAME=value.</summary>
    public required IReadOnlyList<string> Environment { get; init; }

    /// <summary>The folder it starts in, an absolute path.</summary>
    public required string WorkingFolder { get; init; }

    /// <summary>The trial's folder, where its output goes, an absolute path.</summary>
    public required string Folder { get; init; }

    /// <summary>Under which its end is kept in the folder, if it ends by itself. Default: it is not kept.</summary>
    public string Key { get; init; } = "";

    /// <summary>Whether its end is kept with exit codes other than 0, but for that by which it asks to be run again. Default: no.</summary>
    public bool KeepsFailures { get; init; }

    /// <summary>Whether the most memory it has at once is measured, as exactly as the system allows. Default: no.</summary>
    public bool MeasuresMemory { get; init; }

    /// <summary>The stream that is read. Default: none.</summary>
    public ProgramStream Stream { get; init; }

    /// <summary>Called with each line of the stream; false ends the program. No call after the run has ended.</summary>
    public Func<string, bool> Line { get; init; } = _ => true;

    /// <summary>Called in place of <see cref="Line"/> with a line that is too long to be read. Default: nothing.</summary>
    public Action LineTooLong { get; init; } = () => { };

    /// <summary>Limits of time and memory. Default: none.</summary>
    public ProgramLimits Limits { get; init; } = new();

    /// <summary>Whether an end is one to keep.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="isAsked">Whether it was asked to end, so that the exit code may be its answer.</param>
    public bool Keeps(ProgramEnd end, bool isAsked) => Key.Length > 0 && !isAsked
        && (end.ExitCode == 0 || (KeepsFailures && end.ExitCode is not (null or ProgramEnd.RunAgain)));
}

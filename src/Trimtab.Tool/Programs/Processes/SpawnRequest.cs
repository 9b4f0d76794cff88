using System.Runtime.InteropServices;

namespace Trimtab.Tool.Programs.Processes;

/// <summary>A process to start, in a session of its own: no terminal, and one group for all that it starts. Immutable.</summary>
internal sealed record SpawnRequest
{
    /// <summary>The program's file.</summary>
    public required string File { get; init; }

    /// <summary>The arguments, its own name first.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>The environment, each as NAME=value.</summary>
    public required IReadOnlyCollection<string> Environment { get; init; }

    /// <summary>The folder it starts in, an absolute path.</summary>
    public required string Folder { get; init; }

    /// <summary>The pipe it reads from; null for nothing.</summary>
    public SafeHandle? Input { get; init; }

    /// <summary>The pipe for its output; null for the file.</summary>
    public SafeHandle? Output { get; init; }

    /// <summary>The file that its output is added to, an absolute path; null for nowhere.</summary>
    public string? OutputFile { get; init; }

    /// <summary>The file that its errors are added to, an absolute path; null for nowhere.</summary>
    public string? ErrorsFile { get; init; }

    /// <summary>A program, whose streams go to the files in its trial's folder.</summary>
    public static SpawnRequest Of(ProgramRequest request) => new()
    {
        File = request.File,
        Arguments = request.Arguments,
        Environment = request.Environment,
        Folder = request.WorkingFolder,
        OutputFile = ProgramStream.Output.FileIn(request.Folder),
        ErrorsFile = ProgramStream.Errors.FileIn(request.Folder),
    };
}

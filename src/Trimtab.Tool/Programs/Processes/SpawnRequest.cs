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

    /// <summary>A pipe it writes its output to; null for <see cref="OutputFile"/>.</summary>
    public SafeHandle? Output { get; init; }

    /// <summary>A file for its output, emptied before.</summary>
    public string OutputFile { get; init; } = "/dev/null";

    /// <summary>A pipe it writes its errors to; null for <see cref="ErrorsFile"/>.</summary>
    public SafeHandle? Errors { get; init; }

    /// <summary>A file for its errors, emptied before.</summary>
    public string ErrorsFile { get; init; } = "/dev/null";
}

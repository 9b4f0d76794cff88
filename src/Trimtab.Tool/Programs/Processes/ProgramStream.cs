namespace Trimtab.Tool.Programs.Processes;

/// <summary>A stream that a program writes to.</summary>
internal enum ProgramStream
{
    /// <summary>None: what the program prints is not read.</summary>
    None,

    /// <summary>The standard output.</summary>
    Output,

    /// <summary>The standard error.</summary>
    Errors,
}

/// <summary>Files of what programs have printed.</summary>
internal static class ProgramStreamExtensions
{
    /// <summary>The file in a trial's folder with what the program printed to a stream.</summary>
    public static string FileIn(this ProgramStream stream, string folder) =>
        Path.Combine(folder, stream == ProgramStream.Errors ? "stderr.txt" : "stdout.txt");
}

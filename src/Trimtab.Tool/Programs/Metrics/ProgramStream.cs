namespace Trimtab.Tool.Programs.Metrics;

/// <summary>A stream that a program writes to.</summary>
internal enum ProgramStream
{
    /// <summary>None: what the program prints is not read.</summary>
    None,

    /// <summary>Its standard output.</summary>
    Output,

    /// <summary>Its standard error.</summary>
    Errors,
}

namespace Trimtab.Tool.Programs.Processes;

/// <summary>Why a program was ended.</summary>
internal enum StopCause
{
    /// <summary>The program was not ended.</summary>
    None,

    /// <summary>The pruner, which reads the lines, ended it.</summary>
    Reader,

    /// <summary>The program took too long.</summary>
    Time,

    /// <summary>The program had too much memory.</summary>
    Memory,

    /// <summary>The tool ends.</summary>
    Cancelled,
}

namespace Trimtab.Tool.Programs;

/// <summary>Why a program was ended.</summary>
internal enum StopCause
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>By the one who read its lines: the pruner.</summary>
    Reader,

    /// <summary>It took too long.</summary>
    Time,

    /// <summary>It had too much memory.</summary>
    Memory,

    /// <summary>The tool ends.</summary>
    Cancelled,
}

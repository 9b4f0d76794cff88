namespace Trimtab.Tool.Programs.Processes;

/// <summary>A run of a program gave no value.</summary>
/// <param name="message">What happened, in a line; what it printed last below.</param>
/// <param name="isTemporary">Whether the program asks to be run again, by exit code 75.</param>
internal sealed class ProgramException(string message, bool isTemporary = false) : TrimtabException(message), IMessageOfLines
{
    /// <summary>How many attempts of its trial have ended so here, by asking to be run again or otherwise; from 1.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>Whether the program asks to be run again.</summary>
    public bool IsTemporary => isTemporary;
}

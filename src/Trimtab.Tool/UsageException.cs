namespace Trimtab.Tool;

/// <summary>
/// A command line whose words parse but do not fit one another, a file or the study; the process ends with <see cref="ExitCode.Usage"/>.
/// </summary>
internal sealed class UsageException(string message) : TrimtabException(message)
{
    /// <summary>
    /// Whether an error is of the command line, so that the process ends with <see cref="ExitCode.Usage"/>: its words do not fit, or name
    /// what is not there.
    /// </summary>
    public static bool IsReason(Exception error) => error is UsageException or UnknownNameException;

    /// <summary>Reads words of the command line: what can't be read is the command line's error.</summary>
    /// <exception cref="UsageException">The words have another form, or values that may not be.</exception>
    public static T Read<T>(Func<T> words)
    {
        try
        {
            return words();
        }
        catch (Exception error) when (error is TrimtabException and not UsageException or ArgumentException)
        {
            throw new UsageException(error.Message);
        }
    }
}

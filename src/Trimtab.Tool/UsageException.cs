namespace Trimtab.Tool;

/// <summary>
/// A command line whose words parse but do not fit one another, a file or the study; the process ends with <see cref="ExitCode.Usage"/>.
/// </summary>
internal sealed class UsageException(string message) : TrimtabException(message);

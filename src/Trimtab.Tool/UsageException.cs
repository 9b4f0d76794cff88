namespace Trimtab.Tool;

/// <summary>The command line is wrong, as shows only beside something else; the process ends with <see cref="ExitCode.Usage"/>.</summary>
internal sealed class UsageException(string message) : TrimtabException(message);

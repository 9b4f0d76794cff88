namespace Trimtab.Tool;

/// <summary>Exit codes of signals.</summary>
internal static class ExitCodes
{
    private const int FirstOfSignals = 128;

    /// <summary>The exit code of a program that a signal has stopped, as shells expect it: 130 for SIGINT, 143 for SIGTERM.</summary>
    /// <param name="signal">Number of the signal, 1 or more.</param>
    public static ExitCode OfSignal(int signal) => (ExitCode)(FirstOfSignals + signal);
}

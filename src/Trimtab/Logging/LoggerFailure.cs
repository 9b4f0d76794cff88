namespace Trimtab.Logging;

/// <summary>The first exception of loggers that log for one study, search or ledger, as a warning. Thread-safe.</summary>
internal sealed class LoggerFailure
{
    private string? _first;

    /// <summary>A sentence where a logger has thrown; else empty.</summary>
    public IReadOnlyList<string> Warnings => Volatile.Read(ref _first) is { } first ? [first] : [];

    /// <summary>Keeps what a logger threw; only the first counts.</summary>
    public void Keep(Exception error)
    {
        if (Volatile.Read(ref _first) is null)
        {
            string warning = $"The logger threw {TrialFailure.Of(error).Sentence} Results do not depend on it.";
            Interlocked.CompareExchange(ref _first, warning, null);
        }
    }
}

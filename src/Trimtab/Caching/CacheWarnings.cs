using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Trimtab.Logging;

namespace Trimtab.Caching;

/// <summary>Failures of a cache, each kind once. Thread-safe.</summary>
internal sealed class CacheWarnings
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, string> _byFailure = [];
    private ILogger _logger = NullLogger.Instance;

    /// <summary>A sentence for each, the first first.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _byFailure.Values];
            }
        }
    }

    /// <summary>Logs each from now on, and those so far.</summary>
    public void LogTo(ILogger logger)
    {
        _logger = logger;
        foreach (string warning in All)
        {
            Log(warning);
        }
    }

    /// <summary>What <paramref name="act"/> gives; where the file system refuses it, a warning and the default.</summary>
    /// <param name="failure">What can't be done then, to begin the warning with.</param>
    /// <param name="consequence">What that means, to end it with.</param>
    /// <param name="act">Reads or writes files.</param>
    public T? Try<T>(string failure, string consequence, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Add(failure, error.Message, consequence);
            return default;
        }
    }

    /// <summary>Adds a warning where there is none of this failure.</summary>
    /// <param name="failure">What can't be done, to begin the warning with.</param>
    /// <param name="why">Why, in a sentence.</param>
    /// <param name="consequence">What that means, to end it with.</param>
    public void Add(string failure, string why, string consequence)
    {
        string warning = $"{failure}: {why} {consequence}";
        bool isNew;
        lock (_gate)
        {
            isNew = _byFailure.TryAdd(failure, warning);
        }

        if (isNew)
        {
            Log(warning);
        }
    }

    private void Log(string warning) => _logger.LedgerWarned(LogText.OneLine(warning));
}

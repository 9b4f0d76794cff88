using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Trimtab.Logging;

/// <summary>
/// A logger of the user's that can't disturb what it logs: what it throws is kept. It is called again after that, for other providers
/// behind the same logger may work. Thread-safe.
/// </summary>
internal sealed class SafeLogger : ILogger
{
    private readonly ILogger _logger = NullLogger.Instance;
    private readonly LoggerFailure _failure;

    /// <summary>The logger of a category.</summary>
    /// <param name="factory">Creates it; null for one that is silent.</param>
    /// <param name="category">Its category.</param>
    /// <param name="failure">Keeps what it throws.</param>
    public SafeLogger(ILoggerFactory? factory, string category, LoggerFailure failure)
    {
        _failure = failure;
        if (factory is not null)
        {
            _logger = Try(() => factory.CreateLogger(category)) ?? NullLogger.Instance;
        }
    }

    /// <summary>Whether it never logs, so that nothing need be prepared for it.</summary>
    public bool IsSilent => _logger is NullLogger or SafeLogger { IsSilent: true };

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel)
    {
        try
        {
            return _logger.IsEnabled(logLevel);
        }
#pragma warning disable CA1031 // A logger of the user's own: no trial or training may fail of it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _failure.Keep(error);
            return false;
        }
    }

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        try
        {
            _logger.Log(logLevel, eventId, state, exception, formatter);
        }
#pragma warning disable CA1031 // A logger of the user's own: no trial or training may fail of it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _failure.Keep(error);
        }
    }

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => IsSilent ? null : Try(() => _logger.BeginScope(state)) is { } scope ? new SafeScope(this, scope) : null;

    private T? Try<T>(Func<T> act)
    {
        try
        {
            return act();
        }
#pragma warning disable CA1031 // A logger of the user's own: no trial or training may fail of it.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _failure.Keep(error);
            return default;
        }
    }

    private sealed class SafeScope(SafeLogger logger, IDisposable scope) : IDisposable
    {
        public void Dispose() => logger.Try(() =>
        {
            scope.Dispose();
            return true;
        });
    }
}

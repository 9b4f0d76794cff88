using Microsoft.Extensions.Logging;

namespace Trimtab.Sql.Tests;

/// <summary>A logger factory that keeps what is logged from warnings on: category, number and name of the event, message.</summary>
internal sealed class WarningLog : ILoggerFactory
{
    private readonly List<string> _warnings = [];

    public IReadOnlyList<string> Warnings
    {
        get
        {
            lock (_warnings)
            {
                return [.. _warnings];
            }
        }
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public ILogger CreateLogger(string categoryName) => new Logger(_warnings, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(List<string> warnings, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lock (warnings)
                {
                    warnings.Add($"{category} {eventId.Id} {eventId.Name}: {formatter(state, exception)}");
                }
            }
        }
    }
}

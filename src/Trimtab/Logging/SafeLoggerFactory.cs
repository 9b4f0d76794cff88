using Microsoft.Extensions.Logging;

namespace Trimtab.Logging;

/// <summary>Loggers of a user's factory that can't disturb what they log, and keep what they throw in one place. Thread-safe.</summary>
/// <param name="factory">The user's; null for loggers that are silent. It is not disposed of here.</param>
/// <param name="failure">Keeps what loggers throw.</param>
internal sealed class SafeLoggerFactory(ILoggerFactory? factory, LoggerFailure failure) : ILoggerFactory
{
    /// <summary>The logger of a category.</summary>
    public SafeLogger Create(string category) => new(factory, category, failure);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => Create(categoryName);

    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => factory?.AddProvider(provider);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

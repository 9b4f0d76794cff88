using Microsoft.Extensions.Logging;

namespace Trimtab.Logging;

/// <summary>A logger factory among a record's settings: it is no part of what makes two records equal.</summary>
/// <param name="factory">The factory; null for none.</param>
internal readonly struct LoggerSetting(ILoggerFactory? factory) : IEquatable<LoggerSetting>
{
    /// <summary>The factory; null for none.</summary>
    public ILoggerFactory? Factory => factory;

    /// <inheritdoc/>
    public bool Equals(LoggerSetting other) => true;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is LoggerSetting;

    /// <inheritdoc/>
    public override int GetHashCode() => 0;
}

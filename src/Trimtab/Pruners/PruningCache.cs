using System.Collections.Concurrent;

namespace Trimtab.Pruners;

/// <summary>
/// Cache of what a pruner derived from the trials of one study, so that no request looks at all of them again. Thread-safe.
/// </summary>
/// <remarks>A cache: decisions must be the same where it is empty. What is kept must be thread-safe.</remarks>
public sealed class PruningCache
{
    private readonly ConcurrentDictionary<object, object> _kept = new();

    internal PruningCache()
    {
    }

    /// <summary>Value kept under a key, made when first asked for.</summary>
    /// <param name="key">Equal for the same thing, and different from the keys of other pruners.</param>
    /// <param name="make">Makes it; of two made at the same time one is kept.</param>
    public T Get<T>(object key, Func<T> make)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(make);
        return (T)_kept.GetOrAdd(key, _ => make());
    }
}

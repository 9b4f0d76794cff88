using System.Collections.Concurrent;

namespace Trimtab.Pruners;

/// <summary>What was derived from the histories of one study and is kept from request to request. Thread-safe.</summary>
internal sealed class PruningMemory
{
    private readonly ConcurrentDictionary<object, object> _kept = new();

    /// <summary>What is kept under a key, made when first asked for.</summary>
    public T Get<T>(object key, Func<T> make)
        where T : class => (T)_kept.GetOrAdd(key, _ => make());
}

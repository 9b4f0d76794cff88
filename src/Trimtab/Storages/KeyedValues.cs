using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Trimtab.Storages;

/// <summary>Values by key, in an order, small in memory: many trials share one array of keys. Immutable; thread-safe.</summary>
/// <remarks>Finding a key is linear: a trial has few.</remarks>
internal sealed class KeyedValues<TKey, TValue>(TKey[] keys, TValue[] values) : IReadOnlyDictionary<TKey, TValue>
    where TKey : notnull
{
    /// <summary>No values.</summary>
    public static KeyedValues<TKey, TValue> Empty { get; } = new([], []);

    /// <inheritdoc/>
    public int Count => values.Length;

    /// <inheritdoc/>
    public IEnumerable<TKey> Keys => keys;

    /// <inheritdoc/>
    public IEnumerable<TValue> Values => values;

    /// <summary>The keys, which others may share.</summary>
    internal TKey[] KeyArray => keys;

    /// <summary>The values, in the order of the keys.</summary>
    internal TValue[] ValueArray => values;

    /// <inheritdoc/>
    public TValue this[TKey key] =>
        TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(Invariant($"There is no '{key}'."));

    /// <inheritdoc/>
    public bool ContainsKey(TKey key) => Array.IndexOf(keys, key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(TKey key, [MaybeNullWhen(false)] out TValue value)
    {
        int index = Array.IndexOf(keys, key);
        value = index >= 0 ? values[index] : default;
        return index >= 0;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<TKey, TValue>> GetEnumerator()
    {
        for (int i = 0; i < keys.Length; i++)
        {
            yield return KeyValuePair.Create(keys[i], values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

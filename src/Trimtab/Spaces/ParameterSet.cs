using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Trimtab.Spaces;

/// <summary>Settings of several parameters, by name: one candidate.</summary>
/// <remarks>
/// Immutable; ordered by name (ordinal); equal when all names and values are. <see cref="ToString"/> is the canonical text:
/// a JSON object with sorted names and no white space. Thread-safe.
/// </remarks>
public sealed class ParameterSet : IReadOnlyDictionary<string, ParameterValue>, IEquatable<ParameterSet>
{
    /// <summary>The empty set: every parameter has its default.</summary>
    public static readonly ParameterSet Empty = new([], []);

    private readonly string[] _names; // sorted; sets of the same parameters may share them
    private readonly ParameterValue[] _values;

    private ParameterSet(string[] names, ParameterValue[] values) => (_names, _values) = (names, values);

    /// <inheritdoc/>
    public int Count => _names.Length;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _names;

    /// <inheritdoc/>
    public IEnumerable<ParameterValue> Values => _values;

    /// <summary>SHA-256 of the canonical text; 64 hex digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToString())));

    /// <summary>The value of the parameter called <paramref name="key"/>.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public ParameterValue this[string key] =>
        TryGetValue(key, out var value) ? value : throw new UnknownNameException("parameter", key, Keys);

    /// <summary>A set of these pairs.</summary>
    /// <exception cref="ArgumentException">A name is empty, or stands twice.</exception>
    public static ParameterSet Create(IEnumerable<KeyValuePair<string, ParameterValue>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var pairs = values.ToArray();
        Array.Sort(pairs, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        for (int i = 0; i < pairs.Length; i++)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(pairs[i].Key, nameof(values));
            if (i > 0 && pairs[i].Key == pairs[i - 1].Key)
            {
                throw new ArgumentException($"A parameter set must name each parameter once. Got '{pairs[i].Key}' twice.", nameof(values));
            }
        }

        return new(Array.ConvertAll(pairs, pair => pair.Key), Array.ConvertAll(pairs, pair => pair.Value));
    }

    /// <summary>A set of these pairs: <c>ParameterSet.Of(("epochs", 40), ("batch_size", 64))</c>.</summary>
    public static ParameterSet Of(params ReadOnlySpan<(string Name, ParameterValue Value)> values)
    {
        var pairs = new List<KeyValuePair<string, ParameterValue>>(values.Length);
        foreach (var (name, value) in values)
        {
            pairs.Add(new(name, value));
        }

        return Create(pairs);
    }

    /// <summary>This set with the parameter called <paramref name="name"/> set to <paramref name="value"/>, added or replaced.</summary>
    public ParameterSet With(string name, ParameterValue value) => Create([.. this.Where(pair => pair.Key != name), new(name, value)]);

    /// <summary>This set without the parameter called <paramref name="name"/>.</summary>
    public ParameterSet Without(string name) => Create(this.Where(pair => pair.Key != name));

    /// <summary>A set of values by names that are sorted (ordinal) and differ; neither array may be written to later.</summary>
    internal static ParameterSet OfSorted(string[] names, ParameterValue[] values) => new(names, values);

    /// <summary>This set with the values of <paramref name="other"/>, added or replaced.</summary>
    internal ParameterSet Overlaid(ParameterSet other) =>
        other.Count == 0 ? this
        : Count == 0 || _names.AsSpan().SequenceEqual(other._names) ? other
        : Create(this.Where(pair => !other.ContainsKey(pair.Key)).Concat(other));

    /// <summary>
    /// This set with the names of <paramref name="other"/> in memory, where they are the same: many sets of the same parameters then keep
    /// one list.
    /// </summary>
    internal ParameterSet SharingNames(ParameterSet? other) =>
        other is not null && _names.AsSpan().SequenceEqual(other._names) ? new(other._names, _values) : this;

    /// <summary>Other values of the same parameters, in the order of their names.</summary>
    internal ParameterSet WithValues(ParameterValue[] values) => _names.Length == 0 ? Empty : new(_names, values);

    /// <inheritdoc/>
    public bool ContainsKey(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out ParameterValue value)
    {
        int index = IndexOf(key);
        value = index >= 0 ? _values[index] : default;
        return index >= 0;
    }

    /// <inheritdoc/>
    public bool Equals(ParameterSet? other) =>
        other is not null && _names.AsSpan().SequenceEqual(other._names) && _values.AsSpan().SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterSet);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Aggregate(_names.Length, HashCode.Combine);

    /// <summary>The canonical text: <c>{"batch_size":64,"epochs":40}</c>.</summary>
    public override string ToString() => $"{{{string.Join(",", this.Select(pair => $"{(ParameterValue)pair.Key}:{pair.Value}"))}}}";

    /// <summary>Text for people: <c>batch_size=64, epochs=40</c>; "defaults" when nothing is set.</summary>
    public string ToDisplayString() =>
        Count == 0 ? "defaults" : string.Join(", ", this.Select(pair => $"{pair.Key}={pair.Value.ToDisplayString()}"));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, ParameterValue>> GetEnumerator()
    {
        for (int i = 0; i < _names.Length; i++)
        {
            yield return new(_names[i], _values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private int IndexOf(string name) => Array.BinarySearch(_names, name, StringComparer.Ordinal);
}

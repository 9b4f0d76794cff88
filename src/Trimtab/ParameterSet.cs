using System.Collections;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Trimtab;

/// <summary>Settings of several knobs, by name: one candidate.</summary>
/// <remarks>
/// Immutable; ordered by name (ordinal); equal when all names and values are. <see cref="ToString"/> is the canonical text:
/// a JSON object with sorted names and no white space. Thread-safe.
/// </remarks>
public sealed class ParameterSet : IReadOnlyDictionary<string, ParameterValue>, IEquatable<ParameterSet>
{
    /// <summary>No knob turned: every default.</summary>
    public static readonly ParameterSet Empty = new(ImmutableSortedDictionary.Create<string, ParameterValue>(StringComparer.Ordinal));

    private readonly ImmutableSortedDictionary<string, ParameterValue> _values;
    private readonly string _text;

    private ParameterSet(ImmutableSortedDictionary<string, ParameterValue> values)
    {
        _values = values;
        _text = $"{{{string.Join(",", values.Select(pair => $"{(ParameterValue)pair.Key}:{pair.Value}"))}}}";
    }

    /// <inheritdoc/>
    public int Count => _values.Count;

    /// <inheritdoc/>
    public IEnumerable<string> Keys => _values.Keys;

    /// <inheritdoc/>
    public IEnumerable<ParameterValue> Values => _values.Values;

    /// <summary>SHA-256 of the canonical text; 64 hex digits.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(_text)));

    /// <summary>The value of the knob called <paramref name="key"/>.</summary>
    /// <exception cref="UnknownNameException">There is none.</exception>
    public ParameterValue this[string key] => _values.TryGetValue(key, out var value) ? value : throw new UnknownNameException("knob", key, Keys);

    /// <summary>A set of these pairs.</summary>
    /// <exception cref="ArgumentException">A name is empty, or stands twice.</exception>
    public static ParameterSet Create(IEnumerable<KeyValuePair<string, ParameterValue>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var builder = ImmutableSortedDictionary.CreateBuilder<string, ParameterValue>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name, nameof(values));
            builder.Add(name, value);
        }

        return new(builder.ToImmutable());
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

    /// <summary>This set with the knob called <paramref name="name"/> set to <paramref name="value"/>, added or replaced.</summary>
    public ParameterSet With(string name, ParameterValue value) => new(_values.SetItem(name, value));

    /// <summary>This set without the knob called <paramref name="name"/>.</summary>
    public ParameterSet Without(string name) => new(_values.Remove(name));

    /// <inheritdoc/>
    public bool ContainsKey(string key) => _values.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out ParameterValue value) => _values.TryGetValue(key, out value);

    /// <inheritdoc/>
    public bool Equals(ParameterSet? other) => other is not null && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterSet);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(_text, StringComparison.Ordinal);

    /// <summary>The canonical text: <c>{"batch_size":64,"epochs":40}</c>.</summary>
    public override string ToString() => _text;

    /// <summary>Text for people: <c>batch_size=64, epochs=40</c>; "defaults" when nothing is set.</summary>
    public string ToDisplayString() => Count == 0 ? "defaults" : string.Join(", ", _values.Select(pair => $"{pair.Key}={pair.Value.ToDisplayString()}"));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, ParameterValue>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

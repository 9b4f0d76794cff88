using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Trimtab.Spaces;

/// <summary>The values one parameter may take, in the order they are tried: <c>[10, 20, 30, 40]</c>, <c>["relu", "tanh"]</c>.</summary>
/// <remarks>Immutable; equal when all values are, in the same order. Thread-safe.</remarks>
[CollectionBuilder(typeof(ParameterValues), nameof(Create))]
public sealed class ParameterValues : IReadOnlyList<ParameterValue>, IEquatable<ParameterValues>
{
    private readonly ImmutableArray<ParameterValue> _values;
    private ValueIndex? _index; // made when it is first needed; two threads may both make it

    private ParameterValues(ImmutableArray<ParameterValue> values) => _values = values;

    /// <summary>The values of an array, in its order; the array may change later.</summary>
    public static implicit operator ParameterValues(ParameterValue[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Create(values);
    }

    /// <inheritdoc/>
    public int Count => _values.Length;

    /// <inheritdoc/>
    public ParameterValue this[int index] => _values[index];

    /// <summary>Makes a list of <paramref name="values"/>.</summary>
    public static ParameterValues Create(params ReadOnlySpan<ParameterValue> values) => new([.. values]);

    /// <inheritdoc/>
    public bool Equals(ParameterValues? other) =>
        ReferenceEquals(this, other) || (other is not null && _values.AsSpan().SequenceEqual(other._values.AsSpan()));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ParameterValues);

    /// <inheritdoc/>
    public override int GetHashCode() => _values.Aggregate(17, HashCode.Combine);

    /// <summary>The values as a JSON array: <c>[10,20,30,40]</c>.</summary>
    public override string ToString() => $"[{string.Join(",", _values)}]";

    /// <inheritdoc/>
    public IEnumerator<ParameterValue> GetEnumerator() => ((IEnumerable<ParameterValue>)_values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>
    /// The place of the value equal to <paramref name="value"/>, else of the first number that is as large; <see langword="null"/> where
    /// there is none. O(1) after the first call.
    /// </summary>
    internal int? IndexOf(ParameterValue value) => (_index ??= new(_values)).Of(value);

    /// <summary>Refuses no values at all, the same value twice, and values that have one text.</summary>
    /// <param name="owner">Whose values these are, to begin the message with.</param>
    internal void RequireDistinct(string owner)
    {
        if (Count == 0)
        {
            throw new ArgumentException(
                $"{owner} must have at least one value. Got an empty list: leave the parameter out where it is not searched.");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in _values)
        {
            if (!seen.Add(value.ToString()))
            {
                string remedy = value.IsLabelled
                    ? " Objects are told apart by their text: give them a ToString, or labels with ParameterValue.Of(value, label)."
                    : "";
                throw new ArgumentException($"{owner} must have distinct values. Got {value} twice in {this}.{remedy}");
            }
        }
    }
}

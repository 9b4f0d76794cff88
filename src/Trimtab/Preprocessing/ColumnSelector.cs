using System.Collections;
using System.Runtime.CompilerServices;
using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>Which columns a branch of a <see cref="ColumnTransformer"/> gets: some by name, or all of one kind.</summary>
/// <remarks>Immutable; equal when the same columns are chosen in the same way. <c>ColumnSelector c = ["age", "height"];</c></remarks>
[CollectionBuilder(typeof(ColumnSelector), nameof(Create))]
public sealed class ColumnSelector : IReadOnlyList<string>, IEquatable<ColumnSelector>
{
    private readonly string _kind;
    private readonly string[] _names;
    private readonly Func<FeatureColumn, bool>? _isChosen; // of a kind

    private ColumnSelector(string kind, string[] names, Func<FeatureColumn, bool>? isChosen) =>
        (_kind, _names, _isChosen) = (kind, names, isChosen);

    /// <summary>Every column.</summary>
    public static ColumnSelector All { get; } = new("all columns", [], _ => true);

    /// <summary>The columns whose numbers are quantities.</summary>
    public static ColumnSelector Numbers { get; } = new("columns of numbers", [], column => !column.IsCategorical);

    /// <summary>The columns whose numbers stand for texts.</summary>
    public static ColumnSelector Texts { get; } = new("columns of texts", [], column => column.IsCategorical);

    /// <summary>How many columns are chosen by name.</summary>
    public int Count => _names.Length;

    /// <summary>The name at <paramref name="index"/>, of those that are chosen by name.</summary>
    public string this[int index] => _names[index];

    /// <summary>The columns called <paramref name="names"/>, in that order. Columns without names are called x0, x1, x2, …</summary>
    public static ColumnSelector Create(params ReadOnlySpan<string> names) => new("", [.. names], null);

    /// <summary>The positions of the chosen columns.</summary>
    /// <exception cref="UnknownNameException">A column is not there.</exception>
    internal int[] PositionsIn(Dataset data)
    {
        FeatureColumn[] columns = [.. Enumerable.Range(0, data.FeatureLength).Select(data.ColumnAt)];
        return _isChosen is { } isChosen
            ? [.. columns.Index().Where(item => isChosen(item.Item)).Select(item => item.Index)]
            : [.. _names.Select(name => Array.FindIndex(columns, column => column.Name == name) is var position && position >= 0
                ? position
                : throw new UnknownNameException("column", name, columns.Select(column => column.Name)))];
    }

    /// <inheritdoc/>
    public bool Equals(ColumnSelector? other) => other is not null && _kind == other._kind && _names.AsSpan().SequenceEqual(other._names);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ColumnSelector);

    /// <inheritdoc/>
    public override int GetHashCode() => _names.Aggregate(_kind.GetHashCode(StringComparison.Ordinal), HashCode.Combine);

    /// <summary>The kind, or the names.</summary>
    public override string ToString() => _kind.Length > 0 ? _kind : $"[{string.Join(", ", _names)}]";

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_names).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

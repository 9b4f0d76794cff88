using System.Collections;

namespace Trimtab.Tool.Results;

/// <summary>Results of a verb, as rows under columns.</summary>
/// <param name="Columns">Names of the columns, as they stand in JSON: lower case with underscores.</param>
/// <param name="Rows">
/// As many cells each: text, numbers, Booleans, times, lists and dictionaries of these, or <see langword="null"/>. Read once, so that many
/// can be streamed.
/// </param>
internal sealed record ResultRows(IReadOnlyList<string> Columns, IEnumerable<IReadOnlyList<object?>> Rows)
{
    /// <summary>A row for each item.</summary>
    public static ResultRows Of<T>(IEnumerable<T> items, IReadOnlyList<Column<T>> columns) => new(
        [.. columns.Select(column => column.Name)], items.Select(item => columns.Select(column => column.Cell(item)).ToArray()));

    /// <summary>Whether there is always one row: JSON has an object then, not an array of one.</summary>
    public bool IsSingle { get; init; }

    /// <summary>The columns that are written where a program reads bare values. Default: all.</summary>
    public IReadOnlyList<string>? ValueColumns { get; init; }

    /// <summary>Some columns, in another order; a column of a dictionary's items is named after both, as <c>params_lr</c>.</summary>
    /// <exception cref="UnknownNameException">There is no such column.</exception>
    public ResultRows Select(IReadOnlyList<string> names)
    {
        bool isFlat = !names.All(Columns.Contains);
        var from = isFlat ? Flat() : this;
        int[] places = [.. names.Select(name => from.Columns.IndexOf(name) is >= 0 and var place
            ? place
            : throw new UnknownNameException("column", name, from.Columns))];
        var rows = from.Rows.Select(row => places.Select(place => row[place]).ToArray());
        return this with { Columns = names, Rows = rows, ValueColumns = null };
    }

    /// <summary>
    /// The same with a column for each item of a dictionary, as tables have it: <c>params</c> becomes <c>params_lr</c>, ….
    /// </summary>
    public ResultRows Flat()
    {
        var rows = Rows.ToList();
        var keys = Columns.Select((_, column) => rows.Select(row => row[column]).OfType<IDictionary>()
            .SelectMany(map => map.Keys.Cast<string>()).Distinct(StringComparer.Ordinal).ToArray()).ToArray();
        bool[] isMap = [.. Columns.Select((_, column) => rows.Exists(row => row[column] is IDictionary))];
        return this with
        {
            Columns = [.. Columns.SelectMany((name, column) => isMap[column] ? keys[column].Select(key => $"{name}_{key}") : [name])],
            Rows = rows.Select(row => row.SelectMany((cell, column) => !isMap[column] ? [cell]
                : keys[column].Select(key => cell is IDictionary map && map.Contains(key) ? map[key] : null)).ToArray()),
            ValueColumns = ValueColumns?.SelectMany(name => Columns.IndexOf(name) is var column && isMap[column]
                ? keys[column].Select(key => $"{name}_{key}")
                : [name]).ToArray(),
        };
    }
}

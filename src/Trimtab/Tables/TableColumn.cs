namespace Trimtab.Tables;

/// <summary>A column of a <see cref="TrialTable"/>.</summary>
public sealed class TableColumn
{
    private static readonly Type[] _types = [typeof(string), typeof(double), typeof(long), typeof(bool), typeof(DateTimeOffset)];

    /// <summary>A column of cells that are all of one type, or null.</summary>
    /// <param name="name">Title of the column.</param>
    /// <param name="type">Type of its cells: string, double, long, bool or <see cref="DateTimeOffset"/>.</param>
    /// <param name="cells">The cells, in the order of the rows; null where a row has none.</param>
    /// <exception cref="ArgumentException">The type is another one, or a cell has another type.</exception>
    public TableColumn(string name, Type type, IReadOnlyList<object?> cells)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(cells);
        if (!_types.Contains(type) || cells.Any(cell => cell is not null && cell.GetType() != type))
        {
            throw new ArgumentException(
                $"The cells of a column must be of one type: {string.Join(", ", _types.Select(one => one.Name))}. '{name}' is said to be "
                + $"{type.Name} and has {string.Join(", ", cells.OfType<object>().Select(cell => cell.GetType().Name).Distinct())}.");
        }

        (Name, Type, Cells) = (name, type, cells);
    }

    /// <summary>Title of the column.</summary>
    public string Name { get; }

    /// <summary>Type of its cells: string, double, long, bool or <see cref="DateTimeOffset"/>.</summary>
    public Type Type { get; }

    /// <summary>The cells, in the order of the rows; null where a row has none.</summary>
    public IReadOnlyList<object?> Cells { get; }

    /// <summary>
    /// A column whose type follows from its cells: long where all are whole numbers, double where all are numbers, bool or
    /// <see cref="DateTimeOffset"/> where all are, else text as <see cref="Spaces.ParameterValue.ToDisplayString"/> writes it.
    /// </summary>
    /// <param name="name">Title of the column.</param>
    /// <param name="cells">The cells, in the order of the rows; null where a row has none.</param>
    public static TableColumn Of(string name, IReadOnlyList<object?> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var types = cells.OfType<object>().Select(cell => cell.GetType()).Distinct().ToList();
        return types switch
        {
            [var only] when _types.Contains(only) => new(name, only, cells),
            [] => new(name, typeof(string), cells),
            _ when types.All(type => type == typeof(long) || type == typeof(double)) => new(
                name, typeof(double), [.. cells.Select(cell => cell is long whole ? (double)whole : cell)]),
            _ => new(name, typeof(string), [.. cells.Select(cell => cell is null ? null : Text(cell))]),
        };
    }

    private static string Text(object cell) => cell as string ?? Spaces.ParameterValue.From(cell).ToDisplayString();
}

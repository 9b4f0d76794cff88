using Trimtab.Spaces;

namespace Trimtab.Tables;

/// <summary>A column of a <see cref="TrialTable"/>.</summary>
public sealed class TableColumn
{
    private const long LargestExact = 1L << 53; // of whole numbers that are real ones as well

    private static readonly Type[] _types = [typeof(string), typeof(double), typeof(long), typeof(bool), typeof(DateTimeOffset)];

    /// <summary>A column of cells of a type, or null.</summary>
    /// <param name="name">Title of the column.</param>
    /// <param name="type">
    /// Type of its cells: string, double, long, bool or <see cref="DateTimeOffset"/>; object where they are of several of these, or the
    /// value null, which is <see cref="DBNull"/>.
    /// </param>
    /// <param name="cells">The cells, in the order of the rows; null where a row has none.</param>
    /// <exception cref="ArgumentException">The type is another one, or a cell has another type.</exception>
    public TableColumn(string name, Type type, IReadOnlyList<object?> cells)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(cells);
        (Name, Type, Cells) = (name, type, cells);
        bool isMixed = type == typeof(object);
        if ((!isMixed && !_types.Contains(type)) || Filled.Any(item => item.Cell.GetType() is var own && own != type
            && !(isMixed && (own == typeof(DBNull) || _types.Contains(own)))))
        {
            throw new ArgumentException(
                $"The cells of a column must be of one type: {string.Join(", ", _types.Select(one => one.Name))}, or Object for several of "
                + $"them. '{name}' is declared as {type.Name} and has "
                + $"{string.Join(", ", Filled.Select(item => item.Cell.GetType().Name).Distinct())}.");
        }
    }

    /// <summary>Title of the column.</summary>
    public string Name { get; }

    /// <summary>
    /// Type of its cells: string, double, long, bool or <see cref="DateTimeOffset"/>; object where they are of several of these.
    /// </summary>
    public Type Type { get; }

    /// <summary>The cells, in the order of the rows; null where a row has none.</summary>
    public IReadOnlyList<object?> Cells { get; }

    /// <summary>Whether a format whose columns have one type has its cells as texts: they are, or are of several types.</summary>
    public bool IsText => Type == typeof(string) || Type == typeof(object);

    /// <summary>Whether texts of cells of several types are JSON, since 1 and the text 1 would be the same otherwise.</summary>
    internal bool IsJson { get; init; }

    /// <summary>The cells that are there, by row.</summary>
    internal IEnumerable<(int Row, object Cell)> Filled => Cells is SparseCells sparse ? sparse.Filled : Present();

    /// <summary>The text of a cell of the column, for a format without types.</summary>
    /// <param name="cell">The cell; not null.</param>
    public string TextOf(object cell)
    {
        ArgumentNullException.ThrowIfNull(cell);
        return Type != typeof(object) || cell is DateTimeOffset ? TableText.Of(cell)
            : ParameterValue.From(cell is DBNull ? null : cell) is var value && IsJson ? value.ToString()
            : value.ToDisplayString();
    }

    /// <summary>
    /// A column whose type follows from its cells: that of all of them; double where all are numbers, unless a whole one would be rounded;
    /// else object.
    /// </summary>
    /// <param name="name">Title of the column.</param>
    /// <param name="cells">The cells, in the order of the rows; null where a row has none.</param>
    public static TableColumn Of(string name, IReadOnlyList<object?> cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var filled = cells is SparseCells sparse ? sparse.Filled.Select(item => item.Cell) : cells.OfType<object>();
        var types = filled.Select(cell => cell.GetType()).Distinct().ToList();
        return types switch
        {
            [var only] when _types.Contains(only) => new(name, only, cells),
            [] => new(name, typeof(string), cells),
            _ when filled.All(IsReal) => new(name, typeof(double), [.. cells.Select(cell => cell is long whole ? (double)whole : cell)]),
            _ => new(name, typeof(object), cells),
        };
    }

    private static bool IsReal(object cell) => cell is double or (>= -LargestExact and <= LargestExact);

    private IEnumerable<(int Row, object Cell)> Present() =>
        Cells.Select((cell, row) => (row, cell)).Where(item => item.cell is not null)!;
}

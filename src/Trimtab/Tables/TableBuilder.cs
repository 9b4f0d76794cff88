namespace Trimtab.Tables;

/// <summary>Columns that are filled row by row; time and memory are O(cells that are there).</summary>
internal sealed class TableBuilder
{
    private readonly OrderedDictionary<string, SparseCells> _columns = new(StringComparer.Ordinal);

    /// <summary>Sets a cell; nothing for <see langword="null"/>. Rows come in their order.</summary>
    public void Set(int row, string column, object? cell)
    {
        if (!_columns.TryGetValue(column, out var cells))
        {
            _columns.Add(column, cells = new());
        }

        if (cell is not null)
        {
            cells.Set(row, cell);
        }
    }

    /// <summary>The columns, in the order in which they were first set.</summary>
    /// <param name="rows">How many rows there are.</param>
    public IEnumerable<(string Name, SparseCells Cells)> Columns(int rows) => _columns.Select(column =>
    {
        column.Value.Count = rows;
        return (column.Key, column.Value);
    });
}

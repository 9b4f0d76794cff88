namespace Trimtab.Tables;

/// <summary>The cells of columns row by row, without those that are missing: O(log columns) for each that is there.</summary>
internal sealed class RowCells
{
    private readonly IEnumerator<(int Row, object Cell)>[] _cells;
    private readonly PriorityQueue<int, (int Row, int Column)> _next;

    /// <param name="columns">The columns.</param>
    public RowCells(IEnumerable<TableColumn> columns)
    {
        _cells = [.. columns.Select(column => column.Filled.GetEnumerator())];
        _next = new(_cells.Select((cells, column) => (cells, column)).Where(item => item.cells.MoveNext())
            .Select(item => (item.column, (item.cells.Current.Row, item.column))));
    }

    /// <summary>The cells of a row, by column. Rows are asked for in their order, and each is read to its end.</summary>
    public IEnumerable<(int Column, object Cell)> Of(int row)
    {
        while (_next.TryPeek(out int column, out var place) && place.Row <= row)
        {
            object cell = _cells[column].Current.Cell;
            if (_cells[column].MoveNext())
            {
                _next.DequeueEnqueue(column, (_cells[column].Current.Row, column));
            }
            else
            {
                _next.Dequeue();
            }

            if (place.Row == row)
            {
                yield return (column, cell);
            }
        }
    }
}

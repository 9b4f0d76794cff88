using System.Collections;

namespace Trimtab.Tables;

/// <summary>Cells of a column of which the missing ones take no memory.</summary>
internal sealed class SparseCells : IReadOnlyList<object?>
{
    private readonly List<int> _rows = [];
    private readonly List<object> _cells = [];

    /// <summary>How many rows there are.</summary>
    public int Count { get; set; }

    /// <summary>The cells that are there, by row.</summary>
    public IEnumerable<(int Row, object Cell)> Filled => _rows.Zip(_cells);

    /// <inheritdoc/>
    public object? this[int index] =>
        _rows.Count == Count ? _cells[index] : _rows.BinarySearch(index) is >= 0 and var at ? _cells[at] : null;

    /// <summary>Sets the cell of the last row so far or of a later one.</summary>
    public void Set(int row, object cell)
    {
        if (_rows.Count > 0 && _rows[^1] == row)
        {
            _cells[^1] = cell;
            return;
        }

        _rows.Add(row);
        _cells.Add(cell);
        Count = Math.Max(Count, row + 1);
    }

    /// <inheritdoc/>
    public IEnumerator<object?> GetEnumerator()
    {
        int next = 0;
        for (int row = 0; row < Count; row++)
        {
            yield return next < _rows.Count && _rows[next] == row ? _cells[next++] : null;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

using Trimtab.Spaces;

namespace Trimtab.Plots;

/// <summary>
/// Cells along the axis of one parameter: parts of equal length. A categorical parameter has one a choice; where there are steps, as
/// between whole numbers, a part without a value is no cell. Immutable.
/// </summary>
internal sealed class AxisCells
{
    private readonly TransformedParameter _axis;
    private readonly int _parts;
    private readonly Dictionary<int, int> _cells; // by part

    /// <summary>Cuts an axis.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="most">The most cells along a numeric parameter, 1 or more.</param>
    public AxisCells(TransformedParameter axis, int most)
    {
        _axis = axis;
        _parts = axis.IsCategorical ? axis.Choices : (int)Math.Min(most, axis.Size);
        (long First, long Last)[] held = axis.IsStepped ? [.. Enumerable.Range(0, _parts).Select(Held)] : [];
        int[] parts = [.. Enumerable.Range(0, _parts).Where(part => !axis.IsStepped || held[part].First <= held[part].Last)];
        _cells = parts.Index().ToDictionary(item => item.Item, item => item.Index);
        Labels = axis.IsStepped
            ? Ranges([.. parts.Select(part => (axis.Distribution.ValueAt(held[part].First), axis.Distribution.ValueAt(held[part].Last)))])
            : NumberLabels.Of([.. parts.Select(part => axis.AtShare((part + 0.5) / _parts))], 3);
    }

    /// <summary>
    /// A label a cell: the choice; the value in its middle; where there are steps, its only value or the range of its values, as 3–5.
    /// </summary>
    public string[] Labels { get; }

    /// <summary>The cell of a value, from 0; <see langword="null"/> for one outside the distribution.</summary>
    public int? Of(ParameterValue value) => _axis.Of(value) is var place && double.IsNaN(place) ? null : _cells[PartAt(place)];

    private int PartAt(double place) => Math.Clamp((int)(_axis.ShareOf(place) * _parts), 0, _parts - 1);

    /// <summary>Indices of the first and the last value of a part; the last is below the first where there is none.</summary>
    private (long First, long Last) Held(int part) => (FirstFrom(part), FirstFrom(part + 1) - 1);

    /// <summary>Index of the first value that is in a part or above it, by bisection; the number of values where there is none.</summary>
    private long FirstFrom(int part)
    {
        long low = 0, high = _axis.Distribution.Count!.Value;
        while (low < high)
        {
            long middle = low + ((high - low) / 2);
            bool isBelow = PartAt(_axis.Of(_axis.Distribution.ValueAt(middle))) < part;
            (low, high) = isBelow ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static string[] Ranges((ParameterValue First, ParameterValue Last)[] cells)
    {
        string[] ends = NumberLabels.Of([.. cells.SelectMany(cell => new[] { cell.First, cell.Last })], 3);
        return [.. ends.Chunk(2).Select(cell => cell[0] == cell[1] ? cell[0] : $"{cell[0]}–{cell[1]}")];
    }
}

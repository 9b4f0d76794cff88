namespace Trimtab.Plots;

/// <summary>A matrix of numbers as coloured cells, with the number in each cell and the best one framed.</summary>
public sealed record HeatMapChart : Chart
{
    /// <summary>Labels of the rows, top to bottom.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>Labels of the columns, left to right.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>One list per row, one number per column; NaN for an empty cell.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Values { get; init; }

    /// <summary>Whether the best cell is the largest or the smallest. Default <see cref="Direction.Maximize"/>.</summary>
    public Direction Direction { get; init; } = Direction.Maximize;

    /// <summary>.NET format of the numbers in the cells. Default "F5": five decimals.</summary>
    public string Format { get; init; } = "F5";

    private protected override string Contents => $"{Count(Rows.Count, "row")} of {Count(Columns.Count, "column")}";
}

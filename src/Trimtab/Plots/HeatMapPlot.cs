namespace Trimtab.Plots;

/// <summary>A number for each pair of two settings, as coloured cells with their figures.</summary>
public sealed record HeatMapPlot : PlotModel
{
    /// <summary>Names of the rows, top to bottom.</summary>
    public required IReadOnlyList<string> Rows { get; init; }

    /// <summary>Names of the columns, left to right.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>One list per row, one number per column; NaN for an empty cell.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Values { get; init; }

    /// <summary>Which figures are better; the best is pointed out. Default: large ones.</summary>
    public Direction Direction { get; init; } = Direction.Maximize;

    /// <summary>.NET format of the figures in the cells. Default five decimals.</summary>
    public string Format { get; init; } = "F5";
}

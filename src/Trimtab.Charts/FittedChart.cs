using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Breaks the texts of a chart into lines, so that they fit into the drawing and leave room for the numbers.</summary>
internal static class FittedChart
{
    private const double FontSize = 12, TitleSize = 15; // pixels
    private const double LineHeight = 14, AroundRows = 110, AroundColumns = 130; // pixels: margins, title and labels of the axes
    private const double RowShare = 0.28, LegendShare = 0.3, XLabelShare = 0.45; // of the width, at most
    private const int MostLines = 4;

    public static Chart Of(Chart chart, int width, int height)
    {
        double label = Fitting(RowShare * width), entry = Fitting(LegendShare * width);
        Chart fitted = chart switch
        {
            LineChart line => line with
            {
                Curves = [.. line.Curves.Select(curve => curve with { Name = WrappedText.Of(curve.Name, entry, 2) })],
            },
            DotChart dots => dots with { Categories = Rows(dots.Categories, label, height) },
            HeatMapChart map => map with { Rows = Rows(map.Rows, label, height), Columns = Columns(map.Columns, width) },
            ParallelChart lines => lines with { Axes = Axes(lines.Axes, width) },
            _ => chart,
        };
        return fitted with
        {
            Title = WrappedText.Of(chart.Title, Fitting(width - 40, TitleSize), 2),
            XLabel = WrappedText.Of(chart.XLabel, Fitting(XLabelShare * width), MostLines), // it is below the middle of the plot area
            YLabel = WrappedText.Of(chart.YLabel, Fitting(height - AroundRows), 2),
        };
    }

    private static string[] Rows(IReadOnlyList<string> names, double label, int height)
    {
        int lines = Math.Clamp((int)((height - AroundRows) / LineHeight / Math.Max(1, names.Count)), 1, MostLines);
        return [.. names.Select(name => WrappedText.Of(name, label, lines))];
    }

    private static string[] Columns(IReadOnlyList<string> names, int width) =>
        [.. names.Select(name => WrappedText.Of(name, Fitting((width - AroundColumns) / names.Count), MostLines))];

    /// <summary>Ticks stand to the right of their axis; the last has half a column there.</summary>
    private static ParallelAxis[] Axes(IReadOnlyList<ParallelAxis> axes, int width)
    {
        const double LeastTick = 5; // a number with an exponent
        string[] names = Columns([.. axes.Select(axis => axis.Name)], width);
        double tick = Math.Max(LeastTick, (width - AroundColumns) / 2.0 / axes.Count / FontSize);
        return [.. axes.Select((axis, i) => new ParallelAxis(
            names[i], [.. axis.Ticks.Select(mark => (WrappedText.Of(mark.Text, tick, 1), mark.Place))]))];
    }

    /// <summary>A width in units of the font size; that of a few characters at least.</summary>
    private static double Fitting(double pixels, double size = FontSize) => Math.Max(2, pixels / size);
}

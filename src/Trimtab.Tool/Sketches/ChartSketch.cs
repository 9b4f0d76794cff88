using Spectre.Console;
using Trimtab.Plots;

namespace Trimtab.Tool.Sketches;

/// <summary>Charts as characters, for a first look in a terminal.</summary>
internal static class ChartSketch
{
    private const int Rows = 14, Longest = 24, MostBars = 30, GapOfCells = 3;

    /// <summary>Draws a chart as wide as the terminal.</summary>
    public static void Write(Chart chart, IAnsiConsole screen)
    {
        screen.Write(new Text(chart.Title + "\n", new Style(decoration: Decoration.Bold)));
        int width = Math.Max(40, screen.Profile.Width - 1);
        switch (chart)
        {
            case LineChart lines: Curves(lines, width, screen); break;
            case DotChart dots: Bars(dots, width, screen); break;
            case HeatMapChart map: Cells(map, width, screen); break;
            default: screen.WriteLine("This plot has no sketch: write it with -o file.svg, or into a page with -o file.html."); break;
        }
    }

    private static void Curves(LineChart chart, int width, IAnsiConsole screen)
    {
        var points = chart.Curves.SelectMany(curve => curve.X.Zip(curve.Y)).Where(IsFinite).ToList();
        if (points.Count == 0)
        {
            screen.WriteLine("no data");
            return;
        }

        var (low, high) = Ends(points.Select(point => point.Second));
        var (left, right) = Ends(points.Select(point => Place(chart, point.First)));
        string top = Short(high), bottom = Short(low);
        int margin = Math.Max(top.Length, bottom.Length) + 1;
        var canvas = new BrailleCanvas(width - margin - 1, Rows);
        foreach (var curve in chart.Curves)
        {
            Draw(curve);
        }

        int row = 0;
        foreach (string line in canvas.Lines())
        {
            string label = row == 0 ? top : row == Rows - 1 ? bottom : "";
            screen.WriteLine($"{label.PadLeft(margin - 1)} │{line}");
            row++;
        }

        string from = Short(points.Min(point => point.First)), to = Short(points.Max(point => point.First));
        string axis = chart.XLabel.Length > width / 2 ? "" : chart.XLabel;
        int gap = Math.Max(2, width - margin - 1 - from.Length - axis.Length - to.Length);
        screen.WriteLine($"{new string(' ', margin)}└{new string('─', width - margin - 1)}");
        screen.WriteLine($"{new string(' ', margin + 1)}{from}{new string(' ', gap / 2)}{axis}{new string(' ', gap - (gap / 2))}{to}");
        screen.WriteLine($"{chart.YLabel}: {string.Join(", ", chart.Curves.Take(6).Select(curve => curve.Name))}");

        void Draw(Curve curve)
        {
            (int X, int Y)? last = null;
            for (int i = 0; i < curve.X.Count; i++)
            {
                if (!IsFinite((curve.X[i], curve.Y[i])))
                {
                    last = null;
                    continue;
                }

                int x = (int)Math.Round((Place(chart, curve.X[i]) - left) / (right - left) * (canvas.Width - 1));
                int y = (int)Math.Round((high - curve.Y[i]) / (high - low) * (canvas.Height - 1));
                if (last is { } before && !curve.IsPoints)
                {
                    canvas.Line(before.X, before.Y, x, y);
                }

                canvas.Set(x, y);
                last = (x, y);
            }
        }
    }

    private static void Bars(DotChart chart, int width, IAnsiConsole screen)
    {
        double[] finite = [.. chart.Values.Where(double.IsFinite)];
        if (finite.Length == 0)
        {
            screen.WriteLine("no data");
            return;
        }

        var (low, high) = (Math.Min(0, finite.Min()), Math.Max(finite.Max(), double.Epsilon));
        int margin = Math.Min(Longest, chart.Categories.Max(name => name.Length));
        int room = Math.Max(10, width - margin - 14);
        foreach (var (name, value) in chart.Categories.Zip(chart.Values).Take(MostBars))
        {
            string label = name.Length > margin ? name[..(margin - 1)] + "…" : name.PadLeft(margin);
            int length = double.IsFinite(value) && high > low ? (int)Math.Round((value - low) / (high - low) * room) : 0;
            screen.WriteLine($"{label} {new string('█', length)} {Short(value)}");
        }

        screen.WriteLine(chart.XLabel);
    }

    /// <summary>The cells of as many columns as fit, evenly spaced: a number is never broken over two lines.</summary>
    private static void Cells(HeatMapChart chart, int width, IAnsiConsole screen)
    {
        string[][] cells = [.. chart.Values.Select(row => row.Select(value => double.IsNaN(value) ? "" : Short(value)).ToArray())];
        int cell = GapOfCells + cells.SelectMany(row => row).Concat(chart.Columns).Append("").Max(text => text.Length);
        int label = GapOfCells + chart.Rows.Append("").Max(text => text.Length);
        int[] shown = Spaced(chart.Columns.Count, Math.Max(1, (width - label) / cell));
        var table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("") { NoWrap = true });
        foreach (int column in shown)
        {
            table.AddColumn(new TableColumn(new Text(chart.Columns[column])) { NoWrap = true });
        }

        foreach (var (name, row) in chart.Rows.Zip(cells))
        {
            table.AddRow([new Text(name), .. shown.Select(column => new Text(row[column]))]);
        }

        screen.Write(table);
        if (shown.Length < chart.Columns.Count)
        {
            screen.WriteLine(Invariant(
                $"{shown.Length} of {chart.Columns.Count} columns: the terminal has no room for more; -o file.svg has all of them."));
        }
    }

    /// <summary>Places from 0 to some count, evenly spaced, the first and the last among them; all where as many fit.</summary>
    private static int[] Spaced(int count, int most) => count <= most ? [.. Enumerable.Range(0, count)]
        : most == 1 ? [0]
        : [.. Enumerable.Range(0, most).Select(i => (int)((long)i * (count - 1) / (most - 1)))];

    private static double Place(LineChart chart, double x) => chart.IsLogX ? Math.Log10(x) : x;

    private static bool IsFinite((double X, double Y) point) => double.IsFinite(point.X) && double.IsFinite(point.Y);

    /// <summary>The ends of an axis; apart where all numbers are equal.</summary>
    private static (double Low, double High) Ends(IEnumerable<double> values)
    {
        var all = values.ToList();
        var (low, high) = (all.Min(), all.Max());
        return low < high ? (low, high) : (low - Math.Max(1e-9, Math.Abs(low) / 2), high + Math.Max(1e-9, Math.Abs(high) / 2));
    }

    private static string Short(double value) => Invariant($"{value:G4}");
}

using Trimtab.Files;
using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Prepares a chart for the SVG exporter: text that XML permits, and numbers whose ranges do not overflow.</summary>
/// <remarks>Numbers beyond ±1e100 are drawn at ±1e100, those nearer to zero than 1e-100 at zero; infinities and NaN are gaps.</remarks>
internal static class DrawableChart
{
    private const double Largest = 1e100, Smallest = 1e-100;

    public static Chart Of(Chart chart)
    {
        Chart drawable = chart switch
        {
            LineChart line => line with { Curves = [.. line.Curves.Select(curve => Of(curve, line.IsLogX))] },
            DotChart dots => dots with
            {
                Categories = Texts(dots.Categories),
                Values = Numbers(dots.Values),
                Low = NumbersOrNull(dots.Low),
                High = NumbersOrNull(dots.High),
            },
            HeatMapChart map => map with { Rows = Texts(map.Rows), Columns = Texts(map.Columns) }, // its cells hold numbers as text
            ParallelChart lines => lines with { Axes = [.. lines.Axes.Select(Of)], Lines = [.. lines.Lines.Select(Of)] },
            _ => chart,
        };
        return drawable with
        {
            Title = CellText.Printable(chart.Title),
            XLabel = CellText.Printable(chart.XLabel),
            YLabel = CellText.Printable(chart.YLabel),
        };
    }

    private static Curve Of(Curve curve, bool isLogX) => curve with
    {
        Name = CellText.Printable(curve.Name),
        X = [.. curve.X.Select(x => isLogX && x <= 0 ? double.NaN : Number(x))],
        Y = Numbers(curve.Y),
        Low = NumbersOrNull(curve.Low),
        High = NumbersOrNull(curve.High),
    };

    private static ParallelAxis Of(ParallelAxis axis) => new(
        CellText.Printable(axis.Name),
        [.. axis.Ticks.Where(tick => double.IsFinite(tick.Place)).Select(tick => (CellText.Printable(tick.Text), Number(tick.Place)))]);

    private static ParallelLine Of(ParallelLine line) =>
        new(Numbers(line.Places), double.IsNaN(line.Shade) ? 0 : Math.Clamp(line.Shade, 0, 1));

    private static string[] Texts(IEnumerable<string> texts) => [.. texts.Select(CellText.Printable)];

    private static double[] Numbers(IEnumerable<double> numbers) => [.. numbers.Select(Number)];

    private static double[]? NumbersOrNull(IEnumerable<double>? numbers) => numbers is null ? null : Numbers(numbers);

    private static double Number(double number) =>
        !double.IsFinite(number) ? double.NaN : Math.Abs(number) < Smallest ? 0 : Math.Clamp(number, -Largest, Largest);
}

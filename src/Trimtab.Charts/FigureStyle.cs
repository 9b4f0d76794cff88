using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Colours, fonts and axes that all charts share.</summary>
internal static class FigureStyle
{
    private const string Font = "Helvetica, Arial, sans-serif";
    private const double LongTitle = 20; // font sizes wide

    private static readonly OxyColor _ink = OxyColor.FromRgb(0x24, 0x29, 0x2F), _faint = OxyColor.FromRgb(0xE4, 0xE8, 0xEC);

    private static readonly OxyColor[] _palette =
    [
        OxyColor.FromRgb(0x00, 0x72, 0xB2), OxyColor.FromRgb(0xD5, 0x5E, 0x00), OxyColor.FromRgb(0x00, 0x9E, 0x73),
        OxyColor.FromRgb(0xCC, 0x79, 0xA7), OxyColor.FromRgb(0xE6, 0x9F, 0x00), OxyColor.FromRgb(0x56, 0xB4, 0xE9),
        OxyColor.FromRgb(0x5B, 0x5B, 0x5B),
    ];

    /// <summary>Colour of what is highlighted.</summary>
    public static OxyColor Accent => _palette[1];

    /// <summary>Colour of what is not highlighted.</summary>
    public static OxyColor Main => _palette[0];

    /// <summary>Colour of what is ruled out.</summary>
    public static OxyColor Pale { get; } = OxyColor.FromRgb(0xB4, 0xBC, 0xC4);

    /// <summary>Colour of text and frames.</summary>
    public static OxyColor Ink => _ink;

    /// <summary>Colour of grid lines.</summary>
    public static OxyColor Faint => _faint;

    /// <summary>Colour of series <paramref name="index"/>: seven, the same darker, the same paler; they repeat after that.</summary>
    public static OxyColor Series(int index) => (index / _palette.Length % 3) switch
    {
        0 => _palette[index % _palette.Length],
        1 => OxyColor.Interpolate(_palette[index % _palette.Length], _ink, 0.55),
        _ => OxyColor.Interpolate(_palette[index % _palette.Length], OxyColors.White, 0.45),
    };

    /// <summary>A drawing with the title of <paramref name="chart"/> and nothing else; a long title is centred on all of it.</summary>
    public static PlotModel Model(Chart chart) => new()
    {
        Culture = CultureInfo.InvariantCulture,
        Title = chart.Title,
        TitleHorizontalAlignment = WrappedText.WidthOf(chart.Title) > LongTitle
            ? TitleHorizontalAlignment.CenteredWithinView
            : TitleHorizontalAlignment.CenteredWithinPlotArea,
        TitleFontSize = 15,
        TitleFontWeight = FontWeights.Normal,
        TitlePadding = 10,
        DefaultFont = Font,
        DefaultFontSize = 12,
        TextColor = _ink,
        PlotAreaBorderColor = _faint,
        PlotAreaBorderThickness = new(1),
        Padding = new(12, 8, 24, 10),
    };

    /// <summary>
    /// A numeric axis with a light grid; its ticks are whole numbers where all its values are, such as epochs; on a logarithmic axis powers
    /// of 2 where the values are whole and not far apart, such as batch sizes, else of 10 (<see cref="DecadeAxis"/>).
    /// </summary>
    public static Axis Numbers(AxisPosition position, string title, IEnumerable<double> values, bool logarithmic = false)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        bool areWhole = Array.TrueForAll(finite, double.IsInteger);
        Axis axis = !logarithmic ? new LinearAxis() : areWhole && IsNarrow(finite) ? new LogarithmicAxis { Base = 2 } : new DecadeAxis();
        axis.LabelFormatter = tick => NumberText.Of(!logarithmic && Math.Abs(tick) < 1e-9 * axis.ActualMajorStep ? 0 : tick, 10);
        axis.MinimumMajorStep = areWhole ? 1 : 0;
        (axis.Position, axis.Title, axis.MajorGridlineStyle, axis.MajorGridlineColor) = (position, title, LineStyle.Solid, _faint);
        (axis.TickStyle, axis.AxislineStyle, axis.AxisTitleDistance) = (TickStyle.None, LineStyle.None, 14);
        (axis.MinimumPadding, axis.MaximumPadding) = (0.05, 0.08);
        return axis;
    }

    private static bool IsNarrow(double[] values)
    {
        const double Octaves = 12;
        return values.Length == 0 || Math.Log2(values.Max() / values.Min()) <= Octaves;
    }

    /// <summary>An axis of categories; on a vertical axis the first is on top.</summary>
    public static CategoryAxis Names(AxisPosition position, string title, IEnumerable<string> names)
    {
        var axis = new CategoryAxis { Position = position, Title = title, TickStyle = TickStyle.None, AxisTitleDistance = 14 };
        axis.Labels.AddRange(names);
        (axis.Minimum, axis.Maximum) = (-0.5, axis.Labels.Count - 0.5);
        if (position == AxisPosition.Left)
        {
            (axis.StartPosition, axis.EndPosition) = (1, 0);
        }

        return axis;
    }

    /// <summary>Widens the margin of the vertical axis: fonts of the viewer may be wider than the exporter measures.</summary>
    public static void WidenFor(PlotModel model, IEnumerable<string> labels)
    {
        const double WidthPerCharacter = 1.8;
        double more = WidthPerCharacter * labels.Max(label => label.Split('\n').Max(line => line.Length));
        model.Padding = new(model.Padding.Left + (2 * more), model.Padding.Top, model.Padding.Right, model.Padding.Bottom);
        foreach (var axis in model.Axes.Where(a => a.Position == AxisPosition.Left))
        {
            axis.AxisTitleDistance += more;
        }
    }

    /// <summary>A legend entry padded with spaces: the exporter clips text that is wider in the viewer's font than it measured.</summary>
    public static string LegendText(string name) =>
        string.Join('\n', name.Split('\n').Select(line => line.PadRight(line.Length + 2 + (line.Length / 2), '\u00A0')));

    /// <summary>A legend outside the plot area.</summary>
    public static Legend Legend() => new()
    {
        LegendPlacement = LegendPlacement.Outside,
        LegendPosition = LegendPosition.RightTop,
        LegendOrientation = LegendOrientation.Vertical,
        LegendBorderThickness = 0,
        LegendLineSpacing = 6,
        LegendFontSize = 12,
    };

    /// <summary>Writes "no data" into an empty drawing.</summary>
    public static PlotModel NoData(PlotModel model)
    {
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Minimum = 0, Maximum = 1, IsAxisVisible = false });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Minimum = 0, Maximum = 1, IsAxisVisible = false });
        model.Annotations.Add(new TextAnnotation
        {
            Text = "no data",
            TextPosition = new(0.5, 0.5),
            StrokeThickness = 0,
            FontSize = 14,
            TextColor = _ink,
        });
        return model;
    }
}

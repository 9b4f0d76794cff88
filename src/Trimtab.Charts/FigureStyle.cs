using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;

namespace Trimtab.Charts;

/// <summary>The look all figures share.</summary>
internal static class FigureStyle
{
    private const string Font = "Helvetica, Arial, sans-serif";

    private static readonly OxyColor _ink = OxyColor.FromRgb(0x24, 0x29, 0x2F), _faint = OxyColor.FromRgb(0xE4, 0xE8, 0xEC);

    private static readonly OxyColor[] _palette =
    [
        OxyColor.FromRgb(0x00, 0x72, 0xB2), OxyColor.FromRgb(0xD5, 0x5E, 0x00), OxyColor.FromRgb(0x00, 0x9E, 0x73), OxyColor.FromRgb(0xCC, 0x79, 0xA7),
        OxyColor.FromRgb(0xE6, 0x9F, 0x00), OxyColor.FromRgb(0x56, 0xB4, 0xE9), OxyColor.FromRgb(0x5B, 0x5B, 0x5B),
    ];

    /// <summary>What is pointed out.</summary>
    public static OxyColor Accent => _palette[1];

    /// <summary>What is not.</summary>
    public static OxyColor Main => _palette[0];

    /// <summary>What is out of the running.</summary>
    public static OxyColor Pale { get; } = OxyColor.FromRgb(0xB4, 0xBC, 0xC4);

    /// <summary>Text and frames.</summary>
    public static OxyColor Ink => _ink;

    /// <summary>Grid lines.</summary>
    public static OxyColor Faint => _faint;

    /// <summary>The colour of series <paramref name="index"/>; they repeat after seven.</summary>
    public static OxyColor Series(int index) => _palette[index % _palette.Length];

    /// <summary>An empty figure with its title.</summary>
    public static PlotModel Model(Plots.PlotModel plot) => new()
    {
        Culture = CultureInfo.InvariantCulture,
        Title = plot.Title,
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

    /// <summary>A numeric axis with a light grid; where all its values are whole, such as epochs, so are its ticks.</summary>
    public static Axis Numbers(AxisPosition position, string title, IEnumerable<double> values, bool logarithmic = false)
    {
        Axis axis = logarithmic ? new LogarithmicAxis { Base = 2, StringFormat = "0.#####" } : new LinearAxis { StringFormat = "0.#####" };
        axis.MinimumMajorStep = values.Where(double.IsFinite).All(double.IsInteger) ? 1 : 0;
        (axis.Position, axis.Title, axis.MajorGridlineStyle, axis.MajorGridlineColor) = (position, title, LineStyle.Solid, _faint);
        (axis.TickStyle, axis.AxislineStyle, axis.MinimumPadding, axis.MaximumPadding, axis.AxisTitleDistance) = (TickStyle.None, LineStyle.None, 0.05, 0.08, 14);
        return axis;
    }

    /// <summary>An axis of names, the first on top where it is upright.</summary>
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

    /// <summary>Makes room beside the upright axis: fonts on the reader's machine may be wider than the exporter measures.</summary>
    public static void WidenFor(PlotModel model, IEnumerable<string> labels)
    {
        const double MorePerLetter = 1.8;
        double more = MorePerLetter * labels.Max(label => label.Length);
        model.Padding = new(model.Padding.Left + (2 * more), model.Padding.Top, model.Padding.Right, model.Padding.Bottom);
        foreach (var axis in model.Axes.Where(a => a.Position == AxisPosition.Left))
        {
            axis.AxisTitleDistance += more;
        }
    }

    /// <summary>A legend's name with room after it: fonts on the reader's machine may be wider than the exporter measures, and it cuts what is wider.</summary>
    public static string LegendText(string name) => name.PadRight(name.Length + 2 + (name.Length / 2), '\u00A0');

    /// <summary>A legend beside the picture, where it covers nothing.</summary>
    public static Legend Legend() => new()
    {
        LegendPlacement = LegendPlacement.Outside,
        LegendPosition = LegendPosition.RightTop,
        LegendOrientation = LegendOrientation.Vertical,
        LegendBorderThickness = 0,
        LegendLineSpacing = 6,
        LegendFontSize = 12,
    };

    /// <summary>The words of a picture without data.</summary>
    public static PlotModel NoData(PlotModel model)
    {
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Bottom, Minimum = 0, Maximum = 1, IsAxisVisible = false });
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Minimum = 0, Maximum = 1, IsAxisVisible = false });
        model.Annotations.Add(new TextAnnotation { Text = "no data", TextPosition = new(0.5, 0.5), StrokeThickness = 0, FontSize = 14, TextColor = _ink });
        return model;
    }
}

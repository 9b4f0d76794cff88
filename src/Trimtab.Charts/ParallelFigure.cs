using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;
using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Draws a <see cref="ParallelChart"/>: vertical axes with tick labels, lines from pale to dark.</summary>
internal static class ParallelFigure
{
    private static readonly OxyPalette _palette = OxyPalette.Interpolate(
        64,
        OxyColor.FromRgb(0xDD, 0xE6, 0xEE),
        OxyColor.FromRgb(0x56, 0xB4, 0xE9),
        OxyColor.FromRgb(0x00, 0x4B, 0x7A));

    public static PlotModel Draw(ParallelChart chart)
    {
        var model = FigureStyle.Model(chart);
        if (chart.Lines.Count == 0 || chart.Axes.Count == 0)
        {
            return FigureStyle.NoData(model);
        }

        model.PlotAreaBorderThickness = new(0);
        var names = FigureStyle.Names(AxisPosition.Bottom, chart.XLabel, chart.Axes.Select(axis => axis.Name));
        names.AxislineStyle = LineStyle.None;
        model.Axes.Add(names);
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Minimum = -0.06, Maximum = 1.06, IsAxisVisible = false });
        bool hasBest = chart.Lines.Count == 1 || chart.Lines[^2].Shade < chart.Lines[^1].Shade; // else several are equally good
        foreach (var (i, line) in chart.Lines.Index())
        {
            model.Series.Add(Line(line, hasBest && i == chart.Lines.Count - 1));
        }

        for (int axis = 0; axis < chart.Axes.Count; axis++)
        {
            AddAxis(model, axis, chart.Axes[axis]);
        }

        return model;
    }

    private static LineSeries Line(ParallelLine line, bool isBest)
    {
        var series = new LineSeries
        {
            Color = isBest ? FigureStyle.Accent : _palette.Colors[(int)(line.Shade * (_palette.Colors.Count - 1))],
            StrokeThickness = isBest ? 2.5 : 1.2,
        };
        series.Points.AddRange(line.Places.Select((place, axis) => new DataPoint(axis, place)));
        return series;
    }

    private static void AddAxis(PlotModel model, int index, ParallelAxis axis)
    {
        model.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Vertical,
            X = index,
            MinimumY = 0,
            MaximumY = 1,
            Color = FigureStyle.Ink,
            StrokeThickness = 1,
            LineStyle = LineStyle.Solid,
        });
        foreach (var (text, place) in axis.Ticks)
        {
            model.Annotations.Add(new TextAnnotation
            {
                Text = text,
                TextPosition = new(index, place),
                TextHorizontalAlignment = HorizontalAlignment.Left,
                TextVerticalAlignment = VerticalAlignment.Middle,
                Offset = new(5, 0),
                StrokeThickness = 0,
                Background = OxyColor.FromAColor(190, OxyColors.White),
                TextColor = FigureStyle.Ink,
                FontSize = 11,
            });
        }
    }
}

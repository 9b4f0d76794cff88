using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;
using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Draws a <see cref="ParallelPlot"/>: upright axes with their words, lines from pale to dark.</summary>
internal static class ParallelFigure
{
    private static readonly OxyPalette _palette = OxyPalette.Interpolate(64, OxyColor.FromRgb(0xDD, 0xE6, 0xEE), OxyColor.FromRgb(0x56, 0xB4, 0xE9), OxyColor.FromRgb(0x00, 0x4B, 0x7A));

    public static OxyPlot.PlotModel Draw(ParallelPlot plot)
    {
        var model = FigureStyle.Model(plot);
        if (plot.Lines.Count == 0 || plot.Axes.Count == 0)
        {
            return FigureStyle.NoData(model);
        }

        model.PlotAreaBorderThickness = new(0);
        var names = FigureStyle.Names(AxisPosition.Bottom, plot.XLabel, plot.Axes.Select(axis => axis.Name));
        names.AxislineStyle = LineStyle.None;
        model.Axes.Add(names);
        model.Axes.Add(new LinearAxis { Position = AxisPosition.Left, Minimum = -0.06, Maximum = 1.06, IsAxisVisible = false });
        foreach (var line in plot.Lines)
        {
            model.Series.Add(Line(line, line == plot.Lines[^1]));
        }

        for (int axis = 0; axis < plot.Axes.Count; axis++)
        {
            AddAxis(model, axis, plot.Axes[axis]);
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

    private static void AddAxis(OxyPlot.PlotModel model, int axis, ParallelAxis words)
    {
        model.Annotations.Add(new LineAnnotation { Type = LineAnnotationType.Vertical, X = axis, MinimumY = 0, MaximumY = 1, Color = FigureStyle.Ink, StrokeThickness = 1, LineStyle = LineStyle.Solid });
        foreach (var (text, place) in words.Ticks)
        {
            model.Annotations.Add(new TextAnnotation
            {
                Text = text,
                TextPosition = new(axis, place),
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

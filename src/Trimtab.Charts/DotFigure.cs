using System.Globalization;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;
using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Draws a <see cref="DotPlot"/>: categories top to bottom, figures to the right.</summary>
internal static class DotFigure
{
    public static OxyPlot.PlotModel Draw(DotPlot plot)
    {
        var model = FigureStyle.Model(plot);
        if (!plot.Values.Any(double.IsFinite))
        {
            return FigureStyle.NoData(model);
        }

        string[] names = [.. plot.Categories.Select((name, i) => double.IsFinite(plot.Values[i]) ? name : $"{name} (failed)")];
        var categories = FigureStyle.Names(AxisPosition.Left, plot.YLabel, names);
        (categories.MajorGridlineStyle, categories.MajorGridlineColor, categories.IsTickCentered) = (LineStyle.Dot, FigureStyle.Faint, true);
        var figures = FigureStyle.Numbers(AxisPosition.Bottom, plot.XLabel, plot.Values);
        double start = Start(plot);
        figures.Minimum = start;
        model.Axes.Add(categories);
        model.Axes.Add(figures);
        FigureStyle.WidenFor(model, names);
        AddIntervals(model, plot, start);
        foreach (var color in (OxyColor[])[FigureStyle.Pale, FigureStyle.Main, FigureStyle.Accent])
        {
            model.Series.Add(Dots(plot, start, color));
        }

        AddFarOff(model, plot, start);
        return model;
    }

    /// <summary>Where the axis begins: at the lowest figure, unless that is so far off that the others could not be told apart.</summary>
    private static double Start(DotPlot plot)
    {
        const double FarOff = 8; // in spans from the best to the middle figure
        double[] sorted = [.. plot.Values.Where(double.IsFinite).Order()];
        double best = sorted[^1], span = best - sorted[sorted.Length / 2];
        double lowest = sorted.First(value => span == 0 || value >= best - (FarOff * span));
        double low = plot.Low is null ? lowest : plot.Low.Where((end, i) => plot.Values[i] >= lowest && double.IsFinite(end)).DefaultIfEmpty(lowest).Min();
        double high = plot.High is null ? best : plot.High.Where(double.IsFinite).DefaultIfEmpty(best).Max();
        return low - (0.08 * Math.Max(high - low, 1e-9));
    }

    /// <summary>Figures left of the axis: written at its edge.</summary>
    private static void AddFarOff(OxyPlot.PlotModel model, DotPlot plot, double start)
    {
        for (int i = 0; i < plot.Values.Count; i++)
        {
            if (plot.Values[i] < start)
            {
                model.Annotations.Add(new TextAnnotation
                {
                    Text = $"◂ {plot.Values[i].ToString("0.####", CultureInfo.InvariantCulture)}",
                    TextPosition = new(start, i),
                    TextHorizontalAlignment = HorizontalAlignment.Left,
                    TextVerticalAlignment = VerticalAlignment.Middle,
                    ClipByXAxis = false,
                    ClipByYAxis = false,
                    StrokeThickness = 0,
                    TextColor = FigureStyle.Ink,
                });
            }
        }
    }

    private static OxyColor ColorOf(DotPlot plot, int i) =>
        i == plot.Highlight ? FigureStyle.Accent : plot.Pale.Contains(i) ? FigureStyle.Pale : FigureStyle.Main;

    private static ScatterSeries Dots(DotPlot plot, double start, OxyColor color)
    {
        var dots = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = color == FigureStyle.Accent ? 5.5 : 4.5, MarkerFill = color };
        for (int i = 0; i < plot.Values.Count; i++)
        {
            if (plot.Values[i] >= start && ColorOf(plot, i) == color)
            {
                dots.Points.Add(new(plot.Values[i], i));
            }
        }

        return dots;
    }

    private static void AddIntervals(OxyPlot.PlotModel model, DotPlot plot, double start)
    {
        for (int i = 0; i < (plot.Low is null || plot.High is null ? 0 : plot.Values.Count); i++)
        {
            if (plot.Values[i] >= start)
            {
                var line = new LineSeries { Color = OxyColor.FromAColor(150, ColorOf(plot, i)), StrokeThickness = 2 };
                line.Points.Add(new(plot.Low![i], i));
                line.Points.Add(new(plot.High![i], i));
                model.Series.Add(line);
            }
        }
    }
}

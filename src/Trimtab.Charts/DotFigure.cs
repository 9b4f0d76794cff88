using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Series;
using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Draws a <see cref="DotChart"/>: categories top to bottom, values to the right.</summary>
internal static class DotFigure
{
    public static PlotModel Draw(DotChart chart)
    {
        var model = FigureStyle.Model(chart);
        if (!chart.Values.Any(double.IsFinite))
        {
            return FigureStyle.NoData(model);
        }

        string[] names = [.. chart.Categories.Select((name, i) => double.IsFinite(chart.Values[i]) ? name : $"{name} (failed)")];
        var categories = FigureStyle.Names(AxisPosition.Left, chart.YLabel, names);
        categories.MajorGridlineStyle = LineStyle.Dot;
        categories.MajorGridlineColor = FigureStyle.Faint;
        categories.IsTickCentered = true;
        var values = FigureStyle.Numbers(AxisPosition.Bottom, chart.XLabel, chart.Values);
        double start = Start(chart);
        values.Minimum = start;
        model.Axes.Add(categories);
        model.Axes.Add(values);
        FigureStyle.WidenFor(model, names);
        AddIntervals(model, chart, start);
        foreach (var color in (OxyColor[])[FigureStyle.Pale, FigureStyle.Main, FigureStyle.Accent])
        {
            model.Series.Add(Dots(chart, start, color));
        }

        AddOutliers(model, chart, start);
        return model;
    }

    /// <summary>The lower end of the value axis: the lowest value, without outliers so low that the other values would coincide.</summary>
    private static double Start(DotChart chart)
    {
        const double OutlierSpans = 8; // an outlier is this many ranges from the median to the best value below the best
        double[] sorted = [.. chart.Values.Where(double.IsFinite).Order()];
        double best = sorted[^1], span = best - sorted[sorted.Length / 2];
        double lowest = sorted.First(value => span == 0 || value >= best - (OutlierSpans * span));
        double low = chart.Low is null
            ? lowest
            : chart.Low.Where((end, i) => chart.Values[i] >= lowest && double.IsFinite(end)).DefaultIfEmpty(lowest).Min();
        double high = chart.High is null ? best : chart.High.Where(double.IsFinite).DefaultIfEmpty(best).Max();
        return low - (0.08 * Math.Max(high - low, 1e-9));
    }

    /// <summary>Writes the values of outliers as text at the lower end of the axis.</summary>
    private static void AddOutliers(PlotModel model, DotChart chart, double start)
    {
        for (int i = 0; i < chart.Values.Count; i++)
        {
            if (chart.Values[i] < start)
            {
                model.Annotations.Add(new TextAnnotation
                {
                    Text = $"◂ {NumberText.Of(chart.Values[i], 4)}",
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

    private static OxyColor ColorOf(DotChart chart, int i) =>
        i == chart.Highlight ? FigureStyle.Accent : chart.Pale.Contains(i) ? FigureStyle.Pale : FigureStyle.Main;

    private static ScatterSeries Dots(DotChart chart, double start, OxyColor color)
    {
        double size = color == FigureStyle.Accent ? 5.5 : 4.5;
        var dots = new ScatterSeries { MarkerType = MarkerType.Circle, MarkerSize = size, MarkerFill = color };
        for (int i = 0; i < chart.Values.Count; i++)
        {
            if (chart.Values[i] >= start && ColorOf(chart, i) == color)
            {
                dots.Points.Add(new(chart.Values[i], i));
            }
        }

        return dots;
    }

    private static void AddIntervals(PlotModel model, DotChart chart, double start)
    {
        for (int i = 0; i < (chart.Low is null || chart.High is null ? 0 : chart.Values.Count); i++)
        {
            if (chart.Values[i] >= start)
            {
                var line = new LineSeries { Color = OxyColor.FromAColor(150, ColorOf(chart, i)), StrokeThickness = 2 };
                line.Points.Add(new(chart.Low![i], i));
                line.Points.Add(new(chart.High![i], i));
                model.Series.Add(line);
            }
        }
    }
}

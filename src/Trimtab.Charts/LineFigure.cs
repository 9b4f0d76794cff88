using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Draws a <see cref="LinePlot"/>.</summary>
internal static class LineFigure
{
    private const int MarkersUpTo = 25; // more points than this are a curve, not measurements to tell apart

    public static OxyPlot.PlotModel Draw(LinePlot plot)
    {
        var model = FigureStyle.Model(plot);
        if (!plot.Curves.Any(s => s.Y.Any(double.IsFinite)))
        {
            return FigureStyle.NoData(model);
        }

        model.Axes.Add(FigureStyle.Numbers(AxisPosition.Bottom, plot.XLabel, plot.Curves.SelectMany(curve => curve.X), plot.IsLogX));
        var upright = FigureStyle.Numbers(AxisPosition.Left, plot.YLabel, plot.Curves.SelectMany(curve => curve.Y));
        int[] apart = FarOff.Curves(plot.Curves);
        if (apart.Length > 0)
        {
            (upright.Minimum, upright.Maximum) = FarOff.Range(plot.Curves.Where((_, i) => !apart.Contains(i)));
        }

        model.Axes.Add(upright);
        FigureStyle.WidenFor(model, ["0.0000"]);
        for (int i = 0; i < plot.Curves.Count; i++)
        {
            AddBars(model, plot.Curves[i], i);
            model.Series.Add(Line(apart.Contains(i) ? plot.Curves[i] with { Name = FarOff.NameOf(plot.Curves[i]) } : plot.Curves[i], i));
        }

        if (plot.Curves.Count > 1)
        {
            model.Legends.Add(FigureStyle.Legend());
        }

        return model;
    }

    private static LineSeries Line(Curve data, int index)
    {
        var curve = new LineSeries
        {
            Title = FigureStyle.LegendText(data.Name),
            Color = FigureStyle.Series(index),
            StrokeThickness = data.IsStrokes ? 4 : 2,
            LineStyle = data.IsPoints ? LineStyle.None : data.IsDashed ? LineStyle.Dash : LineStyle.Solid,
            MarkerType = data.IsStrokes ? MarkerType.Square : data.IsPoints || data.X.Count <= MarkersUpTo ? MarkerType.Circle : MarkerType.None,
            MarkerSize = data.IsStrokes ? 2 : 3.5, // a stroke may be too short to be seen
            MarkerFill = FigureStyle.Series(index),
        };
        curve.Points.AddRange(data.X.Zip(data.Y, (x, y) => new DataPoint(x, y)));
        return curve;
    }

    /// <summary>Error bars as short upright strokes under the curve.</summary>
    private static void AddBars(OxyPlot.PlotModel model, Curve data, int index)
    {
        if (data.Low is not { } low || data.High is not { } high)
        {
            return;
        }

        for (int i = 0; i < data.X.Count; i++)
        {
            var bar = new LineSeries { Color = OxyColor.FromAColor(130, FigureStyle.Series(index)), StrokeThickness = 1.5, RenderInLegend = false };
            bar.Points.Add(new(data.X[i], low[i]));
            bar.Points.Add(new(data.X[i], high[i]));
            model.Series.Add(bar);
        }
    }
}

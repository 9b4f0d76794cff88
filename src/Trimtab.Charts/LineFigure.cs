using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;
using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Draws a <see cref="LineChart"/>: curves, points and error bars with a legend.</summary>
internal static class LineFigure
{
    private const int MarkersUpTo = 25; // with more points markers would cover the curve

    public static PlotModel Draw(LineChart chart)
    {
        var model = FigureStyle.Model(chart);
        if (!chart.Curves.Any(s => s.Y.Any(double.IsFinite)))
        {
            return FigureStyle.NoData(model);
        }

        model.Axes.Add(FigureStyle.Numbers(AxisPosition.Bottom, chart.XLabel, chart.Curves.SelectMany(curve => curve.X), chart.IsLogX));
        var vertical = FigureStyle.Numbers(AxisPosition.Left, chart.YLabel, chart.Curves.SelectMany(curve => curve.Y));
        int[] outlying = OutlyingCurves.Of(chart.Curves);
        if (outlying.Length > 0)
        {
            (vertical.Minimum, vertical.Maximum) = OutlyingCurves.RangeOf(chart.Curves.Where((_, i) => !outlying.Contains(i)));
        }

        model.Axes.Add(vertical);
        FigureStyle.WidenFor(model, ["0.0000"]);
        for (int i = 0; i < chart.Curves.Count; i++)
        {
            var curve = chart.Curves[i];
            AddBars(model, curve, i);
            model.Series.Add(Line(outlying.Contains(i) ? curve with { Name = OutlyingCurves.NameOf(curve) } : curve, i));
        }

        if (chart.Curves.Count > 1)
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
            MarkerType = data.IsStrokes ? MarkerType.Square
                : data.IsPoints || data.X.Count <= MarkersUpTo ? MarkerType.Circle
                : MarkerType.None,
            MarkerSize = data.IsStrokes ? 2 : 3.5, // makes very short segments visible
            MarkerFill = FigureStyle.Series(index),
        };
        curve.Points.AddRange(data.X.Zip(data.Y, (x, y) => new DataPoint(x, y)));
        return curve;
    }

    /// <summary>Draws error bars as vertical segments below the curve.</summary>
    private static void AddBars(PlotModel model, Curve data, int index)
    {
        if (data.Low is not { } low || data.High is not { } high)
        {
            return;
        }

        for (int i = 0; i < data.X.Count; i++)
        {
            var color = OxyColor.FromAColor(130, FigureStyle.Series(index));
            var bar = new LineSeries { Color = color, StrokeThickness = 1.5, RenderInLegend = false };
            bar.Points.Add(new(data.X[i], low[i]));
            bar.Points.Add(new(data.X[i], high[i]));
            model.Series.Add(bar);
        }
    }
}

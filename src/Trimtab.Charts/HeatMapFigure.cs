using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Draws a <see cref="HeatMapChart"/>: coloured cells with their values, the best one framed where it is one.</summary>
internal static class HeatMapFigure
{
    private static readonly OxyPalette _palette = OxyPalette.Interpolate(
        64,
        OxyColor.FromRgb(0xF3, 0xF7, 0xFB),
        OxyColor.FromRgb(0x56, 0xB4, 0xE9),
        OxyColor.FromRgb(0x00, 0x4B, 0x7A));

    /// <summary>
    /// The edge of a cell: cells of low numbers are nearly as light as the page, or as dark where its colours are inverted.
    /// </summary>
    private static readonly OxyColor _edge = OxyColor.FromRgb(0x8C, 0x95, 0x9F);

    public static PlotModel Draw(HeatMapChart chart)
    {
        var model = FigureStyle.Model(chart);
        double[] numbers = [.. chart.Values.SelectMany(row => row).Where(double.IsFinite)];
        if (numbers.Length == 0)
        {
            return FigureStyle.NoData(model);
        }

        model.Axes.Add(FigureStyle.Names(AxisPosition.Bottom, chart.XLabel, chart.Columns));
        model.Axes.Add(FigureStyle.Names(AxisPosition.Left, chart.YLabel, chart.Rows));
        FigureStyle.WidenFor(model, chart.Rows);
        double low = numbers.Min(), high = numbers.Max();
        double frame = chart.Direction == Direction.Maximize ? high : low;
        bool hasBest = numbers.Count(number => number == frame) == 1; // else several are equally good
        for (int row = 0; row < chart.Rows.Count; row++)
        {
            for (int column = 0; column < chart.Columns.Count; column++)
            {
                double value = chart.Values[row][column];
                if (double.IsFinite(value))
                {
                    double half = (high / 2) - (low / 2); // the range may be infinite
                    double share = half > 0 ? ((value / 2) - (low / 2)) / half : 1;
                    AddCell(model, row, column, share, NumberText.InCell(value, chart.Format), hasBest && value == frame);
                }
            }
        }

        return model;
    }

    private static void AddCell(PlotModel model, int row, int column, double share, string text, bool best)
    {
        model.Annotations.Add(new RectangleAnnotation
        {
            MinimumX = column - 0.47,
            MaximumX = column + 0.47,
            MinimumY = row - 0.45,
            MaximumY = row + 0.45,
            Fill = _palette.Colors[(int)(share * (_palette.Colors.Count - 1))],
            Stroke = best ? FigureStyle.Accent : _edge,
            StrokeThickness = best ? 3 : 1,
            Text = text,
            TextColor = share > 0.6 ? OxyColors.White : FigureStyle.Ink,
            FontWeight = best ? FontWeights.Bold : FontWeights.Normal,
        });
    }
}

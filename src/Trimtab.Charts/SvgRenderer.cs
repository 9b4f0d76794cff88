using System.Text;
using OxyPlot;
using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Renders charts as SVG with text elements; the same chart gives the same bytes.</summary>
/// <remarks>
/// The colours are Okabe and Ito's, distinguishable with colour vision deficiency. Thread-safe.
/// <code>
/// var loss = new Curve("training", [1, 2, 3], [0.9, 0.5, 0.4]);
/// var chart = new LineChart { Title = "Loss by epoch", XLabel = "epoch", YLabel = "loss", Curves = [loss] };
/// string svg = SvgRenderer.Render(chart, width: 800, height: 500);
/// </code>
/// </remarks>
public static class SvgRenderer
{
    /// <summary>Renders a chart as a standalone SVG document.</summary>
    /// <param name="chart">The chart; one without numbers gives an empty frame that says "no data".</param>
    /// <param name="width">In pixels, 200 or more. Default 640.</param>
    /// <param name="height">In pixels, 150 or more. Default 400.</param>
    /// <exception cref="ArgumentException">The width or height is too small.</exception>
    public static string Render(Chart chart, int width = 640, int height = 400) => Render(chart, width, height, OxyColors.White);

    /// <summary>Renders a chart on a background, which may be transparent.</summary>
    internal static string Render(Chart chart, int width, int height, OxyColor background)
    {
        ArgumentNullException.ThrowIfNull(chart);
        if (width < 200 || height < 150)
        {
            throw new ArgumentException(Invariant($"A chart must be at least 200 pixels wide and 150 high. Got {width} by {height}."));
        }

        var model = FittedChart.Of(DrawableChart.Of(chart), width, height) switch
        {
            LineChart line => LineFigure.Draw(line),
            DotChart dots => DotFigure.Draw(dots),
            HeatMapChart cells => HeatMapFigure.Draw(cells),
            ParallelChart lines => ParallelFigure.Draw(lines),
            var other => throw new ArgumentException(
                $"A chart must be a line, dot, heat map or parallel chart. Got {other.GetType().Name}.",
                nameof(chart)),
        };
        model.Background = background;
        using var stream = new MemoryStream();
        var exporter = new SvgExporter { Width = width, Height = height, IsDocument = false, UseVerticalTextAlignmentWorkaround = true };
        exporter.Export(model, stream);
        return WithTitle(Encoding.UTF8.GetString(stream.ToArray()), chart.Title, width, height);
    }

    /// <summary>Adds a title for screen readers, and a view box, without which a narrow page would crop the chart.</summary>
    private static string WithTitle(string svg, string title, int width, int height)
    {
        int end = svg.IndexOf('>', svg.IndexOf("<svg", StringComparison.Ordinal));
        string attributes = Invariant($"viewBox=\"0 0 {width} {height}\" role=\"img\" style=\"max-width:100%;height:auto\"");
        return $"{svg[..end].TrimStart('\uFEFF')} {attributes}><title>{HtmlText.HtmlEncode(title)}</title>{svg[(end + 1)..]}";
    }
}

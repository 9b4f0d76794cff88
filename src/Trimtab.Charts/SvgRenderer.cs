using System.Text;
using OxyPlot;
using Trimtab.Plots;

namespace Trimtab.Charts;

/// <summary>Draws plain chart data as SVG: managed code, real text, the same bytes for the same data.</summary>
/// <remarks>Colours are Okabe and Ito's, told apart by colour-blind readers. Thread-safe.</remarks>
public static class SvgRenderer
{
    /// <summary>Draws <paramref name="plot"/> as a standalone SVG document.</summary>
    /// <param name="plot">What to draw. Data with nothing in it give an empty frame that says so.</param>
    /// <param name="width">In pixels, 200 or more.</param>
    /// <param name="height">In pixels, 150 or more.</param>
    public static string Render(Plots.PlotModel plot, int width = 640, int height = 400) => Render(plot, width, height, OxyColors.White);

    /// <summary>Draws <paramref name="plot"/> over <paramref name="background"/>, which may be transparent.</summary>
    internal static string Render(Plots.PlotModel plot, int width, int height, OxyColor background)
    {
        ArgumentNullException.ThrowIfNull(plot);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 200);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 150);
        var model = DrawablePlot.Of(plot) switch
        {
            LinePlot line => LineFigure.Draw(line),
            DotPlot dots => DotFigure.Draw(dots),
            HeatMapPlot cells => HeatMapFigure.Draw(cells),
            ParallelPlot lines => ParallelFigure.Draw(lines),
            _ => throw new ArgumentException($"No figure draws a {plot.GetType().Name}.", nameof(plot)),
        };
        model.Background = background;
        using var stream = new MemoryStream();
        new SvgExporter { Width = width, Height = height, IsDocument = false, UseVerticalTextAlignmentWorkaround = true }.Export(model, stream);
        return WithTitle(Encoding.UTF8.GetString(stream.ToArray()), plot.Title, width, height);
    }

    /// <summary>Names the picture for readers who hear it, and lets it shrink with its page: without a view box a narrow page would crop it.</summary>
    private static string WithTitle(string svg, string title, int width, int height)
    {
        int end = svg.IndexOf('>', svg.IndexOf("<svg", StringComparison.Ordinal));
        return $"{svg[..end].TrimStart('\uFEFF')} viewBox=\"0 0 {width} {height}\" role=\"img\" style=\"max-width:100%;height:auto\"><title>{HtmlText.HtmlEncode(title)}</title>{svg[(end + 1)..]}";
    }
}

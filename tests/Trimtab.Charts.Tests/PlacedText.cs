using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Trimtab.Plots;

namespace Trimtab.Charts.Tests;

/// <summary>One text of a rendered chart, with the rectangle it covers in Helvetica; of a vertical one, y is along its line.</summary>
internal sealed partial record PlacedText(string Text, double X, double Y, double Width, bool IsVertical, string Anchor)
{
    // Adobe's font metrics of Helvetica, thousandths of the font size, from the space to the tilde.
    private static readonly int[] _widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556,
        278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,
        611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833,
        556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>Where the text begins along its line, from the left, or from the bottom up where it is vertical.</summary>
    public double Start => Along - (Anchor switch { "middle" => Width / 2, "end" => Width, _ => 0 });

    public double End => Start + Width;

    private double Along => IsVertical ? -Y : X;

    public static IReadOnlyList<PlacedText> Of(Chart chart, int width = 640, int height = 400) =>
        [.. XElement.Parse(SvgRenderer.Render(chart, width, height)).Descendants().Where(e => e.Name.LocalName == "text").Select(Of)];

    public static double WidthOf(string text) =>
        text.TrimEnd('\u00A0').Sum(letter => letter is >= ' ' and <= '~' ? _widths[letter - ' '] : 1000) / 1000.0;

    private static PlacedText Of(XElement text)
    {
        var place = Place().Match((string)text.Attribute("transform")!);
        double size = double.Parse((string)text.Attribute("font-size")!, CultureInfo.InvariantCulture);
        return new(
            text.Value,
            double.Parse(place.Groups["x"].Value, CultureInfo.InvariantCulture),
            double.Parse(place.Groups["y"].Value, CultureInfo.InvariantCulture),
            WidthOf(text.Value) * size,
            place.Value.Contains("rotate(-90)", StringComparison.Ordinal),
            (string?)text.Attribute("text-anchor") ?? "start");
    }

    [GeneratedRegex("""translate\((?<x>[-0-9.]+),(?<y>[-0-9.]+)\)( rotate\(-90\))?""")]
    private static partial Regex Place();
}

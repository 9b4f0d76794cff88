using System.Globalization;
using System.Text.RegularExpressions;

namespace Trimtab.Charts.Tests;

/// <summary>
/// The edge of each cell of a heat map stands out from the page: 3:1 in luminance, as WCAG 2.2 (success criterion 1.4.11) has it for
/// graphics, on a white page and on the dark card of a report, where charts are inverted.
/// </summary>
public partial class CellContrastTests
{
    private static readonly double[] _white = [1, 1, 1], _card = [0x16 / 255.0, 0x1B / 255.0, 0x22 / 255.0]; // --card of ReportStyle

    [Fact]
    public void Edges_OfCells_StandOutInBothModes()
    {
        string svg = SvgRenderer.Render(Samples.Cells);

        double[][] edges = [.. Cell().Matches(svg).Select(cell => Color(cell))];

        Assert.Equal(5, edges.Length);
        Assert.All(edges, edge => Assert.InRange(Contrast(edge, _white), 3, 21));
        Assert.All(edges, edge => Assert.InRange(Contrast(Inverted(edge), _card), 3, 21));
        Assert.Contains("invert(.92) hue-rotate(180deg)", new HtmlReport("r").ToHtml(), StringComparison.Ordinal);
    }

    /// <summary>CSS: invert(.92), then hue-rotate(180deg) by the matrix of Filter Effects Level 1.</summary>
    private static double[] Inverted(double[] color)
    {
        double[] c = [.. color.Select(part => 0.92 - (0.84 * part))];
        double[][] rotation = [[-0.574, 1.430, 0.144], [0.426, 0.430, 0.144], [0.426, 1.430, -0.856]];
        return [.. rotation.Select(row => Math.Clamp(row.Zip(c, (a, b) => a * b).Sum(), 0, 1))];
    }

    private static double Contrast(double[] one, double[] other)
    {
        double a = Luminance(one), b = Luminance(other);
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(double[] color)
    {
        double[] linear = [.. color.Select(part => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4))];
        return (0.2126 * linear[0]) + (0.7152 * linear[1]) + (0.0722 * linear[2]);
    }

    private static double[] Color(Match stroke) =>
        [.. Enumerable.Range(1, 3).Select(part => int.Parse(stroke.Groups[part].Value, CultureInfo.InvariantCulture) / 255.0)];

    /// <summary>A rectangle with an edge: a cell.</summary>
    [GeneratedRegex(@"<(?:rect|polygon)[^>]*fill:rgb\([0-9,]+\);stroke:rgb\(([0-9]+),([0-9]+),([0-9]+)\)")]
    private static partial Regex Cell();
}

using System.Globalization;
using System.Xml.Linq;
using Trimtab.Plots;

namespace Trimtab.Charts.Tests;

public class SvgRendererTests
{
    public static TheoryData<string> Names => ["curves", "dots", "cells", "lines"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Render_OfSample_LooksAsApproved(string name) => Approved.Verify(SvgRenderer.Render(Sample(name)), $"{name}.svg");

    [Theory]
    [MemberData(nameof(Names))]
    public void Render_Twice_GivesTheSameBytesInAnyCulture(string name)
    {
        string first = SvgRenderer.Render(Sample(name));
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = german;

            Assert.Equal(first, SvgRenderer.Render(Sample(name)));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Render_OfSample_IsXmlWithTextAndNothingFromOutside(string name)
    {
        string svg = SvgRenderer.Render(Sample(name));

        var root = XElement.Parse(svg);
        Assert.Contains(root.Descendants(), e => e.Name.LocalName == "text");
        Assert.Equal(Sample(name).Title, root.Elements().First(e => e.Name.LocalName == "title").Value);
        Assert.DoesNotContain("http", svg.Replace("http://www.w3.org/", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OfFigureFarFromTheOthers_WritesItAtTheEdge() =>
        Assert.Contains("0.512", SvgRenderer.Render(Samples.Dots), StringComparison.Ordinal);

    [Fact]
    public void Render_OfFailedCategory_SaysSo() =>
        Assert.Contains("orthogonal (failed)", SvgRenderer.Render(Samples.Dots), StringComparison.Ordinal);

    [Fact]
    public void Render_WithoutNumbers_SaysNoData()
    {
        Assert.Contains("no data", SvgRenderer.Render(Samples.Curves with { Curves = [] }), StringComparison.Ordinal);
        Assert.Contains(
            "no data",
            SvgRenderer.Render(Samples.Dots with { Values = [double.NaN, double.NaN, double.NaN, double.NaN, double.NaN] }),
            StringComparison.Ordinal);
        Assert.Contains("no data", SvgRenderer.Render(Samples.Cells with { Rows = [], Values = [] }), StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OfOnePoint_DrawsIt() =>
        Assert.DoesNotContain(
            "NaN", SvgRenderer.Render(Samples.Curves with { Curves = [new("one", [5], [0.5])] }), StringComparison.Ordinal);

    [Fact]
    public void Render_OfTextWithMarkup_EncodesIt()
    {
        string svg = SvgRenderer.Render(Samples.Dots with { Categories = ["<script>", "a&b", "c", "d", "e"], Title = "<b>" });

        Assert.DoesNotContain("<script>", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", svg, StringComparison.Ordinal);
        XElement.Parse(svg);
    }

    private static Chart Sample(string name) =>
        name switch { "curves" => Samples.Curves, "dots" => Samples.Dots, "lines" => Samples.Lines, _ => Samples.Cells };
}

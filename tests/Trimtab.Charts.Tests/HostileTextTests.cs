using System.Xml;
using System.Xml.Linq;
using Trimtab.Plots;

namespace Trimtab.Charts.Tests;

/// <summary>Whatever texts and numbers come, pictures and pages can be parsed and show the texts.</summary>
public class HostileTextTests
{
    private static readonly double[] _odd =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e308, -1e308, double.MaxValue, double.MinValue, double.Epsilon, 0,
        -1, 1e-300, 1,
    ];

    public static TheoryData<string> Texts =>
    [
        "a|b", "a\nb", "a\r\nb", "\0\u0001\u001F\u007F", "\uD800", "x\uDC00y", "\uFFFE\uFFFF", "<script>alert(1)</script>",
        "]]>&amp;&lt;", "\"'", "--><!--", "=1+1", "", " ", "{0}", "^{a}_{b}", "😀", "\u202Eabc", new string('w', 2000),
    ];

    public static TheoryData<double, double> Pairs => [.. _odd.SelectMany(low => _odd.Select(high => (low, high)))];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Pictures_OfAnyText_AreXml(string text) => Assert.All(Plots(text, [1, 2]), plot => Parse(SvgRenderer.Render(plot)));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Pictures_OfAnyNumbers_AreXml(double low, double high) => Assert.All(Plots("a", [low, high]), plot =>
    {
        string svg = SvgRenderer.Render(plot);
        Parse(svg);
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", svg, StringComparison.Ordinal);
    });

    [Theory]
    [MemberData(nameof(Texts))]
    public void Page_OfAnyText_IsWellFormedAndShowsItOnly(string text)
    {
        string html = new HtmlReport(text) { Subtitle = text }
            .Notice(text)
            .KeyFigures((text, text, text))
            .Section(
                text,
                section => section
                    .Paragraph(text)
                    .Pre(text)
                    .Table([text, text], [[text, text]])
                    .Details(text, inner => inner.Paragraph(text))
                    .Figure(Plots(text, [1, 2])[0], text))
            .ToHtml();

        var main = Parse(
            html[html.IndexOf("<main>", StringComparison.Ordinal)..(html.IndexOf("</main>", StringComparison.Ordinal) + "</main>".Length)]);

        Assert.Empty(main.Descendants("script"));
        Assert.Equal(Shown(text), main.Descendants("td").First().Value);
        Assert.Equal(Shown(text), main.Descendants("h2").Single().Value);
    }

    /// <summary>What a reader of XML sees: line breaks as one character, U+FFFD for what XML has no place for.</summary>
    private static string Shown(string text) => string.Concat(text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes()
        .Select(rune => rune.Value is '\n' or (>= 0x20 and not (0xFFFE or 0xFFFF)) ? rune.ToString() : "\uFFFD"));

    private static XElement Parse(string xml)
    {
        using var reader = XmlReader.Create(new StringReader(xml), new() { CheckCharacters = true });
        return XElement.Load(reader);
    }

    private static Chart[] Plots(string text, double[] numbers) =>
    [
        new LineChart
        {
            Title = text,
            XLabel = text,
            YLabel = text,
            Curves = [new(text, numbers, numbers) { Low = numbers, High = numbers }, new(text, [1, 2], numbers)],
        },
        new LineChart { Title = text, IsLogX = true, Curves = [new(text, numbers, [1, 2])] },
        new DotChart
        {
            Title = text,
            XLabel = text,
            YLabel = text,
            Categories = [text, text],
            Values = numbers,
            Low = numbers,
            High = numbers,
            Highlight = 0,
        },
        new HeatMapChart { Title = text, Rows = [text, "b"], Columns = [text, text], Values = [numbers, [.. numbers.Reverse()]] },
        new ParallelChart
        {
            Title = text,
            Axes = [new(text, [(text, 0), (text, numbers[0])]), new("b", [(text, 1)])],
            Lines = [new(numbers, numbers[0]), new([0, 1], 1)],
        },
    ];
}

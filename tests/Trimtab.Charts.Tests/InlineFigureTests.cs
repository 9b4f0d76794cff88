using System.Text.RegularExpressions;
using Trimtab.Plots;

namespace Trimtab.Charts.Tests;

/// <summary>Pictures in a page: ids belong to the page, so two pictures must not share any.</summary>
public partial class InlineFigureTests
{
    private static readonly Chart[] _everyKind =
    [
        Samples.Curves, Samples.Dots, Samples.Cells, Samples.Lines, Samples.Curves with { Curves = [] }
    ];

    [Fact]
    public void Samples_CoverEveryKindOfPlot() => Assert.Superset(
        typeof(Chart).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Chart))).ToHashSet(),
        _everyKind.Select(plot => plot.GetType()).ToHashSet());

    [Fact]
    public void ToHtml_WithEveryKindOfFigureTwice_GivesIdsOnce()
    {
        string[] ids = [.. Ids().Matches(Page()).Select(match => match.Groups[1].Value)];

        Assert.True(ids.Length > 2 * _everyKind.Length);
        Assert.Equal(ids.Distinct(), ids);
    }

    [Fact]
    public void ToHtml_WithEveryKindOfFigureTwice_RefersToIdsOfTheSamePicture()
    {
        string[] pictures = [.. Pictures().Matches(Page()).Select(match => match.Value)];

        Assert.Equal(2 * _everyKind.Length, pictures.Length);
        foreach (string picture in pictures)
        {
            var own = Ids().Matches(picture).Select(match => match.Groups[1].Value).ToHashSet();
            string[] references = [.. References().Matches(picture).Select(match => match.Groups[1].Value)];
            Assert.NotEmpty(references);
            Assert.All(references, reference => Assert.Contains(reference, own));
        }
    }

    [Fact]
    public void ToHtml_OnANarrowPage_ShrinksEveryPictureWhole() => Assert.All(Pictures().Matches(Page()), picture =>
    {
        Assert.Contains("viewBox=\"0 0 640 400\"", picture.Value, StringComparison.Ordinal);
        Assert.Contains("max-width:100%;height:auto", picture.Value, StringComparison.Ordinal);
    });

    [Fact]
    public void ToHtml_OfTextThatLooksLikeAnId_LeavesItAlone()
    {
        var plot = Samples.Curves with { Title = "id=\"clipPath1\" #clipPath1 url(#clipPath1)" };

        string html = new HtmlReport("r").Section("s", section => section.Figure(plot, "c")).ToHtml();

        Assert.Contains(">id=\"clipPath1\" #clipPath1 url(#clipPath1)</text>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_OverFewEpochs_TicksAtWholeEpochsOnly()
    {
        string svg = SvgRenderer.Render(Samples.Curves with { Curves = [new("test", [1, 2], [0.5, 0.25])] });

        Assert.DoesNotContain(">1.2<", svg, StringComparison.Ordinal);
        Assert.DoesNotContain(">1.5<", svg, StringComparison.Ordinal);
        Assert.Contains(">1<", svg, StringComparison.Ordinal);
        Assert.Contains(">2<", svg, StringComparison.Ordinal);
    }

    private static string Page()
    {
        var page = new HtmlReport("Every kind, twice");
        foreach (string heading in (string[])["first", "second"])
        {
            page.Section(heading, section =>
            {
                foreach (var plot in _everyKind)
                {
                    section.Figure(plot, plot.Title);
                }
            });
        }

        return page.ToHtml();
    }

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Ids();

    [GeneratedRegex("url\\(#([^)]+)\\)")]
    private static partial Regex References();

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Pictures();
}

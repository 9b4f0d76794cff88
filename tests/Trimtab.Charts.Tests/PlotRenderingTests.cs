using System.Xml.Linq;
using Trimtab.Plots;

namespace Trimtab.Charts.Tests;

/// <summary>Every plot of the catalog, a user's own too, can be rendered for a study of any shape.</summary>
public class PlotRenderingTests
{
    public static TheoryData<string, string> NamesAndStudies =>
        [.. Plot.Catalog.Names.SelectMany(name => StudyKinds.Names.Select(kind => (name, kind)))];

    [Theory]
    [MemberData(nameof(NamesAndStudies))]
    public void Render_OfAnyStudy_IsXmlWithoutOddNumbers(string name, string kind)
    {
        var (plot, study) = (Plot.Catalog.Create(name), StudyKinds.Make(kind));
        if (study.Objectives.Count >= plot.MinObjectives)
        {
            string svg = SvgRenderer.Render(plot.Draw(study));

            XElement.Parse(svg);
            Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", svg, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Render_OfEveryPlotBeforeTheFirstTrial_SaysNoData()
    {
        var study = StudyKinds.Of([], new Objective("value"), new Objective("cost"));

        Assert.All(Plot.Catalog.Names.Select(name => SvgRenderer.Render(Plot.Catalog.Create(name).Draw(study))), svg =>
            Assert.Contains("no data", svg, StringComparison.Ordinal));
    }
}

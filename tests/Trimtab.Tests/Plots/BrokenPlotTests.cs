using Trimtab.Plots;
using Xunit.Sdk;

namespace Trimtab.Tests.Plots;

/// <summary>The suite of plots fails for a plot that breaks a rule.</summary>
public class BrokenPlotTests
{
    [Fact]
    public void Suite_OfAPlotThatReadsAClock_Fails() => Assert.ThrowsAny<XunitException>(() =>
        Suite(_ => Line([1], [TimeProvider.System.GetTimestamp()]))
            .Draw_OfAnyStudy_GivesAConsistentChartOrNamesTheObjectivesItNeeds("broken", "one trial"));

    [Fact]
    public void Suite_OfAPlotWithAnXAndNoY_Fails() => Assert.ThrowsAny<XunitException>(() =>
        Suite(_ => Line([1, 2], [1])).Draw_OfAnyStudy_GivesAConsistentChartOrNamesTheObjectivesItNeeds("broken", "one trial"));

    [Fact]
    public void Suite_OfAPlotThatNeedsATrial_Fails() =>
        Assert.ThrowsAny<InvalidOperationException>(() =>
            Suite(study => Line([1], [study.Trials.Max(trial => trial.Number)])).Draw_BeforeTheFirstTrial_HasNoData("broken"));

    private static LineChart Line(double[] x, double[] y) =>
        new() { Title = "broken", XLabel = "x", YLabel = "y", Curves = [new("line", x, y)] };

    private static Broken Suite(Func<StudySnapshot, Chart> draw) => new(new BrokenPlot(draw));

    private sealed class Broken(Plot plot) : PlotConformance
    {
        protected override Plot Create(string name) => plot;
    }

    private sealed record BrokenPlot(Func<StudySnapshot, Chart> Drawing) : Plot
    {
        public override Chart Draw(StudySnapshot study) => Drawing(study);
    }
}

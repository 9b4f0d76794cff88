using Trimtab.Plots;
using Xunit.Sdk;

namespace Trimtab.Tests.Plots;

/// <summary>The suite of plots fails for a plot that breaks a rule.</summary>
public class BrokenPlotTests
{
    [Fact]
    public void Suite_OfAPlotThatReadsAClock_SaysThatChartsDiffer() => Fails(
        "A plot must draw the same chart of the same study each time. Two charts by broken of 'one trial' differ at item 0",
        () => Suite(_ => Line([1], [TimeProvider.System.GetTimestamp()]))
            .Draw_OfAnyStudy_GivesAConsistentChartOrNamesTheObjectivesItNeeds("broken", "one trial"));

    [Fact]
    public void Suite_OfAPlotWithAnXAndNoY_SaysWhichLists() => Fails(
        "Lists of a chart that belong together must have one length. broken of 'one trial' has 2 and 1: X and Y of curve 'line'.",
        () => Suite(_ => Line([1, 2], [1]))
            .Draw_OfAnyStudy_GivesAConsistentChartOrNamesTheObjectivesItNeeds("broken", "one trial"));

    [Fact]
    public void Suite_OfAPlotThatComparesAllPairs_SaysHowManyReads() => Fails(
        "A plot must read a study in proportion to its trials: at most 60 values a trial. broken read ",
        () => Suite(study => Line([1], [study.Trials.Take(100).Sum(_ => SumOf(study))]))
            .Draw_OfTenThousandTrials_ReadsAndAllocatesInProportion("broken"));

    [Fact]
    public void Suite_OfAPartThatNeedsAnArgument_SaysWhatToOverride() => Assert.EndsWith(
        "Override Create in the test class and return 'argued' with the settings it needs.",
        Assert.Throws<TrimtabException>(() =>
            Rule.Make(Catalog<IArgued>.WithUsersOwn(typeof(BrokenPlotTests).Assembly), "argued", "Create")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Suite_OfAPlotThatNeedsATrial_Fails() =>
        Assert.ThrowsAny<InvalidOperationException>(() =>
            Suite(study => Line([1], [study.Trials.Max(trial => trial.Number)])).Draw_BeforeTheFirstTrial_HasNoData("broken"));

    private static double SumOf(StudySnapshot study) => study.Trials.Sum(trial => trial.Values.GetValueOrDefault("value"));

    private static void Fails(string words, Action test) =>
        Assert.StartsWith(words, Assert.ThrowsAny<XunitException>(test).Message, StringComparison.Ordinal);

    private static LineChart Line(double[] x, double[] y) =>
        new() { Title = "broken", XLabel = "x", YLabel = "y", Curves = [new("line", x, y)] };

    private static Broken Suite(Func<StudySnapshot, Chart> draw) => new(new BrokenPlot(draw));

    private interface IArgued;

    [Named("argued")]
    private sealed class Argued(int argument) : IArgued
    {
        public int Argument => argument;
    }

    private sealed class Broken(Plot plot) : PlotConformance
    {
        protected override Plot Create(string name) => plot;
    }

    private sealed record BrokenPlot(Func<StudySnapshot, Chart> Drawing) : Plot
    {
        public override Chart Draw(StudySnapshot study) => Drawing(study);
    }
}

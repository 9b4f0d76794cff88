using Trimtab.Plots;

namespace Trimtab.Tests.Plots;

/// <summary>Plots of several objectives by hand: which axes, which trials on the front, and volumes.</summary>
public class ObjectivePlotTests
{
    private static readonly Objective[] _two = [new("loss"), new("score", Direction.Maximize)];

    /// <summary>
    /// The loss is minimized, the score maximized: (1, 5) and (2, 9) are on the front; (3, 9) is worse than (2, 9), (1, 4) than (1, 5), and
    /// (0, 99) breaks a constraint.
    /// </summary>
    [Fact]
    public void ParetoFront_OfDominatedAndInfeasibleTrials_TellsThemApart()
    {
        Trial[] trials = Trials((1, 5), (2, 9), (3, 9), (1, 4), (0, 99));
        trials[4] = trials[4] with { Violation = 1 };

        var curves = new ParetoFrontPlot().Draw(StudyKinds.Of(trials, _two)).Curves;

        Assert.Equal(["dominated", "Pareto front", "infeasible"], curves.Select(curve => curve.Name));
        Assert.Equal([3, 1], curves[0].X);
        Assert.Equal([1, 2], curves[1].X);
        Assert.Equal([5, 9], curves[1].Y);
        Assert.Equal([99], curves[2].Y);
    }

    [Fact]
    public void ParetoFront_OfFeasibleTrials_HasNoCurveOfOthers() =>
        Assert.Equal(2, new ParetoFrontPlot().Draw(StudyKinds.Of(Trials((1, 5)), _two)).Curves.Count);

    /// <summary>Equal trials do not dominate one another.</summary>
    [Fact]
    public void ParetoFront_OfEqualTrials_HasThemAll() =>
        Assert.Equal([1, 1], new ParetoFrontPlot().Draw(StudyKinds.Of(Trials((1, 5), (1, 5)), _two)).Curves[1].X);

    [Theory]
    [InlineData(null, null, "loss", "score")]
    [InlineData("score", null, "score", "loss")]
    [InlineData(null, "loss", "score", "loss")]
    [InlineData("loss", "loss", "loss", "loss")]
    public void ParetoFront_OfOneNamedAxis_HasAnotherObjectiveOnTheOther(string? x, string? y, string xLabel, string yLabel)
    {
        var chart = new ParetoFrontPlot { XObjective = x, YObjective = y }.Draw(StudyKinds.Of(Trials((1, 5)), _two));

        Assert.Equal((xLabel, yLabel), (chart.XLabel, chart.YLabel));
    }

    /// <summary>With (4, 0) as reference, (1, 5) has 3 × 5, (2, 9) adds 2 × 4, (0, 1) adds 1 × 1; the dominated one adds nothing.</summary>
    [Fact]
    public void HypervolumeHistory_OfBothDirections_AddsRectangles()
    {
        var study = StudyKinds.Of(Trials((1, 5), (2, 9), (3, 8), (0, 1)), _two);

        var curve = new HypervolumeHistoryPlot { ReferencePoint = [4, 0] }.Draw(study).Curves[0];

        Assert.Equal([(0, 15), (1, 23), (2, 23), (3, 24)], curve.Steps());
    }

    /// <summary>Losses from 0 to 10 and scores from 1 to 3: the reference is at 11 and 0.8, a tenth of the range beyond.</summary>
    [Fact]
    public void HypervolumeHistory_WithoutAReference_IsATenthOfTheRangeBeyondTheWorst()
    {
        var curve = new HypervolumeHistoryPlot().Draw(StudyKinds.Of(Trials((0, 1), (10, 3)), _two)).Curves[0];

        Assert.Equal([11 * 0.2, (11 * 0.2) + (1 * 2)], curve.Steps().Select(step => step.Y), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    /// <summary>One objective is constant: the history of the other must still be seen, at any magnitude.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1e6)]
    [InlineData(-3e12)]
    [InlineData(1e-20)]
    public void HypervolumeHistory_OfAConstantObjective_StillGrows(double constant)
    {
        var study = StudyKinds.Of(Trials((constant, 1), (constant, 2), (constant, 4)), _two);

        double[] volumes = [.. new HypervolumeHistoryPlot().Draw(study).Curves[0].Steps().Select(step => step.Y)];

        Assert.All(volumes.Zip(volumes.Skip(1)), pair => Assert.True(pair.Second > pair.First, string.Join(", ", volumes)));
    }

    [Fact]
    public void HypervolumeHistory_OfInfiniteAndInfeasibleTrials_LeavesTheirVolumeOut()
    {
        Trial[] trials = Trials((1, 5), (double.NegativeInfinity, 7), (0, 9));
        trials[2] = trials[2] with { Violation = 1 };

        var curve = new HypervolumeHistoryPlot { ReferencePoint = [2, 0] }.Draw(StudyKinds.Of(trials, _two)).Curves[0];

        Assert.Equal([0, 1], curve.X);
        Assert.Equal([5, 5], curve.Y);
    }

    private static Trial[] Trials(params (double Loss, double Score)[] values) => [.. values.Select((v, i) => StudyKinds.Made(i) with
    {
        Values = StudyKinds.Values(("loss", v.Loss), ("score", v.Score)),
    })];
}

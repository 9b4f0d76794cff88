using Trimtab.Plots;
using Trimtab.Pruners;
using Trimtab.Samplers;

namespace Trimtab.Tests.Plots;

public class StudyPlotTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task History_OfAStudy_FollowsTheBest()
    {
        var study = await Run();

        var plot = OptimizationHistory.Of(study);

        Assert.Equal(study.Trials.Completed.Select(trial => trial.Values["value"]), plot.Curves[0].Y);
        Assert.Equal(study.BestTrial!.Values["value"], plot.Curves[1].Y[^1]);
        Assert.All(plot.Curves[1].Y.Zip(plot.Curves[1].Y.Skip(1)), pair => Assert.True(pair.Second <= pair.First));
        var corners = plot.Curves[1].X.Zip(plot.Curves[1].Y).ToList();
        Assert.All(corners.Zip(corners.Skip(1)), step => Assert.True(step.First.First == step.Second.First || step.First.Second == step.Second.Second)); // level or upright, never slanted
    }

    [Fact]
    public async Task Slice_Contour_Curves_Importances_AndDistribution_HoldTheTrials()
    {
        var study = await Run();
        var judged = study.Trials.Where(trial => trial.Values.Count > 0).ToList();

        Assert.Equal(judged.Count, SlicePlot.Of(study, "rate").Curves.Sum(curve => curve.X.Count));
        Assert.True(SlicePlot.Of(study, "rate").IsLogX);
        Assert.Matches("^kind: 0 [ab], 1 [ab]$", SlicePlot.Of(study, "kind").XLabel);
        var contour = ContourPlot.Of(study, "rate", "kind");
        Assert.Equal((2, 8), (contour.Rows.Count, contour.Columns.Count));
        Assert.Equal(study.BestTrial!.Values["value"], contour.Values.SelectMany(row => row).Where(double.IsFinite).Min());
        Assert.Equal(12, LearningCurves.Of(study).Curves.Count);
        Assert.Equal(["kind", "rate"], ImportancePlot.Of(study).Categories.Order(StringComparer.Ordinal));
        Assert.Equal(1, EmpiricalDistribution.Of(study).Curves[0].Y[^1]);
        Assert.Throws<TrimtabException>(() => ParetoPlot.Of(study));
    }

    [Fact]
    public async Task Pareto_OfTwoObjectives_SplitsTheBeatenFromTheRest()
    {
        var study = new Study(new() { Objectives = [new("a"), new("b")], Sampler = new RandomSampler() });
        await study.OptimizeAsync(trial => [trial.SuggestFloat("x", 0, 1), 1 - trial.SuggestFloat("y", 0, 1)], 40, cancellationToken: Token);

        var plot = ParetoPlot.Of(study);

        Assert.Equal(40, plot.Curves.Sum(curve => curve.X.Count));
        Assert.Equal(study.ParetoFront.Count, plot.Curves[1].X.Count);
        Assert.Equal(plot.Curves[1].Y.OrderDescending(), plot.Curves[1].Y);
    }

    [Fact]
    public async Task Ranks_Lines_AndTimes_HoldTheTrials()
    {
        var study = await Run();
        int complete = study.Trials.Completed.Count();

        var ranks = RankPlot.Of(study, "rate", "kind");
        Assert.All(ranks.Values.SelectMany(row => row).Where(double.IsFinite), rank => Assert.InRange(rank, 0, 1));
        var lines = ParallelCoordinates.Of(study);
        Assert.Equal(["value", "kind", "rate"], lines.Axes.Select(axis => axis.Name));
        Assert.Equal(complete, lines.Lines.Count);
        Assert.Equal((1.0, 1.0), (lines.Lines[^1].Places[0], lines.Lines[^1].Shade)); // the best on top
        Assert.Equal(["rate"], ParallelCoordinates.Of(study, "rate").Axes.Skip(1).Select(axis => axis.Name));
        Assert.Throws<TrimtabException>(() => ParallelCoordinates.Of(study, "gamma"));
        var times = Timeline.Of(study);
        Assert.Equal(3 * study.Count, times.Curves.Sum(curve => curve.X.Count));
        Assert.Equal(0, times.Curves.Min(curve => curve.X[0]));
    }

    [Fact]
    public async Task Hypervolume_OfAStudy_OnlyGrows()
    {
        var study = new Study(new() { Objectives = [new("a"), new("b", Direction.Maximize)], Sampler = new RandomSampler() });
        await study.OptimizeAsync(trial => [trial.SuggestFloat("x", 0, 1), trial.SuggestFloat("y", 0, 1)], 40, cancellationToken: Token);

        var plot = HypervolumeHistory.Of(study, [1, 0]);

        Assert.Equal(40, plot.Curves[0].Y.Count);
        Assert.All(plot.Curves[0].Y.Zip(plot.Curves[0].Y.Skip(1)), pair => Assert.True(pair.Second >= pair.First));
        Assert.Equal((1 - study[0].Values["a"]) * study[0].Values["b"], plot.Curves[0].Y[0], 1e-12);
        Assert.Throws<TrimtabException>(() => HypervolumeHistory.Of(study, [1]));
        Assert.Throws<TrimtabException>(() => HypervolumeHistory.Of(new Study()));
    }

    private static async Task<Study> Run()
    {
        var study = new Study(new() { Seed = 1, Sampler = new RandomSampler(), Pruner = new MedianPruner() });
        await study.OptimizeAsync(
            trial =>
            {
                double rate = trial.SuggestFloat("rate", 1e-4, 1, log: true), value = 0;
                string kind = trial.SuggestCategorical("kind", ["a", "b"]);
                for (int epoch = 1; epoch <= 4; epoch++)
                {
                    value = Math.Abs(Math.Log10(rate) + 2) + (kind == "a" ? 0.5 : 0) + (1.0 / epoch);
                    trial.Report(value, epoch);
                    trial.ThrowIfPruned();
                }

                return value;
            },
            60,
            cancellationToken: Token);
        return study;
    }
}

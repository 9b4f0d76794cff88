using Trimtab.Plots;
using Trimtab.Pruners;
using Trimtab.Samplers;

namespace Trimtab.Tests.Plots;

/// <summary>What each plot draws of a study that was run.</summary>
public class StudyPlotTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OptimizationHistory_OfAStudy_FollowsTheBestValue()
    {
        var study = await Run();

        var chart = new OptimizationHistoryPlot().Draw(study);

        Assert.Equal(study.Trials.Completed.Select(trial => trial.Values["value"]), chart.Curves[0].Y);
        Assert.Equal(study.BestTrial!.Values["value"], chart.Curves[1].Y[^1]);
        Assert.All(chart.Curves[1].Y.Zip(chart.Curves[1].Y.Skip(1)), pair => Assert.True(pair.Second <= pair.First));
        var corners = chart.Curves[1].X.Zip(chart.Curves[1].Y).ToList();
        Assert.All(corners.Zip(corners.Skip(1)), line =>
            Assert.True(line.First.First == line.Second.First || line.First.Second == line.Second.Second, "horizontal or vertical"));
    }

    [Fact]
    public async Task Slice_OfALogarithmicParameter_HasAPointForEveryValueOnALogarithmicAxis()
    {
        var study = await Run();

        var chart = new SlicePlot { Parameter = "rate" }.Draw(study);

        Assert.Equal(study.Trials.Count(trial => trial.Values.Count > 0), chart.Curves.Sum(curve => curve.X.Count));
        Assert.True(chart.IsLogX);
        Assert.Equal(["complete", "pruned"], chart.Curves.Select(curve => curve.Name));
        Assert.Matches("^kind: 0 [ab], 1 [ab]$", new SlicePlot { Parameter = "kind" }.Draw(study).XLabel);
    }

    [Fact]
    public async Task Contour_OfTwoParameters_HoldsTheBestValueOfEachCell()
    {
        var study = await Run();

        var chart = new ContourPlot { XParameter = "rate", YParameter = "kind" }.Draw(study);

        Assert.Equal((2, 8), (chart.Rows.Count, chart.Columns.Count));
        Assert.Equal(study.BestTrial!.Values["value"], chart.Values.SelectMany(row => row).Where(double.IsFinite).Min());
    }

    [Fact]
    public async Task IntermediateValues_OfManyTrials_DrawTheBestFew()
    {
        var study = await Run();

        var curves = new IntermediateValuesPlot { MaxTrials = 5 }.Draw(study).Curves;

        Assert.Equal(12, new IntermediateValuesPlot().Draw(study).Curves.Count);
        Assert.Equal(5, curves.Count);
        Assert.Equal($"trial {study.BestTrial!.Number}", curves[0].Name);
    }

    [Fact]
    public async Task ParetoFront_OfTwoObjectives_SplitsTheDominatedFromTheRest()
    {
        var study = new Study(new() { Objectives = [new("a"), new("b")], Sampler = new RandomSampler() });
        await study.OptimizeAsync(
            trial => [trial.SuggestFloat("x", 0, 1), 1 - trial.SuggestFloat("y", 0, 1)],
            40,
            cancellationToken: Token);

        var chart = new ParetoFrontPlot().Draw(study);

        Assert.Equal(40, chart.Curves.Sum(curve => curve.X.Count));
        Assert.Equal(study.ParetoFront.Count, chart.Curves[1].X.Count);
        Assert.Equal(chart.Curves[1].Y.OrderDescending(), chart.Curves[1].Y);
        var exchanged = new ParetoFrontPlot { XObjective = "b", YObjective = "a" }.Draw(study);
        Assert.Equal(("b", "a"), (exchanged.XLabel, exchanged.YLabel));
    }

    [Fact]
    public async Task ParallelCoordinate_OfAStudy_HasALineATrialWithTheBestOnTop()
    {
        var study = await Run();

        var chart = new ParallelCoordinatePlot().Draw(study);

        Assert.Equal(["value", "kind", "rate"], chart.Axes.Select(axis => axis.Name));
        Assert.Equal(study.Trials.Completed.Count(), chart.Lines.Count);
        Assert.Equal((1.0, 1.0), (chart.Lines[^1].Places[0], chart.Lines[^1].Shade));
        Assert.Equal(["rate"], new ParallelCoordinatePlot { Parameters = ["rate"] }.Draw(study).Axes.Skip(1).Select(axis => axis.Name));
    }

    [Fact]
    public async Task Timeline_OfAStudy_BeginsAtZeroAndHasASegmentATrial()
    {
        var study = await Run();

        var chart = new TimelinePlot().Draw(study);

        Assert.Equal(3 * study.Count, chart.Curves.Sum(curve => curve.X.Count));
        Assert.Equal(0, chart.Curves.Min(curve => curve.X[0]));
    }

    [Fact]
    public async Task Hypervolume_OfAStudy_OnlyGrows()
    {
        var study = new Study(new() { Objectives = [new("a"), new("b", Direction.Maximize)], Sampler = new RandomSampler() });
        await study.OptimizeAsync(trial => [trial.SuggestFloat("x", 0, 1), trial.SuggestFloat("y", 0, 1)], 40, cancellationToken: Token);

        var chart = new HypervolumeHistoryPlot { ReferencePoint = [1, 0] }.Draw(study);

        Assert.Equal(40, chart.Curves[0].Steps().Length);
        Assert.All(chart.Curves[0].Y.Zip(chart.Curves[0].Y.Skip(1)), pair => Assert.True(pair.Second >= pair.First));
        Assert.Equal((1 - study[0].Values["a"]) * study[0].Values["b"], chart.Curves[0].Y[0], 1e-12);
        Assert.Throws<TrimtabException>(() => new HypervolumeHistoryPlot { ReferencePoint = [1] }.Draw(study));
    }

    [Fact]
    public async Task EmpiricalDistribution_OfTwoStudies_HasACurveEachThatEndsAtOne()
    {
        var study = await Run();

        var chart = new EmpiricalDistributionPlot().Draw(study, new Study(new() { Name = "empty" }));

        Assert.Equal(["study", "empty"], chart.Curves.Select(curve => curve.Name));
        Assert.Equal(1, chart.Curves[0].Y[^1]);
        Assert.Equal(chart.Curves[0].X.Order(), chart.Curves[0].X);
        Assert.Empty(chart.Curves[1].X);
    }

    [Fact]
    public async Task ParameterImportances_OfAStudy_AreTheEvaluators() =>
        Assert.Equal(["kind", "rate"], new ParameterImportancePlot().Draw(await Run()).Categories.Order(StringComparer.Ordinal));

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

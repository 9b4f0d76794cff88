using System.Text.Json;
using Trimtab.Plots;
using Trimtab.Spaces;

namespace Trimtab.Tests.Plots;

/// <summary>The numbers of charts beside those of NumPy and SciPy (tests/oracles/plots.py) on the same trials, ties included.</summary>
public class PlotOracleTests
{
    private static readonly JsonElement _oracle = Oracles.Load("plots.json");

    private static readonly SearchSpace _space = new()
    {
        ["x"] = new FloatDistribution(0, 1),
        ["rate"] = new FloatDistribution(1e-5, 1, Log: true),
        ["kind"] = ParameterValues.Create("a", "b", "c"),
    };

    [Fact]
    public void OptimizationHistory_BestSoFar_IsNumPysAccumulate()
    {
        Assert.Equal(_oracle.GetProperty("best_minimized").Numbers(), BestOf(Study()));
        Assert.Equal(_oracle.GetProperty("best_maximized").Numbers(), BestOf(Study(new Objective("value", Direction.Maximize))));

        static IEnumerable<double> BestOf(StudySnapshot study)
        {
            return new OptimizationHistoryPlot().Draw(study).Curves[1].Steps().Select(step => step.Y);
        }
    }

    [Fact]
    public void EmpiricalDistribution_Steps_AreNumPys()
    {
        var curve = new EmpiricalDistributionPlot().Draw(Study()).Curves[0];

        var ties = _oracle.GetProperty("edf_x").Numbers().Zip(_oracle.GetProperty("edf_y").Numbers()).GroupBy(point => point.First);
        Assert.Equal(ties.Select(points => points.Last()), curve.Steps());
        Assert.True(curve.IsStepFunction());
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("rate")]
    public void Contour_Cells_AreSciPysBinnedMinima(string y) =>
        AssertCells(_oracle.GetProperty($"contour_x_{y}"), new ContourPlot { XParameter = "x", YParameter = y }.Draw(Study()), 0);

    [Theory]
    [InlineData("kind")]
    [InlineData("rate")]
    public void Rank_Cells_AreSciPysBinnedMeansOfRankdata(string y) =>
        AssertCells(_oracle.GetProperty($"rank_x_{y}"), new RankPlot { XParameter = "x", YParameter = y }.Draw(Study()), 1e-14);

    [Fact]
    public void ParetoFront_OfBothDirections_IsTheTrialsThatNoOtherDominates()
    {
        var study = Study(new("value"), new Objective("cost", Direction.Maximize));
        int[] front = _oracle.GetProperty("front").Integers();

        var chart = new ParetoFrontPlot().Draw(study);

        Assert.Equal(front.Select(number => study.Trials[number].Values["value"]).Order(), chart.Curves[1].X);
        Assert.Equal(study.Trials.Count - front.Length, chart.Curves[0].X.Count);
    }

    [Fact]
    public void HypervolumeHistory_OfExactCases_IsTheRunningVolume()
    {
        foreach (var oracle in Oracles.Load("numerics.json").GetProperty("hypervolumes").EnumerateArray())
        {
            double[][] points = [.. oracle.GetProperty("points").EnumerateArray().Select(point => point.Numbers())];
            Objective[] objectives = [.. points[0].Select((_, m) => new Objective($"f{m}"))];
            var trials = points.Select((point, number) =>
                StudyKinds.Made(number) with { Values = point.Index().ToDictionary(f => $"f{f.Index}", f => f.Item) });
            var study = StudyKinds.Of(trials, objectives);

            var chart = new HypervolumeHistoryPlot { ReferencePoint = [.. objectives.Select(_ => 1.0)] }.Draw(study);

            Assert.Equal(
                oracle.GetProperty("running").Numbers(),
                chart.Curves[0].Steps().Select(step => step.Y),
                (a, b) => Math.Abs(a - b) < 1e-14);
            Assert.True(chart.Curves[0].IsStepFunction());
        }
    }

    /// <summary>A value that the current distribution does not have must not be drawn in the first cell.</summary>
    [Fact]
    public void Contour_OfAValueOutsideTheLatestDistribution_LeavesItOut()
    {
        var wide = StudyKinds.Made(0, new() { ["x"] = new FloatDistribution(0, 10), ["y"] = new FloatDistribution(0, 1) }) with
        {
            Parameters = Set(("x", 9.0), ("y", 0.5)),
            Values = StudyKinds.Values(("value", -1)),
        };
        var narrow = StudyKinds.Made(1, new() { ["x"] = new FloatDistribution(0, 1), ["y"] = new FloatDistribution(0, 1) });

        var chart = new ContourPlot { XParameter = "x", YParameter = "y" }.Draw(StudyKinds.Of([wide, narrow]));

        Assert.Equal([narrow.Values["value"]], chart.Values.SelectMany(row => row).Where(double.IsFinite));
    }

    private static void AssertCells(JsonElement expected, HeatMapChart chart, double tolerance)
    {
        double[][] cells = [.. expected.EnumerateArray().Select(row => row.EnumerateArray().Select(NumberOrNaN).ToArray())];
        Assert.Equal(cells.Length, chart.Values.Count);
        foreach (var (theirs, ours) in cells.Zip(chart.Values))
        {
            Assert.Equal(theirs, ours, (a, b) => Math.Abs(a - b) <= tolerance || (double.IsNaN(a) && double.IsNaN(b)));
        }
    }

    private static double NumberOrNaN(JsonElement cell) => cell.ValueKind == JsonValueKind.Null ? double.NaN : cell.GetDouble();

    private static ParameterSet Set(params (string Name, ParameterValue Value)[] parameters) =>
        ParameterSet.Create(parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value)));

    private static StudySnapshot Study(params Objective[] objectives) =>
        StudyKinds.Of(_oracle.GetProperty("trials").EnumerateArray().Select(TrialOf), objectives);

    private static Trial TrialOf(JsonElement trial, int number) => new()
    {
        Number = number,
        Space = _space,
        Parameters = Set(
            ("x", trial.GetProperty("x").GetDouble()),
            ("rate", trial.GetProperty("rate").GetDouble()),
            ("kind", trial.GetProperty("kind").GetString()!)),
        State = TrialState.Complete,
        Values = StudyKinds.Values(("value", trial.GetProperty("value").GetDouble()), ("cost", trial.GetProperty("cost").GetDouble())),
    };
}

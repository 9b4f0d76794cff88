using Trimtab.Plots;
using Trimtab.Spaces;

namespace Trimtab.Tests.Plots;

/// <summary>What plots draw of a few trials, worked out by hand: directions, ties, states, constraints, one trial, odd spaces.</summary>
public class PlotByHandTests
{
    private static readonly Objective _value = new("value"), _score = new("value", Direction.Maximize);

    [Theory]
    [InlineData(Direction.Minimize, new double[] { 5, 3, 3, 1 }, new double[] { 0, 1, 1, 2, 3, 3 }, new double[] { 5, 5, 3, 3, 3, 1 })]
    [InlineData(Direction.Maximize, new double[] { 5, 3, 8, 8 }, new double[] { 0, 1, 2, 2, 3 }, new double[] { 5, 5, 5, 8, 8 })]
    public void OptimizationHistory_OfFourTrials_StepsWhereTheBestChanges(Direction direction, double[] values, double[] x, double[] y)
    {
        var chart = new OptimizationHistoryPlot().Draw(StudyKinds.Of(Trials(values), new Objective("value", direction)));

        Assert.Equal(x, chart.Curves[1].X);
        Assert.Equal(y, chart.Curves[1].Y);
    }

    [Fact]
    public void OptimizationHistory_OfFailedInfiniteAndInfeasibleTrials_LeavesThemOut()
    {
        Trial[] trials = Trials(4, 3, 1, double.NegativeInfinity, 2);
        trials[1] = trials[1] with { State = TrialState.Failed, Values = StudyKinds.Values() };
        trials[2] = trials[2] with { Violation = 0.1 };

        var chart = new OptimizationHistoryPlot().Draw(StudyKinds.Of(trials));

        Assert.Equal([0, 4], chart.Curves[0].X);
        Assert.Equal([4, 2], chart.Curves[0].Y);
        Assert.Equal([4, 4, 2], chart.Curves[1].Y);
    }

    [Theory]
    [InlineData(Direction.Minimize, new double[] { 1, 1, 2, 2, 7, 7 })]
    [InlineData(Direction.Maximize, new double[] { 7, 7, 2, 2, 1, 1 })]
    public void EmpiricalDistribution_OfTies_StepsFromTheBestOn(Direction direction, double[] corners)
    {
        var curve = new EmpiricalDistributionPlot().Draw(StudyKinds.Of(Trials(2, 7, 1, 2), new Objective("value", direction))).Curves[0];

        Assert.Equal(corners, curve.X);
        Assert.Equal([0, 0.25, 0.25, 0.75, 0.75, 1], curve.Y);
    }

    /// <summary>Trial 1 has the best value and violates a constraint: no plot of what is good has it among the others.</summary>
    [Fact]
    public void Plots_OfAnInfeasibleTrial_DoNotTakeItForAGoodOne()
    {
        var space = Space(("a", ParameterValues.Create("p")), ("b", ParameterValues.Create("q")));
        var study = StudyKinds.Of(Trials(space, (2, 0), (1, 0.5), (3, 0)));

        Assert.Equal([(2, 0.5), (3, 1)], new EmpiricalDistributionPlot().Draw(study).Curves[0].Steps());
        Assert.Equal([[0.5]], new RankPlot { XParameter = "a", YParameter = "b" }.Draw(study).Values);
        Assert.Equal([0, 1], new ParallelCoordinatePlot().Draw(study).Lines.Select(line => line.Places[0]));
        var slice = new SlicePlot { Parameter = "a" }.Draw(study).Curves;
        Assert.Equal(["complete", "infeasible"], slice.Select(curve => curve.Name));
        Assert.Equal([1], slice[1].Y);
    }

    /// <summary>The ends of an axis are marked where their values are: of three whole numbers in the middle of the outer thirds.</summary>
    [Fact]
    public void ParallelCoordinate_OfSteppedValues_HasItsTicksWhereTheyAre()
    {
        string[] many = [.. Enumerable.Range(0, 20).Select(i => $"c{i:00}")];
        var space = Space(
            ("k", new IntDistribution(1, 3)), ("s", new FloatDistribution(0, 1, Step: 0.25)), ("t", ParameterValues.Create([.. many])));

        var chart = new ParallelCoordinatePlot().Draw(StudyKinds.Of(
            [Trial(0, 1, space, ("k", 1), ("s", 0.0), ("t", "c00")), Trial(1, 2, space, ("k", 3), ("s", 1.0), ("t", "c19"))]));

        foreach (int axis in (int[])[1, 2, 3])
        {
            Assert.Equal([chart.Lines[1].Places[axis], chart.Lines[0].Places[axis]], chart.Axes[axis].Ticks.Select(tick => tick.Place));
        }

        Assert.Equal(["1", "3"], chart.Axes[1].Ticks.Select(tick => tick.Text));
    }

    /// <summary>Losses 1, 2, 2, 4 and 5 of five trials: ranks 0, 1½, 1½, 3 and 4 over 4.</summary>
    [Fact]
    public void Rank_OfFiveTrialsWithATie_IsTheMeanOfRanksInACell()
    {
        double[] values = [5, 2, 1, 2, 4];
        var space = Space(("a", ParameterValues.Create("p", "q")), ("b", ParameterValues.Create(true, false)));
        string[] a = ["p", "p", "q", "q", "q"];
        bool[] b = [true, true, true, false, false];
        var trials = values.Select((value, i) => Trial(i, value, space, ("a", a[i]), ("b", b[i])));

        var chart = new RankPlot { XParameter = "a", YParameter = "b" }.Draw(StudyKinds.Of(trials, _value));
        var maximized = new RankPlot { XParameter = "a", YParameter = "b" }.Draw(StudyKinds.Of(trials, _score));

        Assert.Equal(["p", "q"], chart.Columns);
        Assert.Equal(["true", "false"], chart.Rows);
        Assert.Equal([(1 + 0.375) / 2, 0], chart.Values[0]);
        Assert.Equal([double.NaN, (0.375 + 0.75) / 2], chart.Values[1]);
        Assert.Equal([(0 + 0.625) / 2, 1], maximized.Values[0]);
    }

    [Fact]
    public void Rank_OfOneTrial_IsTheBest()
    {
        var space = Space(("a", new FloatDistribution(0, 1)), ("b", new FloatDistribution(0, 1)));

        var chart = new RankPlot { Cells = 2 }.Draw(StudyKinds.Of([Trial(0, 9, space, ("a", 1.0), ("b", 0.0))]));

        Assert.Equal([[double.NaN, 0], [double.NaN, double.NaN]], chart.Values);
    }

    /// <summary>Halves of [0, 4] are cut at 2; of the logarithm of [0.01, 100] at 1; the upper ends are in the last cells.</summary>
    [Fact]
    public void Contour_OfALinearAndALogarithmicAxis_CutsEachIntoEqualCells()
    {
        var space = Space(("x", new FloatDistribution(0, 4)), ("y", new FloatDistribution(0.01, 100, Log: true)));
        (double X, double Y, double Value)[] points =
            [(0, 0.01, 1), (1.9, 0.9, 2), (2.1, 0.9, 3), (4, 100, 4), (0.5, 1.1, 5), (0.4, 50, 6)];
        var study = StudyKinds.Of(points.Select((p, i) => Trial(i, p.Value, space, ("x", p.X), ("y", p.Y))), _score);

        var chart = new ContourPlot { XParameter = "x", YParameter = "y", Cells = 2 }.Draw(study);

        Assert.Equal(["1", "3"], chart.Columns);
        Assert.Equal(["0.1", "10"], chart.Rows);
        Assert.Equal([[2, 3], [6, 4]], chart.Values);
    }

    /// <summary>A cell's best value is one that a study could choose: trial 0 breaks a constraint.</summary>
    [Fact]
    public void Contour_OfAnInfeasibleTrial_LeavesItOut()
    {
        var space = Space(("a", ParameterValues.Create("p")), ("b", ParameterValues.Create("q")));
        var trials = Trials(space, (1.0, 2), (3.0, 0));

        var chart = new ContourPlot { XParameter = "a", YParameter = "b" }.Draw(StudyKinds.Of(trials));

        Assert.Equal([[3.0]], chart.Values);
    }

    [Fact]
    public void Slice_OfNumbersAndTextsInOneList_GivesEachChoiceItsPlace()
    {
        var space = Space(("units", ParameterValues.Create("auto", 0, 1)));
        ParameterValue[] values = [0, "auto", 1, "auto"];

        var chart = new SlicePlot().Draw(StudyKinds.Of(values.Select((value, i) => Trial(i, i, space, ("units", value)))));

        Assert.Equal([1, 0, 2, 0], chart.Curves[0].X);
        Assert.Equal("units: 0 auto, 1 0, 2 1", chart.XLabel);
    }

    [Fact]
    public void Slice_OfTexts_NumbersThemInTheOrderOfTheList()
    {
        var space = Space(("kind", ParameterValues.Create("a", "b", "c")));
        ParameterValue[] values = ["c", "a", "c"];

        var chart = new SlicePlot().Draw(StudyKinds.Of(values.Select((value, i) => Trial(i, i, space, ("kind", value)))));

        Assert.Equal([2, 0, 2], chart.Curves[0].X);
        Assert.Equal("kind: 0 a, 1 b, 2 c", chart.XLabel);
    }

    /// <summary>A logarithmic axis has no place for 0: as other plots, the slice takes the latest distribution.</summary>
    [Fact]
    public void Slice_OfADistributionThatWasLogarithmicOnce_IsAsTheLatest()
    {
        var (log, linear) = (Space(("x", new FloatDistribution(0.1, 1, Log: true))), Space(("x", new FloatDistribution(0, 1))));

        var wasLog = new SlicePlot().Draw(StudyKinds.Of([Trial(0, 1, log, ("x", 0.5)), Trial(1, 2, linear, ("x", 0.0))]));
        var isLog = new SlicePlot().Draw(StudyKinds.Of([Trial(0, 1, linear, ("x", 0.5)), Trial(1, 2, log, ("x", 0.1))]));
        var withZero = new SlicePlot().Draw(StudyKinds.Of([Trial(0, 1, linear, ("x", 0.0)), Trial(1, 2, log, ("x", 0.1))]));

        Assert.Equal((false, true, false), (wasLog.IsLogX, isLog.IsLogX, withZero.IsLogX));
    }

    [Fact]
    public void Slice_OfEveryState_HasACurveAState()
    {
        TrialState[] states = [TrialState.Pruned, TrialState.Complete, TrialState.Failed, TrialState.Paused, TrialState.Complete];
        Trial[] trials = [.. Trials(1, 2, 3, 4, double.PositiveInfinity).Select((trial, i) => trial with { State = states[i] })];
        trials[2] = trials[2] with { Values = StudyKinds.Values() };

        var curves = new SlicePlot { Parameter = "x" }.Draw(StudyKinds.Of(trials)).Curves;

        Assert.Equal(["complete", "paused", "pruned"], curves.Select(curve => curve.Name).Order(StringComparer.Ordinal));
        Assert.All(curves, curve => Assert.Single(curve.Y));
        Assert.All(curves, curve => Assert.True(curve.IsPoints));
    }

    [Fact]
    public void IntermediateValues_OfSeveralTrials_AreBestFirstThenThoseWithoutAValue()
    {
        Trial[] trials = Trials(2, 5, 3, 3);
        trials[0] = trials[0] with { State = TrialState.Pruned, Values = StudyKinds.Values() };

        var curves = new IntermediateValuesPlot().Draw(StudyKinds.Of(trials, _score)).Curves;

        Assert.Equal(["trial 1", "trial 2", "trial 3", "trial 0"], curves.Select(curve => curve.Name));
        Assert.Equal([false, false, false, true], curves.Select(curve => curve.IsDashed));
        Assert.All(curves, curve => Assert.Equal([1, 2, 3], curve.X));
    }

    [Fact]
    public void IntermediateValues_OfAFold_AreItsReportsOfTheMetric()
    {
        var trial = Trials(1)[0] with
        {
            Reports =
            [
                new(0, 1, StudyKinds.Values(("value", 9), ("loss", 0.5))), new(1, 1, StudyKinds.Values(("loss", 0.25))),
                new(1, 4, StudyKinds.Values(("loss", double.NaN))), new(1, 5, StudyKinds.Values(("value", 8))),
            ],
        };

        var plot = new IntermediateValuesPlot { Metric = "loss", Fold = 1 };
        var curve = plot.Draw(StudyKinds.Of([trial])).Curves.Single();

        Assert.Equal([0, 3], (plot with { BySteps = true }).Draw(StudyKinds.Of([trial])).Curves.Single().X);
        Assert.Equal([1, 4], curve.X);
        Assert.Equal([0.25, double.NaN], curve.Y);
    }

    [Fact]
    public void Timeline_OfTrialsByState_HasTheirSecondsFromTheFirstStart()
    {
        var start = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        Trial[] trials =
        [
            Trials(1)[0] with { Started = start.AddSeconds(2), Duration = TimeSpan.FromSeconds(3) },
            Trials(1, 1)[1] with { Started = start, Duration = TimeSpan.FromSeconds(0.5), State = TrialState.Pruned },
            Trials(1, 1, 1)[2] with { Started = null },
            Trials(1, 1, 1, 1)[3] with { Started = start.AddHours(-1), State = TrialState.Running },
        ];

        var curves = new TimelinePlot().Draw(StudyKinds.Of(trials)).Curves;

        var complete = curves.Single(curve => curve.Name == "complete");
        Assert.Equal([2, 5, 5], complete.X);
        Assert.Equal([0, 0, double.NaN], complete.Y);
        Assert.Equal([0, 0.5, 0.5], curves.Single(curve => curve.Name == "pruned").X);
        Assert.Equal(2, curves.Count);
    }

    /// <summary>Losses 3, 1 and 1 on axes from 0 to 2: the best are at the top of the first axis, drawn last.</summary>
    [Fact]
    public void ParallelCoordinate_OfThreeTrials_HasTheirSharesOfEachAxis()
    {
        var space = Space(("kind", ParameterValues.Create("a", "b")), ("x", new FloatDistribution(0, 2)));
        Trial[] trials =
        [
            Trial(0, 1, space, ("kind", "a"), ("x", 0.5)),
            Trial(1, 3, space, ("kind", "b"), ("x", 2.0)),
            Trial(2, 2, space, ("kind", "b"), ("x", 0.0)),
        ];

        var chart = new ParallelCoordinatePlot().Draw(StudyKinds.Of(trials));

        Assert.Equal([[0, 0.75, 1], [0.5, 0.75, 0], [1, 0.25, 0.25]], chart.Lines.Select(line => line.Places));
        Assert.Equal([0, 0.5, 1], chart.Lines.Select(line => line.Shade));
        Assert.Equal([("3", 0), ("1", 1)], chart.Axes[0].Ticks);
        Assert.Equal([("a", 0.25), ("b", 0.75)], chart.Axes[1].Ticks);
        Assert.Equal([("0", 0), ("2", 1)], chart.Axes[2].Ticks);
    }

    /// <summary>Momentum exists under sgd only: a trial without it is at the mark below its values, and reaches every axis.</summary>
    [Fact]
    public void ParallelCoordinate_OfAConditionalParameter_HasAPlaceForTrialsWithoutIt()
    {
        var space = Space(
            ("kind", ParameterValues.Create("adam", "sgd")), ("momentum", new FloatDistribution(0, 1)),
            ("rate", new FloatDistribution(0, 1)));
        Trial[] trials =
        [
            Trial(0, 1, space, ("kind", "sgd"), ("momentum", 0.5), ("rate", 0.25)),
            Trial(1, 2, space, ("kind", "adam"), ("rate", 0.75)),
        ];

        var chart = new ParallelCoordinatePlot().Draw(StudyKinds.Of(trials));

        Assert.All(chart.Lines, line => Assert.All(line.Places, place => Assert.InRange(place, 0, 1)));
        Assert.Equal(("–", 0.0), chart.Axes[2].Ticks[0]);
        Assert.Equal(0, chart.Lines[0].Places[2]);
        Assert.Equal(0.15 + (0.85 * 0.5), chart.Lines[1].Places[2], 1e-12);
        Assert.Equal(("0", 0.0), chart.Axes[3].Ticks[0]);
    }

    [Fact]
    public void ParallelCoordinate_OfEqualValues_HasNoBest()
    {
        var lines = new ParallelCoordinatePlot().Draw(StudyKinds.Of(Trials(2, 1, 1))).Lines;

        Assert.Equal([0, 0.5, 0.5], lines.Select(line => line.Shade));
    }

    /// <summary>Ten complete trials and four pruned ones: half of the six drawn are pruned, and the title says so.</summary>
    [Fact]
    public void IntermediateValues_OfMoreTrialsThanAreDrawn_HasPrunedOnesAndSaysSo()
    {
        Trial[] trials = Trials(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        for (int i = 10; i < 14; i++)
        {
            trials[i] = trials[i] with { State = TrialState.Pruned, Values = StudyKinds.Values() };
        }

        var chart = new IntermediateValuesPlot { MaxTrials = 6 }.Draw(StudyKinds.Of(trials));

        Assert.Equal(["trial 0", "trial 1", "trial 2", "trial 10", "trial 11", "trial 12"], chart.Curves.Select(curve => curve.Name));
        Assert.EndsWith(": intermediate values, 6 of 14 trials", chart.Title, StringComparison.Ordinal);
    }

    /// <summary>Two trials and the three corners of the step from 4 to 3.</summary>
    [Fact]
    public void Charts_AsText_AreALine()
    {
        var chart = new OptimizationHistoryPlot().Draw(StudyKinds.Of(Trials(4, 3)));

        Assert.Equal($"LineChart \"{chart.Title}\" ({chart.YLabel} by {chart.XLabel}): 2 curves of 5 points", chart.ToString());
    }

    /// <summary>Middles of the quarters of [0.9992, 0.9996]: three digits would give them one label.</summary>
    [Fact]
    public void Contour_OfAnAxisWithCloseValues_GivesEachCellItsLabel()
    {
        var space = Space(("x", new FloatDistribution(0.9992, 0.9996)), ("y", new IntDistribution(1, 2)));

        var chart = new ContourPlot { XParameter = "x", YParameter = "y", Cells = 4 }
            .Draw(StudyKinds.Of([Trial(0, 1, space, ("x", 0.9994), ("y", 2))]));

        double[] middles = [.. chart.Columns.Select(label => double.Parse(label, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal([0.99925, 0.99935, 0.99945, 0.99955], middles, (a, b) => Math.Abs(a - b) <= 0.00005001); // within the cell
        Assert.Equal(4, middles.Distinct().Count());
        Assert.Equal(["1", "2"], chart.Rows);
    }

    [Fact]
    public void ParallelCoordinate_OfCloseValues_TellsTheEndsOfTheAxisApart() =>
        Assert.Equal(
            [("0.999991", 0), ("0.999992", 1)],
            new ParallelCoordinatePlot().Draw(StudyKinds.Of(Trials(0.999991, 0.999992), _score)).Axes[0].Ticks);

    private static Trial[] Trials(params double[] values) =>
        [.. values.Select((value, i) => Trial(i, value, Space(("x", new FloatDistribution(0, 10))), ("x", (double)i)) with
        {
            Reports = [.. Enumerable.Range(1, 3).Select(epoch => new Report(0, epoch, StudyKinds.Values(("value", value / epoch))))],
        })];

    /// <summary>Trials of the only point of a space, each with a value and by how much it violates constraints.</summary>
    private static Trial[] Trials(SearchSpace space, params (double Value, double Violation)[] trials) =>
        [.. trials.Select((t, i) => Trial(i, t.Value, space, ("a", "p"), ("b", "q")) with { Violation = t.Violation })];

    private static Trial Trial(
        int number, double value, SearchSpace space, params (string Name, ParameterValue Value)[] parameters) => new()
        {
            Number = number,
            Space = space,
            Parameters = ParameterSet.Create(parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Value))),
            State = TrialState.Complete,
            Values = StudyKinds.Values(("value", value)),
        };

    private static SearchSpace Space(params (string Name, Distribution Distribution)[] parameters) =>
        SearchSpace.Create(parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter.Distribution)));
}

using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.Tests;

/// <summary>What spaces, histories, data and records with lists are as text: their content in a line, not the name of a type.</summary>
public class OneLineTextTests
{
    private static readonly ParameterGrid _grid = new() { ["units"] = [8, 16], ["act"] = ["relu", "tanh"] };

    [Fact]
    public void Grid_IsItsLists()
    {
        Assert.Equal("{ act = [\"relu\",\"tanh\"], units = [8,16] }", _grid.ToString());
        Assert.Equal(
            "{ act = [\"relu\",\"tanh\"], units = [8,16] } + { rate = [0.5] }",
            ParameterGrid.Concat(_grid, new() { ["rate"] = [0.5] }).ToString());
        Assert.Equal("{ }", new ParameterGrid().ToString());
        Assert.Equal("{ }", ParameterGrid.Concat().ToString());
        Assert.Equal("{ units = [8,16] }", new ParameterGrid<Settings> { { settings => settings.Units, 8, 16 } }.ToString());
    }

    [Fact]
    public void Space_IsItsDistributionsAndRules()
    {
        var space = new SearchSpace
        {
            ["x"] = new IntDistribution(1, 2),
            ["y"] = new IntDistribution(1, 2),
            Rules = [new OrderRule("x", "y")],
        };
        string one = new IntDistribution(1, 2).ToString();

        Assert.Equal($"{{ x = {one}, y = {one} }} where x < y", space.ToString());
        Assert.Equal("{ }", SearchSpace.Empty.ToString());
        Assert.Equal(
            $"{{ units = {one} }}",
            new SearchSpace<Settings> { { settings => settings.Units, new IntDistribution(1, 2) } }.ToString());
    }

    [Fact]
    public void History_IsItsStates()
    {
        Trial[] trials = [.. Enumerable.Range(0, 3).Select(number => new Trial
        {
            Number = number,
            Parameters = ParameterSet.Empty,
            State = number == 1 ? TrialState.Failed : TrialState.Complete,
        })];

        Assert.Equal("3 trials: 2 Complete, 1 Failed", new History(trials).ToString());
        Assert.Equal("0 trials", History.Empty.ToString());
    }

    [Fact]
    public void Dataset_IsItsSize()
    {
        Assert.Equal("2 rows of shape (3,) with 1 target each", new Dataset(new float[6], [3], [0, 1]).ToString());
        Assert.Equal("1 row of shape (3,) with 2 targets each", new Dataset(new float[3], [3], [0, 1], 2).ToString());
        Assert.Equal("1 row of shape (3,) without targets", new Dataset(new float[3], [3]).ToString());
    }

    [Fact]
    public void Record_WithListsAndDictionaries_HasTheirContents()
    {
        var metrics = new Dictionary<string, double> { ["loss"] = 0.5, ["accuracy"] = 0.25 };

        Assert.Equal("Report { Fold = 0, Epoch = 1, Metrics = { loss = 0.5, accuracy = 0.25 } }", new Report(0, 1, metrics).ToString());
        Assert.Equal("EpochReport { Epoch = 1, Metrics = { loss = 0.5, accuracy = 0.25 } }", new EpochReport(1, metrics).ToString());
        Assert.Equal(
            "Prediction { Values = [1, 0], Probabilities = [0.25, 0.75], Classes = [], DecisionValues = , Labels = , Outputs =  }",
            new Prediction([1, 0]) { Probabilities = [0.25, 0.75] }.ToString());
        Assert.StartsWith("Prediction { Values = [0, 0,", new Prediction(new double[100]).ToString(), StringComparison.Ordinal);
        Assert.Contains("0, … 100 in all], Prob", new Prediction(new double[100]).ToString(), StringComparison.Ordinal);
    }

    private sealed record Settings
    {
        public int Units { get; init; }
    }
}

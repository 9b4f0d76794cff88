using Trimtab.Spaces;
using Trimtab.Tool.Studies;

namespace Trimtab.Tool.Tests;

public class TrialOrderTests
{
    private static readonly StudySnapshot _study = new(
        new() { Objectives = [new("loss"), new("accuracy", Direction.Maximize)] },
        new History(
        [
            Trial(0, 3, 0.1, ("x", 2)),
            Trial(1, 1, 0.3, ("x", "a")),
            Trial(2, 2, 0.2, ("x", 10)),
            Trial(3, null, null, ("y", 1)),
        ]));

    [Theory]
    [InlineData("number", new[] { 0, 1, 2, 3 })]
    [InlineData("-number", new[] { 3, 2, 1, 0 })]
    [InlineData("value", new[] { 1, 2, 0, 3 })]
    [InlineData("-value", new[] { 0, 2, 1, 3 })] // what has no value stays last
    [InlineData("accuracy", new[] { 1, 2, 0, 3 })]
    [InlineData("x", new[] { 0, 2, 1, 3 })] // numbers as numbers, before texts
    [InlineData("params_x", new[] { 0, 2, 1, 3 })]
    [InlineData("duration", new[] { 0, 1, 2, 3 })]
    public void Trials_AreSorted(string by, int[] expected) =>
        Assert.Equal(expected, TrialOrder.Of(by, _study).Sort(_study.Trials).Select(trial => trial.Number));

    [Fact]
    public void ByAMetric_TheBestThatSatisfiesAllConstraintsIsFirst()
    {
        var trials = _study.Trials.Select(trial => trial.Number == 1 ? trial with { Violation = 2 } : trial);

        Assert.Equal([2, 0, 1, 3], TrialOrder.Of("accuracy", _study).Sort(trials).Select(trial => trial.Number));
    }

    [Fact]
    public void AnotherName_IsRefused() =>
        Assert.Contains("'z'", Assert.Throws<UnknownNameException>(() => TrialOrder.Of("z", _study)).Message, StringComparison.Ordinal);

    private static Trial Trial(int number, double? loss, double? accuracy, (string Name, ParameterValue Value) parameter) => new()
    {
        Number = number,
        Parameters = ParameterSet.Of(parameter),
        State = loss is null ? TrialState.Running : TrialState.Complete,
        Values = loss is null ? new Dictionary<string, double>() : new() { ["loss"] = loss.Value, ["accuracy"] = accuracy!.Value },
        Duration = TimeSpan.FromSeconds(number),
    };
}

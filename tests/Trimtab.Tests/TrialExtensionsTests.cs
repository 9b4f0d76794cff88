namespace Trimtab.Tests;

public class TrialExtensionsTests
{
    [Theory]
    [InlineData(Direction.Minimize, new[] { 1, 5, 0, 6, 3, 4, 2 })]
    [InlineData(Direction.Maximize, new[] { 0, 1, 5, 3, 6, 4, 2 })]
    public void BestFirst_SortsByFeasibilityThenValueOrViolation_TheEarliestOnTies(Direction direction, int[] expected)
    {
        Trial[] trials =
        [
            Complete(6, 0, 1), Complete(5, 1, 0), Complete(4, -9, 2), Complete(3, 7, 1), Complete(2, 5, double.PositiveInfinity),
            Complete(1, 1, 0), Complete(0, 2, 0), Complete(7, double.NaN, 0), Complete(8, -5, 0) with { State = TrialState.Pruned },
            Complete(9, 0, 0) with { Values = new Dictionary<string, double>() },
        ];

        Assert.Equal(expected, trials.BestFirst(new("loss", direction)).Select(trial => trial.Number));
    }

    [Fact]
    public void Violation_BelowZeroOrNaN_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Complete(0, 0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Complete(0, 0, double.NaN));
    }

    private static Trial Complete(int number, double loss, double violation) => new()
    {
        Number = number,
        Parameters = Trimtab.Spaces.ParameterSet.Empty,
        State = TrialState.Complete,
        Violation = violation,
        Values = new Dictionary<string, double> { ["loss"] = loss },
    };
}

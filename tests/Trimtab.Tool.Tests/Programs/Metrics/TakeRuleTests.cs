using Trimtab.Tool.Programs.Metrics;

namespace Trimtab.Tool.Tests.Programs.Metrics;

public class TakeRuleTests
{
    [Theory]
    [InlineData("last", 3.0)]
    [InlineData("best", 9.0)]
    [InlineData("mean:2", 2.5)]
    [InlineData("mean:9", 3.75)]
    public void OfSeveralNumbers_TheRuleSaysWhichCounts(string rule, double expected)
    {
        var values = new MetricValues(TakeRule.Parse(rule), Direction.Maximize);
        Array.ForEach([1, 9, 2, 3], value => values.Add(new(value, null)));
        Assert.Equal(expected, values.Value);
    }

    /// <summary>Of two equal numbers it is that number, though their sum is beyond all.</summary>
    [Fact]
    public void AMeanOfFiniteNumbers_IsFinite()
    {
        var values = new MetricValues(TakeRule.Parse("mean:2"), Direction.Maximize);
        Array.ForEach([1.7e308, 1.7e308], value => values.Add(new(value, null)));
        Assert.Equal(1.7e308, values.Value);
    }
}

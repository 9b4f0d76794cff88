namespace Trimtab.Tests;

/// <summary>No text of Trimtab depends on the culture: numbers in interpolated strings are written by <c>Invariant</c>.</summary>
public class CultureRuleTests
{
    [Fact]
    public void Interpolations_OfNumbers_AreInvariant() =>
        Assert.Equal("", string.Join("\n", CultureRule.Violations(typeof(Study).Assembly.Location)));

    [Fact]
    public void Rule_HereWhereItIsBroken_FindsIt()
    {
        double broken = 1.5;
        Assert.NotEmpty($"{broken}");

        Assert.Contains(
            $"{nameof(CultureRuleTests)}.{nameof(Rule_HereWhereItIsBroken_FindsIt)}: double",
            CultureRule.Violations(typeof(CultureRuleTests).Assembly.Location));
    }
}

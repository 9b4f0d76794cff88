using Trimtab.Tests;

namespace Trimtab.ML.Tests;

/// <summary>No text of this assembly depends on the culture: numbers in interpolated strings are written by <c>Invariant</c>.</summary>
public class CultureRuleTests
{
    [Fact]
    public void Interpolations_OfNumbers_AreInvariant() =>
        Assert.Equal("", string.Join("\n", CultureRule.Violations(typeof(MLEstimator).Assembly.Location)));
}

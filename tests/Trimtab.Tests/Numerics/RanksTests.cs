using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

public class RanksTests
{
    // scipy.stats.rankdata of SciPy 1.10.1.
    [Theory]
    [InlineData(new double[0], new double[0])]
    [InlineData(new[] { 7.0 }, new[] { 1.0 })]
    [InlineData(new[] { 0.0, 2, 3, 2 }, new[] { 1, 2.5, 4, 2.5 })]
    [InlineData(new[] { 5.0, 5, 5 }, new[] { 2.0, 2, 2 })]
    [InlineData(
        new[] { 3.0, -1, 4, 1, -5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3 },
        new[] { 6.0, 2, 8, 3, 1, 15, 4, 11, 9.5, 6, 9.5, 13, 15, 12, 15, 6 })]
    [InlineData(
        new[] { 1e308, 0.0, -0.0, -1.7e308, 1e-300, 1e308, -1e308 },
        new[] { 6.5, 3.5, 3.5, 1, 5, 6.5, 2 })]
    public void Of_NumbersWithTies_AreSciPys(double[] values, double[] expected) => Assert.Equal(expected, Ranks.Of(values));

    [Fact]
    public void FirstIndex_OfAnySortedList_IsWhereTheConditionBeginsToHold()
    {
        for (int count = 0; count < 40; count++)
        {
            for (int first = 0; first <= count; first++)
            {
                Assert.Equal(first, Bisection.FirstIndex(count, i => i >= first));
            }
        }
    }
}

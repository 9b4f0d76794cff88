
namespace Trimtab.Bench.Tests;

/// <summary>Normalized regrets of two problems and two seeds, worked out by hand.</summary>
public class RegretTableTests
{
    private static readonly double[,][] _random = { { [2], [6] }, { [1], [1] } }; // means 4 and 1
    private static readonly double[,][] _reached = { { [1], [3] }, { [0.5], [0.7] } }; // regrets 0.25, 0.75 and 0.5, 0.7

    [Fact]
    public void Mean_IsThatOfProblems()
    {
        var table = new RegretTable(_reached, _random);

        Assert.Equal(0.55, table.Mean(0), 1e-12);
        Assert.Equal("a=0.500 b=0.600", table.Detail(["a", "b"], 0));
    }

    /// <summary>Variances of the means: (0.25² + 0.25²) / 2 and (0.1² + 0.1²) / 2; √(0.0625 + 0.01) / 2 to four digits.</summary>
    [Fact]
    public void Error_IsTheStandardErrorOverSeeds() => Assert.Equal(0.1346, new RegretTable(_reached, _random).Error(0), 1e-12);

    [Fact]
    public void Error_OfOneSeed_IsNotKnown()
    {
        double[,][] one = { { [1] } };

        Assert.Equal(double.NaN, new RegretTable(one, one).Error(0));
    }
}

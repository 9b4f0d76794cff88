using Trimtab.Numerics;

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

    /// <summary>
    /// Squared errors of the ratios: (1 + 0.5² · 4) / 4² with those of the means 1 and 4, and 0.01; √(0.125 + 0.01) / 2 to four digits.
    /// </summary>
    [Fact]
    public void Error_IsTheStandardErrorOverSeeds_OfRandomSearchToo() =>
        Assert.Equal(0.1837, new RegretTable(_reached, _random).Error(0), 1e-12);

    [Fact]
    public void Difference_IsThatOfPairs_WithTheirOwnError()
    {
        double[,][] other = { { [0.5], [2.5] }, { [0.5], [0.7] } }; // a: less by 0.5 each
        var difference = new RegretTable(_reached, _random).Less(new(other, _random));

        Assert.Equal(0.0625, difference.Mean(0), 1e-4);
        Assert.Equal(0.03125, difference.Error(0), 1e-4); // 0.125² · 4 / 4², of one problem in two
    }

    /// <summary>Skewed values, as random search has them: a mean of many tables has the spread that each says of itself.</summary>
    [Fact]
    public void Error_OfSimulatedTables_IsTheirSpread()
    {
        var random = RandomAddress.FromSeed(1).Stream();
        var tables = Enumerable.Range(0, 1000).Select(_ => new RegretTable(Draw(20, 0.5), Draw(200, 1))).ToList();
        double mean = tables.Average(table => table.Mean(0));
        double spread = Math.Sqrt(tables.Average(table => Math.Pow(table.Mean(0) - mean, 2)));

        Assert.Equal(spread, tables.Average(table => table.Error(0)), 0.1 * spread);

        double[,][] Draw(int seeds, double scale)
        {
            double[,][] values = new double[3, seeds][];
            for (int problem = 0; problem < 3; problem++)
            {
                for (int seed = 0; seed < seeds; seed++)
                {
                    values[problem, seed] = [scale * Math.Exp(random.NextNormal())];
                }
            }

            return values;
        }
    }

    [Fact]
    public void Error_OfOneSeed_IsNotKnown()
    {
        double[,][] one = { { [1] } };

        Assert.Equal(double.NaN, new RegretTable(one, one).Error(0));
    }
}

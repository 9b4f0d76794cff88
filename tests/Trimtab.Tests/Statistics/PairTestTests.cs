using Trimtab.Statistics;

namespace Trimtab.Tests.Statistics;

public class PairTestTests
{
    [Theory] // scipy.stats.t.sf(t, degrees), SciPy 1.10.1
    [InlineData(1.5, 2, 0.13619656244550044)]
    [InlineData(3.0, 3, 0.028834442811218657)]
    [InlineData(2.5, 19, 0.010870205584198718)]
    [InlineData(4.0, 76, 7.286824756506932e-05)]
    public void P_WithoutRows_IsStudentsT(double t, double degrees, double expected)
    {
        var test = new PairTest { Difference = t, Folds = 1, FoldsDegrees = degrees };

        Assert.Equal(1, test.P / expected, 1e-6); // a sum over 97 points
    }

    /// <summary>
    /// E over χ²(ν) of the normal tail at Difference / √(Rows + max(0, Folds·ν/χ² − RowsInFolds)), by scipy.integrate.quad, SciPy 1.10.1.
    /// </summary>
    [Theory]
    [InlineData(2.0, 1.0, 1.5, 1.0, 19, 0.059880267572637064)]
    [InlineData(3.0, 1.0, 9.0, 9.0, 171, 0.008899593189619798)]
    [InlineData(1.0, 0.5, 2.0, 0.2, 3, 0.2798519954934158)]
    [InlineData(4.0, 1.0, 0.5, 1.0, 9, 0.00018170151423880894)]
    public void P_WithRows_IsTheTailAveragedOverChiSquare(
        double difference, double rows, double folds, double rowsInFolds, double degrees, double expected)
    {
        var test = new PairTest
        {
            Difference = difference,
            Rows = rows,
            RowsDegrees = double.PositiveInfinity,
            Folds = folds,
            RowsInFolds = rowsInFolds,
            FoldsDegrees = degrees,
        };

        Assert.Equal(1, test.P / expected, 1e-3); // the integrand has a corner where the rows' part is used up
    }

    [Theory] // scipy.stats.f.sf, SciPy 1.10.1
    [InlineData(3.5, 1, 7.6, 0.10022498079722487)]
    [InlineData(18.0, 1, 7.6, 0.0031762108041109315)]
    [InlineData(2.0, 4, 30.4, 0.11957286047527016)]
    [InlineData(0.5, 9, 68.4, 0.8695043181435125)]
    public void FDistribution_Above_IsSciPys(double f, double numerator, double denominator, double expected) =>
        Assert.Equal(expected, FDistribution.Above(f, numerator, denominator), 1e-12);

    [Fact] // scipy.stats.t.isf(0.05, 19), SciPy 1.10.1
    public void Quantile_WithoutRows_IsStudentsT() =>
        Assert.Equal(1.729132811521367, new PairTest { Difference = 0, Folds = 1, FoldsDegrees = 19 }.Quantile(0.05), 1e-5);

    [Fact]
    public void P_WhereNothingVaries_IsOne() => Assert.Equal(1, new PairTest { Difference = 1, Folds = 0, FoldsDegrees = 19 }.P);
}

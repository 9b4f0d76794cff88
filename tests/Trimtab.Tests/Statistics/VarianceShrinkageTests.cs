using Trimtab.Statistics;

namespace Trimtab.Tests.Statistics;

public class VarianceShrinkageTests
{
    /// <summary>The products of F densities, summed over the same d₀ and scales, by Python's math.lgamma.</summary>
    [Theory]
    [InlineData(new[] { 0.1, 0.3, 0.5, 0.9, 1.3, 2.0 }, 1, 0.09480714900471543)]
    [InlineData(new[] { 0.5, 0.7, 0.9, 1.1, 1.3 }, 4, 0.16977813703146233)]
    [InlineData(new[] { 0.5, 0.7, 0.9, 1.1, 16 }, 4, 0.6118875643297961)]
    public void OwnWeight_OfRatios_IsThePosteriorMean(double[] ratios, int degrees, double expected) =>
        Assert.Equal(expected, VarianceShrinkage.OwnWeight(ratios, degrees), 1e-10);

    [Fact]
    public void OwnWeight_OfManyThatDifferAsChanceMakesThem_IsSmall()
    {
        double[] squares = [0.0158, 0.102, 0.275, 0.571, 1.07, 2.07, 3.84]; // quantiles of χ²(1), even
        Assert.True(VarianceShrinkage.OwnWeight([.. Enumerable.Repeat(squares, 20).SelectMany(square => square)], 1) < 0.05);
    }

    [Fact]
    public void OwnWeight_OfAHundredThousand_IsANumber() => // products of densities would not be
        Assert.InRange(VarianceShrinkage.OwnWeight([.. Enumerable.Range(0, 100_000).Select(i => i % 3 == 0 ? 0.0 : 1e6)], 1), 0, 1);
}

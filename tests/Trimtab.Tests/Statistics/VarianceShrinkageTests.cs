using Trimtab.Statistics;

namespace Trimtab.Tests.Statistics;

public class VarianceShrinkageTests
{
    private static readonly double[] _chiSquare1 = [0.0158, 0.102, 0.275, 0.571, 1.07, 2.07, 3.84]; // quantiles of χ²(1), even

    /// <summary>Alike variances are pooled: the mean square of them all, on nearly the degrees of them all.</summary>
    [Fact]
    public void Of_RatiosThatDifferAsChanceMakesThem_PoolsThem()
    {
        double[] ratios = [.. Enumerable.Repeat(_chiSquare1, 20).SelectMany(square => square)];

        var variances = Of(ratios, 1);

        Assert.All(variances.Where((_, i) => ratios[i] < 3), variance =>
            Assert.InRange(variance.MeanSquare, 0.9 * ratios.Average(), 1.1 * ratios.Average()));
        Assert.All(variances, variance => Assert.True(variance.Degrees > 10 && variance.Noisy < 0.1, $"{variance}"));
    }

    /// <summary>Half of all, and more than half, move far more; the others are what they are alone.</summary>
    [Theory]
    [InlineData(1e2, 4)]
    [InlineData(1e4, 4)]
    [InlineData(1e4, 7)]
    [InlineData(1e6, 7)]
    public void Of_AlikeOnesBesideNoisyOnes_PoolsTheAlike(double factor, int noisy)
    {
        double[] alike = [0.4, 0.7, 1.0, 1.3, 1.6], bad = [.. Enumerable.Range(0, noisy).Select(i => factor * (0.5 + (0.2 * i)))];

        var (alone, beside) = (Of(alike, 4), Of([.. alike, .. bad], 4));

        Assert.All(alike.Index(), entry => Assert.InRange(
            beside[entry.Index].MeanSquare, 0.8 * alone[entry.Index].MeanSquare, 1.25 * alone[entry.Index].MeanSquare));
        Assert.All(bad.Index(), entry => Assert.InRange(beside[entry.Index + 5].MeanSquare, 0.5 * entry.Item, 2 * entry.Item));
        Assert.All(beside[5..], variance => Assert.True(variance.Noisy > 0.5));
    }

    /// <summary>One of ten moves sixteen times as much: with many folds it is known, with two it isn't, and neither is it denied.</summary>
    [Fact]
    public void Of_ANoisierOne_GivesItMoreTheMoreFoldsThereAre()
    {
        double[] ratios = [.. Enumerable.Repeat(1.0, 9), 16];

        double one = Of(ratios, 1)[9].MeanSquare, nine = Of(ratios, 9)[9].MeanSquare;

        Assert.InRange(one, 1.5, 16);
        Assert.InRange(nine, 12, 17);
    }

    [Fact]
    public void Of_Zeros_AreNoEvidenceOfVariancesWithoutLimit() =>
        Assert.All(Of([0, 0, 1, 1, 1.5, 2], 1), variance => Assert.InRange(variance.MeanSquare, 0.2, 4));

    [Fact]
    public void Of_AHundredThousand_AreNumbers() => // products of densities would not be
        Assert.All(Of([.. Enumerable.Range(0, 100_000).Select(i => i % 3 == 0 ? 0.0 : 1e6)], 1), variance =>
            Assert.InRange(variance.MeanSquare, 1, 1e7));

    private static ModeratedVariance[] Of(double[] ratios, double degrees) => VarianceShrinkage.Of(
        ratios, [.. ratios.Select(_ => degrees)], [.. ratios.Select((_, i) => 2 * i >= ratios.Length)]);
}

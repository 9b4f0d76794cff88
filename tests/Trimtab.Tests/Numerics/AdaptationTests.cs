using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

/// <summary>The parts of CMA-ES for noise and for lists, beside their papers' equations on cases done by hand.</summary>
public class AdaptationTests
{
    /// <summary>
    /// The first step s: average βs, squares β‖s‖², so the signal-to-noise ratio is β / (2 − β), 1/19 for β = 0.1, and
    /// η = exp(0.1 · (1/19/1.4 − 1)); for the covariance, β = 0.03, the ratio is 3/197 and the exponent at most 0.03.
    /// </summary>
    [Fact]
    public void LearningRates_AfterTheFirstStep_AreThePapers()
    {
        var rates = new LearningRates(2);

        rates.Update([3, -4], [1, 0, 0, 1]);

        Assert.Equal(Math.Exp(0.1 * ((1.0 / 19 / 1.4) - 1)), rates.OfMean, 1e-14);
        Assert.Equal(Math.Exp(0.03 * ((3.0 / 197 / 1.4) - 1)), rates.OfCovariance, 1e-14);
    }

    [Fact]
    public void LearningRates_RiseWithStepsThatAgree_AndFallWithNoise()
    {
        var (steady, noisy) = (new LearningRates(1), new LearningRates(1));
        for (int i = 0; i < 300; i++)
        {
            steady.Update([1], [1]);
            noisy.Update([i % 2 == 0 ? 1 : -1], [i % 2 == 0 ? 1 : -1]);
        }

        Assert.Equal(1, steady.OfMean);
        Assert.InRange(noisy.OfMean, 0, 0.1);
        Assert.InRange(noisy.OfCovariance, 0, 0.1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnEvolutionWithRates_FindsTheMinimum_NearerUnderNoise(bool isNoisy)
    {
        double without = Enumerable.Range(0, 10).Average(seed => End(false, isNoisy ? 3 : 0, (ulong)seed));
        double with = Enumerable.Range(0, 10).Average(seed => End(true, isNoisy ? 3 : 0, (ulong)seed));

        Assert.True(isNoisy ? with < 0.7 * without : with < 1e-3, $"without {without}, with {with}");
    }

    /// <summary>
    /// One list of two, even at first; both of the better half chose the first. g = (½, −½), whitened: ½/√½ + √½ · ½ / (½ + √½); δ = 1.
    /// </summary>
    [Fact]
    public void Choices_AfterAGeneration_MoveByThePapersStep()
    {
        var lists = new CategoricalAdaptation([2]);

        lists.Update([[0], [0]], [0.6, 0.4]);

        double whitened = (0.5 / Math.Sqrt(0.5)) + (Math.Sqrt(0.5) * 0.5 / (0.5 + Math.Sqrt(0.5)));
        double most = 0.73; // the margin of a single list leaves 1 − 0.73 for the other choices
        Assert.Equal(Math.Min(0.5 + (0.5 / whitened), most), lists.Probabilities[0][0], 1e-12);
    }

    [Fact]
    public void Choices_ThatAreAlwaysBetter_WinUpToTheMargin()
    {
        var lists = new CategoricalAdaptation([4, 3]);
        var random = RandomAddress.FromSeed(1).Stream();
        for (int generation = 0; generation < 60; generation++)
        {
            var drawn = new List<int[]>();
            for (int i = 0; i < 10; i++)
            {
                drawn.Add(lists.Sample(ref random));
            }

            var sorted = drawn.OrderBy(choices => (choices[0] == 2 ? 0 : 1) + (choices[1] == 0 ? 0 : 1));
            lists.Update([.. sorted.Take(5)], [0.4, 0.25, 0.17, 0.11, 0.07]);
        }

        double least = (1 - Math.Sqrt(0.73)) / 3;
        Assert.InRange(lists.Probabilities[0][2], 0.8, 1 - (3 * least) + 1e-9);
        Assert.InRange(lists.Probabilities[1][0], 0.8, 1);
        Assert.All(lists.Probabilities, shares => Assert.Equal(1, shares.Sum(), 1e-12));
        Assert.All(lists.Probabilities[0], share => Assert.InRange(share, least - 1e-9, 1));
    }

    private static double End(bool adapts, double noise, ulong seed)
    {
        var cma = new CovarianceAdaptation([2, -2, 1], 1, adaptsRates: adapts);
        var random = RandomAddress.FromSeed(seed).Stream();
        for (int generation = 0; generation < 500 && !cma.IsDegenerate; generation++)
        {
            var points = new List<(double[], double)>();
            for (int i = 0; i < cma.PopulationSize; i++)
            {
                double[] x = cma.Sample(ref random);
                points.Add((x, x.Sum(v => v * v) + (noise * random.NextNormal())));
            }

            cma.Update(points);
        }

        return Math.Sqrt(cma.Mean.Sum(v => v * v));
    }
}

using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

/// <summary>CMA-ES beside Hansen's tutorial (arXiv 1604.00772).</summary>
public class CovarianceAdaptationTests
{
    /// <summary>
    /// One generation by hand, d = 2, λ = 6, σ = ½ from the origin, by the tutorial's equations 41 to 58 with its default parameters:
    /// weights ln 3.5 − ln i; ranks 1 to 3 lie at (1, 0), (0, 1), (1, 1), the others at their negatives.
    /// </summary>
    [Fact]
    public void Update_OneGeneration_IsTheTutorials()
    {
        var cma = new CovarianceAdaptation([0, 0], 0.5);
        Assert.Equal(6, cma.PopulationSize);

        cma.Update([([1, 0], 1), ([0, 1], 2), ([1, 1], 3), ([-1, 0], 4), ([0, -1], 5), ([-1, -1], 6)]);

        double[] raw = [.. Enumerable.Range(1, 6).Select(i => Math.Log(3.5) - Math.Log(i))];
        double sum = raw[0] + raw[1] + raw[2], w1 = raw[0] / sum, w2 = raw[1] / sum, w3 = raw[2] / sum;
        double[] yw = [2 * (w1 + w3), 2 * (w2 + w3)]; // y = x / σ
        Assert.Equal([0.5 * yw[0], 0.5 * yw[1]], cma.Mean, (a, b) => Math.Abs(a - b) < 1e-14);

        double μEff = 1 / ((w1 * w1) + (w2 * w2) + (w3 * w3));
        double cσ = (μEff + 2) / (2 + μEff + 5), dσ = 1 + (2 * Math.Max(0, Math.Sqrt((μEff - 1) / 3) - 1)) + cσ;
        double norm = Math.Sqrt(cσ * (2 - cσ) * μEff) * Math.Sqrt((yw[0] * yw[0]) + (yw[1] * yw[1]));
        double expected = Math.Sqrt(2) * (1 - (1 / 8.0) + (1 / 84.0));
        Assert.Equal(0.5 * Math.Exp(Math.Min(1, cσ / dσ * ((norm / expected) - 1))), cma.Sigma, 1e-13);

        double c1 = 2 / (Math.Pow(3.3, 2) + μEff), cμ = Math.Min(1 - c1 - 1e-8, 2 * (μEff - 2 + (1 / μEff)) / (16 + μEff));
        double negativeSum = raw[3] + raw[4] + raw[5];
        double μEffNegative = negativeSum * negativeSum / ((raw[3] * raw[3]) + (raw[4] * raw[4]) + (raw[5] * raw[5]));
        double scale = Math.Min(1 + (c1 / cμ), Math.Min(1 + (2 * μEffNegative / (μEff + 2)), (1 - c1 - cμ) / (2 * cμ)));
        double[] w = [w1, w2, w3, .. raw[3..].Select(r => scale * r / -negativeSum)];
        bool moves = norm / Math.Sqrt(1 - Math.Pow(1 - cσ, 2)) < (1.4 + (2 / 3.0)) * expected;
        double cc = (4 + (μEff / 2)) / (6 + (2 * μEff / 2)), path = moves ? Math.Sqrt(cc * (2 - cc) * μEff) : 0;
        double[][] y = [[2, 0], [0, 2], [2, 2], [-2, 0], [0, -2], [-2, -2]];
        double kept = 1 - c1 - (cμ * w.Sum()) + (moves ? 0 : c1 * cc * (2 - cc));
        double c00 = kept + (c1 * path * path * yw[0] * yw[0]), c01 = c1 * path * path * yw[0] * yw[1];
        for (int k = 0; k < 6; k++)
        {
            double weight = w[k] >= 0 ? w[k] : w[k] * 2 / ((y[k][0] * y[k][0]) + (y[k][1] * y[k][1]) + 1e-8);
            c00 += cμ * weight * y[k][0] * y[k][0];
            c01 += cμ * weight * y[k][0] * y[k][1];
        }

        Assert.Equal(c00, cma.Covariance[0], 1e-13);
        Assert.Equal(c01, cma.Covariance[1], 1e-13);
    }

    /// <summary>pycma prints these of its defaults: "(5_w,10)-aCMA-ES (mu_w=3.2,w_1=45%) in dimension 10".</summary>
    [Theory]
    [InlineData(4, null, 8, 4, 2.6, 52)]
    [InlineData(6, null, 9, 4, 2.8, 49)]
    [InlineData(10, null, 10, 5, 3.2, 45)]
    [InlineData(101, 16, 16, 8, 4.8, 32)]
    [InlineData(9, 60, 60, 30, 16.6, 12)]
    [InlineData(3667, 256, 256, 128, 66.9, 3)]
    public void Parameters_OfADimension_ArePycmas(int dimension, int? populationSize, int lambda, int mu, double muEff, int firstWeight)
    {
        var parameters = new CmaEsParameters(dimension, populationSize, isSeparable: false);

        Assert.Equal((lambda, mu), (parameters.Lambda, parameters.Mu));
        Assert.Equal(muEff, parameters.MuEff, 0.05); // printed with one digit
        Assert.Equal(firstWeight, (int)(100 * parameters.Weights[0])); // printed without decimals, not rounded
        Assert.Equal(1, parameters.Weights.Take(mu).Sum(), 1e-14);
        Assert.All(parameters.Weights.Skip(mu), weight => Assert.True(weight <= 0));
        Assert.True(1 - parameters.C1 - (parameters.CMu * parameters.Weights.Sum()) >= 0, "the old covariance's factor in eq. 47");
    }

    [Fact]
    public void Update_ManyGenerationsOfACigar_FindsItsMinimumAndItsShape()
    {
        var cma = new CovarianceAdaptation([3, -2, 1, 2], 1);
        var random = RandomAddress.FromSeed(1).Stream();
        for (int generation = 0; generation < 250 && !cma.IsDegenerate; generation++)
        {
            var points = new List<(double[], double)>();
            for (int i = 0; i < cma.PopulationSize; i++)
            {
                double[] x = cma.Sample(ref random);
                points.Add((x, (x[0] * x[0]) + (1e4 * x.Skip(1).Sum(v => v * v))));
            }

            cma.Update(points);
        }

        Assert.All(cma.Mean, x => Assert.Equal(0, x, 1e-6));
        Assert.True(cma.Covariance[0] > 100 * cma.Covariance[5], "the long axis of the cigar is learned");
    }

    [Fact]
    public void ApplyMargin_OfAMeanInsideACell_KeepsTheProbabilityOfEachSide()
    {
        var cma = new CovarianceAdaptation([0.5], 1e-6);

        cma.ApplyMargin(0, 0.4, 0.6, 0.1);

        var random = RandomAddress.FromSeed(2).Stream();
        double[] draws = new double[4000];
        for (int i = 0; i < draws.Length; i++)
        {
            draws[i] = cma.Sample(ref random)[0];
        }

        Assert.InRange(draws.Count(x => x < 0.4) / 4000.0, 0.035, 0.065);
        Assert.InRange(draws.Count(x => x > 0.6) / 4000.0, 0.035, 0.065);
    }

    /// <summary>
    /// The formulas of Hamano et al. (2022) by SciPy 1.10.1, <c>norm.cdf</c> and <c>chi2.ppf</c>, as <c>cmaes.CMAwM</c> computes them.
    /// </summary>
    [Theory]
    [InlineData(0.42, 0.05, 0.1, 0.44256542636092017, 1.9142684924599047)]
    [InlineData(0.5, 0.01, 0.1, 0.5, 6.0795683191177)]
    [InlineData(0.57, 0.2, 0.2, 0.57, 1)]
    [InlineData(0.59, 0.03, 0.05, 0.5691508842440784, 2.876768579734442)]
    public void ApplyMargin_InTheCellFrom04To06_IsThePapers(double mean, double sigma, double α, double newMean, double scale)
    {
        CovarianceAdaptation cma = new([mean], sigma), before = new([mean], sigma);

        cma.ApplyMargin(0, 0.4, 0.6, α);

        RandomStream random = RandomAddress.FromSeed(1).Stream(), same = RandomAddress.FromSeed(1).Stream();
        double step = cma.Sample(ref random)[0] - cma.Mean[0], stepBefore = before.Sample(ref same)[0] - mean;
        Assert.Equal(newMean, cma.Mean[0], 1e-9);
        Assert.Equal(scale, step / stepBefore, 1e-9);
    }
}

using Trimtab.Numerics;
using Trimtab.Samplers.Gp;

namespace Trimtab.Tests.Samplers;

/// <summary>Parts of the Gaussian process sampler beside their formulas: improvements, priors, transformed losses.</summary>
public class GpTests
{
    private static readonly double[][] _x = [[0.1, 0.7], [0.4, 0.2], [0.9, 0.9], [0.6, 0.4], [0.2, 0.95]];
    private static readonly double[] _y = [0.3, -1.1, 0.8, 0.2, -0.2];

    /// <summary>ln(φ(z) + z·Φ(z)) by mpmath at 60 digits: mp.log(mp.npdf(z) + z * mp.ncdf(z)).</summary>
    [Theory]
    [InlineData(30, 3.4011973816621554)]
    [InlineData(5, 1.6094379231264314)]
    [InlineData(1, 0.08002621884930694)]
    [InlineData(0.1, -0.79643133955074713)]
    [InlineData(-1, -2.4851210257126413)]
    [InlineData(-5, -16.74430116266099)]
    [InlineData(-20, -206.9178385094251)]
    [InlineData(-24.99, -319.61071722137368)]
    [InlineData(-25, -319.86146358149595)]
    [InlineData(-25.01, -320.11230962614204)]
    [InlineData(-35, -620.532076675948)]
    [InlineData(-40, -808.29856835661996)]
    [InlineData(-100, -5010.1295788002498)]
    [InlineData(-10000, -50000019.339619307)]
    public void LogImprovement_OfAnyZ_IsMpmaths(double z, double expected) =>
        Assert.Equal(expected, GpGain.LogImprovement(z), 1e-9 * Math.Max(1, Math.Abs(expected) / 1e3));

    [Fact]
    public void LogImprovement_AcrossItsBranches_Rises()
    {
        foreach (double branch in (double[])[-25, -1])
        {
            double[] values = [.. Enumerable.Range(-1000, 2001).Select(i => GpGain.LogImprovement(branch + (i * 1e-6)))];

            Assert.All(values.Zip(values.Skip(1)), pair => Assert.True(pair.Second > pair.First, $"{pair} near {branch}"));
        }
    }

    /// <summary>Jones, Schonlau and Welch (1998), eq. 15: (f − μ) Φ((f − μ)/σ) + σ φ((f − μ)/σ).</summary>
    [Theory]
    [InlineData(0.5, 0.5)]
    [InlineData(0.4, 0.25)]
    [InlineData(0.05, 0.99)]
    public void Gain_OfOneObjective_IsTheExpectedImprovement(double a, double b)
    {
        var model = new GaussianProcess(_x, _y, new MaternKernel([3, 2], 1.2, 1e-3));
        var (mean, variance) = model.At([a, b]);
        double best = _y.Min(), deviation = Math.Sqrt(variance), z = (best - mean) / deviation;
        double expected = ((best - mean) * Normal.Cdf(z)) + (deviation * Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI));

        double gain = new GpGain([model], [], Hypervolume.NondominatedBoxes([[best]], [best])).At([a, b]);

        Assert.Equal(Math.Log(expected), gain, 1e-9);
    }

    /// <summary>Gardner et al. (2014): the improvement times the probability that the constraint's model is below 0.</summary>
    [Fact]
    public void Gain_WithAConstraint_IsTimesTheProbabilityOfFeasibility()
    {
        var kernel = new MaternKernel([3, 2], 1.2, 1e-3);
        GaussianProcess model = new(_x, _y, kernel), allowed = new(_x, [1, -1, -1, 1, -1], kernel);
        var boxes = Hypervolume.NondominatedBoxes([[-1.1]], [-1.1]);
        var (mean, variance) = allowed.At([0.3, 0.3]);

        double product = new GpGain([model], [], boxes).At([0.3, 0.3]) + Math.Log(Normal.Cdf(-mean / Math.Sqrt(variance)));

        Assert.Equal(product, new GpGain([model], [new(allowed, 0)], boxes).At([0.3, 0.3]), 1e-12);
        Assert.Equal(Math.Log(Normal.Cdf(-mean / Math.Sqrt(variance))), new GpGain([model], [new(allowed, 0)], []).At([0.3, 0.3]), 1e-12);
    }

    /// <summary>
    /// Where the search ends, the posterior (evidence plus the priors of the class's documentation) is level: its derivatives by the
    /// logarithms of the kernel's parameters, by differences, are within the search's tolerance.
    /// </summary>
    [Fact]
    public void Fit_OfSmoothValues_EndsWhereThePosteriorIsLevel()
    {
        double[][] x = [.. Enumerable.Range(0, 25).Select(i => (double[])[i * 0.618 % 1, i * 0.755 % 1])];
        double[] y = GpTargets.Level([.. x.Select(p => Math.Sin(5 * p[0]) + (p[1] * p[1]))]);

        var kernel = new GpFit(x, y, [false, false]).Kernel;

        double[] θ = [.. kernel.Weights.Select(w => Math.Log(w)), Math.Log(kernel.Scale), Math.Log(kernel.Noise - 1e-6)];
        for (int i = 0; i < θ.Length; i++)
        {
            double[] above = [.. θ], below = [.. θ];
            (above[i], below[i]) = (θ[i] + 1e-4, θ[i] - 1e-4);
            Assert.Equal(0, (Posterior(above) - Posterior(below)) / 2e-4, 0.02);
        }

        double Posterior(double[] at)
        {
            double[] w = [Math.Exp(at[0]), Math.Exp(at[1])];
            double c = Math.Exp(at[2]), noise = 1e-6 + Math.Exp(at[3]);
            double priors = -w.Sum(v => (0.1 / v) + (0.1 * v)) + Math.Log(c) - c + (0.1 * Math.Log(noise)) - (30 * noise);
            return new GaussianProcess(x, y, new MaternKernel(w, c, noise)).LogLikelihood + priors;
        }
    }

    [Theory]
    [InlineData(3d, 1d, 2d)]
    [InlineData(1d)]
    [InlineData(5d, 5d, 5d)]
    [InlineData(0d, 1e308, -1e308)]
    [InlineData(1d, double.PositiveInfinity, double.NaN, 2d)]
    [InlineData(double.NaN)]
    [InlineData(1e-310, 3e-310)]
    [InlineData(double.NegativeInfinity, 0d, 1d)]
    [InlineData(0d, 1d, 1e6, 1e12)]
    public void Level_OfAnyLosses_HasMeanZeroAndKeepsTheirOrder(params double[] losses)
    {
        double[] level = GpTargets.Level(losses);

        Assert.All(level, value => Assert.True(double.IsFinite(value)));
        Assert.Equal(0, level.Sum(), 1e-12 * losses.Length);
        Assert.True(level.All(value => value == 0) || Math.Abs(level.Average(value => value * value) - 1) < 1e-12);
        for (int i = 0; i < losses.Length; i++)
        {
            for (int k = 0; k < losses.Length; k++)
            {
                Assert.True(!(losses[i] < losses[k]) || level[i] <= level[k], $"{losses[i]} < {losses[k]}, but {level[i]} > {level[k]}");
            }
        }
    }

    /// <summary>Losses 0, 2 (the median), 4: beyond the median 2 + 2 ln(1 + 1); then of mean 0 and deviation 1.</summary>
    [Fact]
    public void Level_AboveTheMedian_IsALogarithm()
    {
        double[] warped = [0, 2, 2 + (2 * Math.Log(2))];
        double mean = warped.Average(), deviation = Math.Sqrt(warped.Average(v => (v - mean) * (v - mean)));

        Assert.Equal(warped.Select(v => (v - mean) / deviation), GpTargets.Level([0, 2, 4]), (a, b) => Math.Abs(a - b) < 1e-14);
    }
}

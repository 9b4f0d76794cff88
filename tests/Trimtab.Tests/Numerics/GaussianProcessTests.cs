using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

/// <summary>Kernel and Gaussian process: closed forms of one point, derivatives beside finite differences, limits.</summary>
public class GaussianProcessTests
{
    /// <summary>Rasmussen and Williams, eq. 4.17: at r = 1 with c = 1, (1 + √5 + 5/3) e^(−√5).</summary>
    [Fact]
    public void Kernel_AtDistanceOne_IsTheClosedForm()
    {
        var kernel = new MaternKernel([1], 1, 1e-6);

        Assert.Equal((1 + Math.Sqrt(5) + (5.0 / 3)) * Math.Exp(-Math.Sqrt(5)), kernel.At([0], [1]).Value, 1e-15);
        Assert.Equal(1, kernel.At([0.3], [0.3]).Value);
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(2)]
    public void Kernel_DerivativeByTheSquaredDistance_IsTheLimitOfDifferences(double square)
    {
        const double Step = 1e-5;
        var kernel = new MaternKernel([1], 1.7, 1e-6);

        double difference = Value(square + Step) - Value(square - Step);

        Assert.Equal(difference / (2 * Step), kernel.At([0], [Math.Sqrt(square)]).Slope, 1e-5); // the third derivative is large near 0

        double Value(double squared) => kernel.At([0], [Math.Sqrt(squared)]).Value;
    }

    [Fact]
    public void Kernel_OfCategories_KnowsOnlyEqualAndDifferent()
    {
        var kernel = new MaternKernel([2], 1, 1e-6, [true]);

        Assert.Equal(kernel.At([0], [1]), kernel.At([0], [7]));
        Assert.Equal(1, kernel.At([3], [3]).Value);
        Assert.Equal(new MaternKernel([2], 1, 1e-6).At([0], [1]), kernel.At([0], [5]));
    }

    /// <summary>Mean k y / (c + σ²), variance c − k² / (c + σ²), evidence of N(0, c + σ²) (eq. 2.25, 2.26, 2.30).</summary>
    [Fact]
    public void Posterior_OfOnePoint_IsTheClosedForm()
    {
        const double Scale = 2, Noise = 0.5, Y = 1.5;
        var kernel = new MaternKernel([1], Scale, Noise);
        double k = kernel.At([0.2], [0.9]).Value;

        var model = new GaussianProcess([[0.2]], [Y], kernel);

        var (mean, variance) = model.At([0.9]);
        Assert.Equal(k * Y / (Scale + Noise), mean, 1e-15);
        Assert.Equal(Scale - (k * k / (Scale + Noise)), variance, 1e-14);
        Assert.Equal((-0.5 * Y * Y / (Scale + Noise)) - (0.5 * Math.Log(2 * Math.PI * (Scale + Noise))), model.LogLikelihood, 1e-14);
        Assert.Equal(Y, model.Lowest);
    }

    [Fact]
    public void Posterior_AtAnObservationWithoutNoise_IsTheObservation()
    {
        double[][] x = [[0], [0.4], [1]];
        double[] y = [1, -2, 0.5];
        var model = new GaussianProcess(x, y, new MaternKernel([4], 1, 1e-10));

        foreach (var (point, value) in x.Zip(y))
        {
            var (mean, variance) = model.At(point);
            Assert.Equal(value, mean, 1e-8); // the noise is 1e-10
            Assert.InRange(variance, 0, 1e-9);
        }
    }

    [Fact]
    public void Posterior_FarFromAllObservations_IsThePrior()
    {
        var (mean, variance) = new GaussianProcess([[0], [1]], [3, 4], new MaternKernel([100], 2.5, 0.1)).At([50]);

        Assert.Equal(0, mean, 1e-12);
        Assert.Equal(2.5, variance, 1e-12);
    }

    [Fact]
    public void Gradient_OfTheLikelihood_IsTheLimitOfDifferences()
    {
        const double Step = 1e-5;
        double[][] x = [[0.1, 0.7], [0.4, 0.2], [0.9, 0.9], [0.6, 0.4]];
        double[] y = [0.3, -1.1, 0.8, 0.2], θ = [0.4, -0.3, 0.2, 0.05]; // ln w₁, ln w₂, ln c, noise

        double[] gradient = Model(θ).Gradient();

        for (int i = 0; i < θ.Length; i++)
        {
            double[] above = [.. θ], below = [.. θ];
            above[i] += Step;
            below[i] -= Step;
            double difference = (Model(above).LogLikelihood - Model(below).LogLikelihood) / (2 * Step);
            Assert.Equal(difference, gradient[i], 1e-6 * Math.Max(1, Math.Abs(difference)));
        }

        GaussianProcess Model(double[] at) =>
            new(x, y, new MaternKernel([Math.Exp(at[0]), Math.Exp(at[1])], Math.Exp(at[2]), at[3]));
    }

    [Fact]
    public void SlopesOfThePosterior_AreTheLimitsOfDifferences()
    {
        const double Step = 1e-6;
        double[][] x = [[0.1, 0.7, 1], [0.4, 0.2, 0], [0.9, 0.9, 2], [0.6, 0.4, 1]];
        var model = new GaussianProcess(x, [0.3, -1.1, 0.8, 0.2], new MaternKernel([3, 2, 0.7], 1.3, 0.01, [false, false, true]));
        double[] at = [0.3, 0.5, 1], means = new double[3], variances = new double[3];

        Assert.Equal(model.At(at), model.At(at, means, variances));
        for (int i = 0; i < 2; i++)
        {
            double[] above = [.. at], below = [.. at];
            (above[i], below[i]) = (at[i] + Step, at[i] - Step);
            Assert.Equal((model.At(above).Mean - model.At(below).Mean) / (2 * Step), means[i], 1e-7);
            Assert.Equal((model.At(above).Variance - model.At(below).Variance) / (2 * Step), variances[i], 1e-7);
        }

        Assert.Equal((0, 0), (means[2], variances[2])); // a list
    }

    /// <summary>More points than lanes, and not a multiple of them: K·α = y and the leave-one-out residuals by their definition.</summary>
    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(21)]
    public void Posterior_OfAnyNumberOfPoints_SolvesItsSystem(int n)
    {
        double[][] x = [.. Enumerable.Range(0, n).Select(i => (double[])[i * 0.618 % 1, i * 0.755 % 1])];
        double[] y = [.. x.Select(p => Math.Sin(7 * p[0]) - p[1])];
        var kernel = new MaternKernel([3, 2], 1.2, 0.05);
        var model = new GaussianProcess(x, y, kernel);

        for (int i = 0; i < n; i++)
        {
            double[][] others = [.. x.Where((_, k) => k != i)];
            double[] values = [.. y.Where((_, k) => k != i)];
            Assert.Equal(y[i] - new GaussianProcess(others, values, kernel).At(x[i]).Mean, model.LeaveOneOut()[i], 1e-10);
        }
    }

    [Fact]
    public void Points_ThatCoincideWithoutNoise_AreRefused() => Assert.Throws<ArithmeticException>(() =>
        new GaussianProcess([[0.5], [0.5]], [1, 2], new MaternKernel([1], 1, 0)));
}

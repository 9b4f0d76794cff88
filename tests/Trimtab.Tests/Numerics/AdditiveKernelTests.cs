using Trimtab.Numerics;

namespace Trimtab.Tests.Numerics;

/// <summary>A sum of kernels of one coordinate: closed forms, derivatives beside finite differences.</summary>
public class AdditiveKernelTests
{
    private static readonly double[][] _x = [[0.1, 0.7], [0.4, 0.2], [0.9, 0.9], [0.6, 0.4], [0.25, 0.55]];
    private static readonly double[] _y = [0.3, -1.1, 0.8, 0.2, -0.2];

    /// <summary>Rasmussen and Williams, eq. 4.17, of each coordinate; of one observation the mean is k y / (k(x, x) + σ²).</summary>
    [Fact]
    public void Posterior_OfOnePoint_IsTheClosedForm()
    {
        const double Noise = 0.5, Y = 1.5;
        var kernel = new AdditiveKernel(2, [new(0, 4, 2), new(1, 9, 0.5), new(1, 1, 3)], Noise);
        double k = Matern(2 * 0.3, 2) + Matern(3 * 0.2, 0.5) + Matern(0.2, 3);

        var (mean, variance) = new GaussianProcess([[0.2, 0.7]], [Y], kernel).At([0.5, 0.5]);

        Assert.Equal(k * Y / (5.5 + Noise), mean, 1e-14);
        Assert.Equal(5.5 - (k * k / (5.5 + Noise)), variance, 1e-13);

        static double Matern(double r, double c) => c * (1 + (Math.Sqrt(5) * r) + (5 * r * r / 3)) * Math.Exp(-Math.Sqrt(5) * r);
    }

    /// <summary>With one dimension it is the other class's kernel.</summary>
    [Fact]
    public void Process_OfOneDimension_IsThatOfTheProductKernel()
    {
        double[][] x = [[0.1], [0.45], [0.8]];
        double[] y = [1, -2, 0.5];
        GaussianProcess
            sum = new(x, y, new AdditiveKernel(1, [new(0, 16, 1.7)], 0.01)),
            product = new(x, y, new MaternKernel([16], 1.7, 0.01));

        Assert.Equal(product.LogLikelihood, sum.LogLikelihood, 1e-12);
        Assert.Equal(product.At([0.3]).Mean, sum.At([0.3]).Mean, 1e-12);
        Assert.Equal(product.At([0.3]).Variance, sum.At([0.3]).Variance, 1e-12);
    }

    [Fact]
    public void Gradient_OfTheLikelihood_IsTheLimitOfDifferences()
    {
        const double Step = 1e-5;
        double[] θ = [0.4, -0.3, 1.2, 0.2, 3.5, -1, 0.05]; // ln w and ln c of each part, noise

        double[] gradient = Model(θ).Gradient();

        for (int i = 0; i < θ.Length; i++)
        {
            double[] above = [.. θ], below = [.. θ];
            above[i] += Step;
            below[i] -= Step;
            double difference = (Model(above).LogLikelihood - Model(below).LogLikelihood) / (2 * Step);
            Assert.Equal(difference, gradient[i], 1e-6 * Math.Max(1, Math.Abs(difference)));
        }

        static GaussianProcess Model(double[] at) => new(_x, _y, new AdditiveKernel(
            2, [.. Enumerable.Range(0, 3).Select(p => new AxisKernel(p % 2, Math.Exp(at[2 * p]), Math.Exp(at[(2 * p) + 1])))], at[^1]));
    }

    [Fact]
    public void SlopesOfThePosterior_AreTheLimitsOfDifferences()
    {
        const double Step = 1e-6;
        var model = new GaussianProcess(_x, _y, Kernel());
        double[] at = [0.3, 0.5], means = new double[2], variances = new double[2];

        Assert.Equal(model.At(at), model.At(at, means, variances));
        for (int i = 0; i < 2; i++)
        {
            double[] above = [.. at], below = [.. at];
            (above[i], below[i]) = (at[i] + Step, at[i] - Step);
            Assert.Equal((model.At(above).Mean - model.At(below).Mean) / (2 * Step), means[i], 1e-7);
            Assert.Equal((model.At(above).Variance - model.At(below).Variance) / (2 * Step), variances[i], 1e-7);
        }
    }

    [Fact]
    public void Posterior_IsTheSumOverCoordinates()
    {
        var kernel = Kernel();
        var model = new GaussianProcess(_x, _y, kernel);
        double[] at = [0.3, 0.5], whitened = new double[8];
        double mean = 0;

        for (int axis = 0; axis < 2; axis++)
        {
            double[] covariances = new double[8];
            kernel.FillAxis(axis, at[axis], model.Columns[axis], covariances);
            mean += model.Mean(covariances);
            DenseVector.AddScaled(whitened, 1, model.Whitened(covariances), 8);
        }

        var (expected, variance) = model.At(at);
        Assert.Equal(expected, mean, 1e-13);
        Assert.Equal(variance, kernel.Variance - DenseVector.Dot(whitened, whitened, 8), 1e-13);
    }

    private static AdditiveKernel Kernel() => new(2, [new(0, 3, 1.3), new(1, 2, 0.7), new(0, 60, 0.2)], 0.01);
}

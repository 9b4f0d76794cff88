using Trimtab.Numerics;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// The kernel of the highest posterior density: marginal likelihood of the trials times priors, which regularize it when trials are few.
/// </summary>
/// <remarks>
/// Priors of Optuna 5: −Σ(0.1/w + 0.1·w) on inverse squared length scales w, Gamma(2, 1) on the scale, Gamma(1.1, 30) on the noise, which
/// is 10⁻⁶ or more.
/// </remarks>
internal sealed class GpFit
{
    private const double MinNoise = 1e-6;

    private readonly double[][] _x;
    private readonly double[] _y;
    private readonly bool[] _isCategorical;

    public GpFit(double[][] x, double[] y, bool[] isCategorical)
    {
        (_x, _y, _isCategorical) = (x, y, isCategorical);
        int d = isCategorical.Length;
        double[] θ = Lbfgs.Minimize(Loss, [.. Enumerable.Repeat(0.0, d + 1), PortableMath.Log(1e-3)], 40, 1e-2);
        Kernel = KernelOf(θ);
    }

    /// <summary>The kernel.</summary>
    public MaternKernel Kernel { get; }

    /// <summary>θ: ln of the weights, of the scale, and of the noise above the least.</summary>
    private MaternKernel KernelOf(double[] θ) =>
        new(
            [.. θ[..^2].Select(t => PortableMath.Exp(Math.Clamp(t, -12, 12)))],
            PortableMath.Exp(Math.Clamp(θ[^2], -12, 12)),
            MinNoise + PortableMath.Exp(Math.Clamp(θ[^1], -30, 5)),
            _isCategorical);

    private (double Value, double[] Gradient) Loss(double[] θ)
    {
        var kernel = KernelOf(θ);
        GaussianProcess model;
        try
        {
            model = new(_x, _y, kernel);
        }
        catch (ArithmeticException)
        {
            return (double.PositiveInfinity, new double[θ.Length]);
        }

        double[] gradient = model.Gradient();
        double prior = PortableMath.Log(kernel.Scale) - kernel.Scale + (0.1 * PortableMath.Log(kernel.Noise)) - (30 * kernel.Noise);
        for (int i = 0; i < kernel.Weights.Length; i++)
        {
            double w = kernel.Weights[i];
            prior -= (0.1 / w) + (0.1 * w);
            gradient[i] += (0.1 / w) - (0.1 * w);
        }

        gradient[^2] += 1 - kernel.Scale;
        gradient[^1] = (gradient[^1] + (0.1 / kernel.Noise) - 30) * (kernel.Noise - MinNoise);
        return (-model.LogLikelihood - prior, [.. gradient.Select(g => -g)]);
    }
}

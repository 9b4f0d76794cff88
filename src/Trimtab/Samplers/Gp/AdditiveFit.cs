using Trimtab.Numerics;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// The additive kernel of the highest posterior density. Each parameter has a smooth function and a rough one, which are added: the
/// smooth one extrapolates, the rough one has the local minima.
/// </summary>
/// <remarks>
/// Priors are normal distributions of the logarithms: inverse squared length scales, of about 0.5 and 0.08 of a range, with a deviation of
/// 1.5; variances of about 0.3 and 0.05 with 2; noise of about 10⁻³ with 3.
/// </remarks>
internal sealed class AdditiveFit
{
    private const double MinNoise = 1e-6;

    private const int Iterations = 20;

    private static readonly (double Mean, double Deviation)
        _smoothWeight = (1.4, 1.5), _roughWeight = (5, 1.5), _smoothScale = (-1.2, 2), _roughScale = (-3, 2), _noise = (-7, 3);

    private readonly double[][] _x;
    private readonly double[] _y;
    private readonly int _dimensions;
    private readonly (double Mean, double Deviation)[] _priors;

    /// <summary>Fits the kernel.</summary>
    /// <param name="x">Points of numerical parameters.</param>
    /// <param name="y">Observations of mean 0 and deviation 1.</param>
    public AdditiveFit(double[][] x, double[] y)
    {
        (_x, _y, _dimensions) = (x, y, x[0].Length);
        _priors =
        [
            .. Enumerable.Range(0, 2 * _dimensions)
                .SelectMany(part => part < _dimensions ? [_smoothWeight, _smoothScale] : new[] { _roughWeight, _roughScale }),
            _noise,
        ];
        Kernel = KernelOf(Lbfgs.Minimize(Loss, [.. _priors.Select(prior => prior.Mean)], Iterations, 1e-2));
    }

    /// <summary>The kernel.</summary>
    public AdditiveKernel Kernel { get; }

    /// <summary>θ: ln of weight and scale of each part, those of the smooth parts first, then of the noise above the least.</summary>
    private AdditiveKernel KernelOf(double[] θ) =>
        new(
            _dimensions,
            [
                .. Enumerable.Range(0, 2 * _dimensions).Select(part => new AxisKernel(
                    part % _dimensions,
                    PortableMath.Exp(Math.Clamp(θ[2 * part], -10, 12)),
                    PortableMath.Exp(Math.Clamp(θ[(2 * part) + 1], -16, 8)))),
            ],
            MinNoise + PortableMath.Exp(Math.Clamp(θ[^1], -30, 5)));

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
        gradient[^1] *= kernel.Noise - MinNoise;
        double value = -model.LogLikelihood;
        for (int i = 0; i < θ.Length; i++)
        {
            double z = (θ[i] - _priors[i].Mean) / _priors[i].Deviation;
            value += 0.5 * z * z;
            gradient[i] = (z / _priors[i].Deviation) - gradient[i];
        }

        return (value, gradient);
    }
}

using Trimtab.Numerics;

namespace Trimtab.Samplers.Gp;

/// <summary>A Gaussian process of a constraint, which is satisfied up to a limit. Immutable.</summary>
/// <param name="process">The process.</param>
/// <param name="limit">The largest value that satisfies the constraint, in the unit of the observations.</param>
internal sealed class GpLimit(GaussianProcess process, double limit)
{
    /// <summary>The logarithm of the probability that a point satisfies the constraint, ln Φ((limit − μ) / σ).</summary>
    public double At(double[] point) => At(point, []);

    /// <summary>As <see cref="At(double[])"/>; adds the derivatives by the coordinates to what is in <paramref name="gradient"/>.</summary>
    /// <param name="point">d numbers.</param>
    /// <param name="gradient">d numbers; empty if the derivatives are not wanted.</param>
    public double At(double[] point, double[] gradient)
    {
        double[] means = new double[gradient.Length], variances = new double[gradient.Length];
        var (mean, variance) = process.At(point, means, variances);
        double σ = Math.Sqrt(variance), z = (limit - mean) / σ, log = Normal.LogCdf(z);
        for (int i = 0; i < gradient.Length; i++)
        {
            // d ln Φ(z) = φ(z) / Φ(z) · dz.
            double byZ = (-means[i] / σ) - (z * variances[i] / (2 * variance));
            gradient[i] += PortableMath.Exp((-0.5 * z * z) - Normal.LogRootTwoPi - log) * byZ;
        }

        return log;
    }
}

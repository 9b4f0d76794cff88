using Trimtab.Numerics;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// The acquisition function of Gaussian processes: expected improvement of the best value, or of the hypervolume, times the probability of
/// feasibility. Immutable.
/// </summary>
/// <remarks>
/// ln EI: Ament et al., arXiv 2310.20708. Expected improvement of the hypervolume is exact for models that err independently: over the
/// boxes that no point dominates it is a product of one-dimensional improvements (Yang et al., Swarm Evol. Comput. 44, 2019). Probability
/// of feasibility: Gardner et al., ICML 2014.
/// </remarks>
/// <param name="objectives">A model per objective.</param>
/// <param name="limits">A model a constraint.</param>
/// <param name="open">The boxes that no point dominates yet; empty if no trial was feasible, so that only feasibility counts.</param>
internal sealed class GpGain(
    IReadOnlyList<GaussianProcess> objectives, IReadOnlyList<GpLimit> limits, IReadOnlyList<(double[] Low, double[] High)> open)
{
    /// <summary>The logarithm of the acquisition at a point, in [0, 1] per axis.</summary>
    public double At(double[] place) => (open.Count == 0 ? 0 : Improvement(place)) + limits.Sum(limit => limit.At(place));

    /// <summary>
    /// ln(φ(z) + z·Φ(z)), log expected improvement in units of σ for z = (best − μ)/σ; also where the improvement itself would underflow.
    /// </summary>
    /// <remarks>
    /// Jones, Schonlau, Welch, "Efficient Global Optimization of Expensive Black-Box Functions" (1998), eq. 15, divided by σ. Far in the
    /// tail by the asymptotic series of Mills' ratio (Abramowitz and Stegun 26.2.12): φ(z) z⁻² (1 − 3z⁻² + 15z⁻⁴ − 105z⁻⁶ + …).
    /// </remarks>
    internal static double LogImprovement(double z)
    {
        double logDensity = (-0.5 * z * z) - Normal.LogRootTwoPi;
        return z > -1 ? PortableMath.Log(PortableMath.Exp(logDensity) + (z * Normal.Cdf(z)))
            : z > -25 ? logDensity + PortableMath.Log(1 + (z * PortableMath.Exp(Normal.LogCdf(z) - logDensity)))
            : logDensity - (2 * PortableMath.Log(-z)) + Normal.Log1p(TailSeries(1 / (z * z)));
    }

    /// <summary>Terms of the series in q = z⁻² after the first; the next one is below 10⁻¹⁰ for z ≤ −25.</summary>
    private static double TailSeries(double q) => q * (-3 + (q * (15 + (q * (-105 + (q * 945))))));

    private double Improvement(double[] place)
    {
        var (means, deviations) = (new double[objectives.Count], new double[objectives.Count]);
        for (int m = 0; m < means.Length; m++)
        {
            var (mean, variance) = objectives[m].At(place);
            (means[m], deviations[m]) = (mean, Math.Sqrt(variance));
        }

        double sum = double.NegativeInfinity;
        foreach (var (low, high) in open)
        {
            double log = 0;
            for (int m = 0; m < means.Length; m++)
            {
                double from = (low[m] - means[m]) / deviations[m], to = (high[m] - means[m]) / deviations[m];
                log += LogBetween(from, to) + PortableMath.Log(deviations[m]);
            }

            sum = LogAdd(sum, log);
        }

        return sum;
    }

    /// <summary>ln of the improvement below the upper end less that below the lower one.</summary>
    private static double LogBetween(double low, double high)
    {
        double above = LogImprovement(high);
        double below = double.IsNegativeInfinity(low) ? low : LogImprovement(low);
        return below < above ? above + Normal.Log1p(-PortableMath.Exp(below - above)) : double.NegativeInfinity;
    }

    private static double LogAdd(double a, double b)
    {
        double top = Math.Max(a, b);
        return double.IsNegativeInfinity(top) ? top : top + Normal.Log1p(PortableMath.Exp(Math.Min(a, b) - top));
    }
}

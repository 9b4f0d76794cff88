using Trimtab.Numerics;

namespace Trimtab.Samplers.Gp;

/// <summary>
/// Log expected improvement of one objective plus the log probability that each constraint is satisfied, with derivatives. Immutable.
/// </summary>
/// <remarks>Gardner et al., ICML 2014, as logarithms.</remarks>
/// <param name="model">Model of the losses.</param>
/// <param name="best">The best loss of a feasible trial; null where there is none, so that only feasibility counts.</param>
/// <param name="limits">A model a constraint.</param>
internal sealed class FeasibleImprovement(GaussianProcess model, double? best, IReadOnlyList<GpLimit> limits)
{
    /// <summary>The acquisition beside the best feasible one of trials.</summary>
    /// <param name="model">Model of the losses of the trials, and of what is expected of those under way.</param>
    /// <param name="trials">The trials.</param>
    /// <param name="limits">A model a constraint.</param>
    public static FeasibleImprovement Of(GaussianProcess model, IReadOnlyList<SeenTrial> trials, IReadOnlyList<GpLimit> limits) =>
        new(model, limits.Count == 0 ? model.Lowest : LowestFeasible(model, trials), limits);

    /// <summary>The acquisition at a point.</summary>
    public double At(double[] point) => At(point, []);

    /// <summary>The acquisition at a point, and its derivatives where these have a place.</summary>
    public double At(double[] point, double[] gradient)
    {
        Array.Clear(gradient);
        double value = best is { } reached ? Improvement(reached, point, gradient) : 0;
        foreach (var limit in limits)
        {
            value += limit.At(point, gradient);
        }

        return value;
    }

    /// <summary>Log expected improvement on a loss.</summary>
    /// <param name="reached">The loss.</param>
    /// <param name="mean">Mean of the prediction.</param>
    /// <param name="variance">Its variance, above 0.</param>
    public static double LogOf(double reached, double mean, double variance)
    {
        double σ = Math.Sqrt(variance);
        return GpGain.LogImprovement((reached - mean) / σ) + PortableMath.Log(σ);
    }

    private static double? LowestFeasible(GaussianProcess model, IReadOnlyList<SeenTrial> trials) =>
        trials.Select((trial, i) => trial.IsFeasible ? model.Observations[i] : default(double?)).Min();

    private double Improvement(double reached, double[] point, double[] gradient)
    {
        double[] slopes = new double[gradient.Length];
        var (mean, variance) = model.At(point, gradient, slopes);
        double σ = Math.Sqrt(variance), z = (reached - mean) / σ, log = GpGain.LogImprovement(z);
        for (int i = 0; i < slopes.Length; i++)
        {
            // d ln(h(z) σ) = Φ(z) / h(z) · dz + dσ / σ for h(z) = φ(z) + z Φ(z).
            double byDeviation = slopes[i] / (2 * variance), byZ = (-gradient[i] / σ) - (z * byDeviation);
            gradient[i] = (PortableMath.Exp(Normal.LogCdf(z) - log) * byZ) + byDeviation;
        }

        return log + PortableMath.Log(σ);
    }
}

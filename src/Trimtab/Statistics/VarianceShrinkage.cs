using Trimtab.Numerics;

namespace Trimtab.Statistics;

/// <summary>
/// How much weight a candidate's own mean square has beside the pool's, from how much mean squares differ between candidates. Pure
/// functions.
/// </summary>
/// <remarks>
/// Smyth, Linear models and empirical Bayes methods for assessing differential expression in microarray experiments, 2004: where expected
/// mean squares are inverse-χ² with d₀ degrees of freedom, a mean square on d degrees has the weight d/(d₀ + d), and ratios to the pool's
/// are F(d, d₀). Smyth estimates one d₀. Two folds can't: here the weight is averaged over d₀, with its posterior under a prior that is
/// even in log d₀ and in the logarithm of the scale.
/// </remarks>
internal static class VarianceShrinkage
{
    private static readonly double[] _priorDegrees = [1, 2, 4, 8, 16, 32, 64, 128];

    /// <summary>What an expected mean square is divided by, from ¼ to 4 in steps of 2^¼.</summary>
    private static readonly double[] _scales =
    [.. Enumerable.Range(-8, 17).Select(step => PortableMath.Exp(step * PortableMath.Log(2) / 4))];

    /// <summary>
    /// The posterior mean of d/(d₀ + d): near 0 if the mean squares differ no more than sampling error explains, towards 1 if they differ
    /// far more.
    /// </summary>
    /// <param name="ratios">Of each candidate's mean square to its expectation; 0 or more, one or more of them.</param>
    /// <param name="degrees">d, of each.</param>
    public static double OwnWeight(double[] ratios, int degrees)
    {
        double[] evidence = [.. _priorDegrees.Select(prior => Evidence(ratios, degrees, prior))];
        double highest = evidence.Max();
        double[] posterior = [.. evidence.Select(logarithm => PortableMath.Exp(logarithm - highest))];
        return posterior.Zip(_priorDegrees, (weight, prior) => weight * degrees / (prior + degrees)).Sum() / posterior.Sum();
    }

    /// <summary>
    /// The logarithm of the ratios' density under F(d, d₀), averaged over its scale; without what depends on the ratios alone.
    /// </summary>
    private static double Evidence(double[] ratios, double degrees, double prior)
    {
        double constant = IncompleteBeta.LogGamma((degrees + prior) / 2) - IncompleteBeta
            .LogGamma(prior / 2) - (degrees / 2 * PortableMath.Log(prior));
        double[] logarithms = [.. _scales.Select(scale => OfScale(scale))];
        double highest = logarithms.Max();
        return highest + PortableMath.Log(logarithms.Sum(logarithm => PortableMath.Exp(logarithm - highest)));

        double OfScale(double scale) => (ratios.Length * (constant - (degrees / 2 * PortableMath.Log(scale))))
            - ((degrees + prior) / 2 * ratios.Sum(ratio => PortableMath.Log(1 + (degrees * ratio / scale / prior))));
    }
}

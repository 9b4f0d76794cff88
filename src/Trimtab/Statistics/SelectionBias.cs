using Trimtab.Numerics;

namespace Trimtab.Statistics;

/// <summary>
/// What to expect of a candidate that was chosen for its score: the posterior mean under a prior estimated from all candidates. Pure
/// functions.
/// </summary>
/// <remarks>
/// A posterior mean does not depend on how the candidate was chosen (Efron, Tweedie's formula and selection bias, 2011). The prior comes
/// from expectation–maximization on a grid, started from the normal prior that has the scores' own variance beyond their errors', and
/// stopped early so that it stays smooth (Laird, Nonparametric maximum likelihood estimation of a mixing distribution, 1978). As in James
/// and Stein's estimator, the correction is smaller where few candidates estimate the prior. Two can't estimate it: their correction is the
/// expected maximum of two normals (Clark, The greatest of a finite set of random variables, 1961).
/// </remarks>
internal static class SelectionBias
{
    private const int GridPoints = 161, Iterations = 10;

    /// <summary>
    /// In standard deviations: candidates further from the chosen one say nothing about it; the grid goes beyond the scores by its margin.
    /// </summary>
    private const double Reach = 6, Margin = 2;

    /// <summary>
    /// The least variance of the prior's start, in variances of a score: so narrow that equal candidates are taken for equal, so wide that
    /// the grid has several points in it.
    /// </summary>
    private const double NarrowestStart = 0.02;

    /// <param name="scores">Mean scores.</param>
    /// <param name="variances">Of each, apart from what all have in common.</param>
    /// <param name="chosen">Its number.</param>
    /// <returns>
    /// At most the candidate's score, and equal to it where no other is near; NaN where nothing is known of how much scores vary.
    /// </returns>
    public static double CorrectedScore(IReadOnlyList<double> scores, IReadOnlyList<double> variances, int chosen)
    {
        double deviation = Math.Sqrt(variances[chosen]);
        int[] near = [.. Enumerable.Range(0, scores.Count).Where(i => Math.Abs(scores[i] - scores[chosen]) <= Reach * deviation)];
        return deviation <= 0 || near.Any(i => variances[i] <= 0) ? double.NaN
            : near.Length == 1 ? scores[chosen]
            : near.Length == 2 ? OfTwo(scores, variances, chosen, near[0] == chosen ? near[1] : near[0])
            : OfMany(scores, variances, chosen, near);
    }

    /// <summary>
    /// The noise of the higher of two is s·φ(δ/s) on average, s² the variance of their difference and δ its expectation (Clark 1961); the
    /// difference stands for δ. Where one is noisier it has the larger share of that noise: twice its own variance in s².
    /// </summary>
    private static double OfTwo(IReadOnlyList<double> scores, IReadOnlyList<double> variances, int chosen, int other)
    {
        double variance = variances[chosen] + variances[other], difference = scores[chosen] - scores[other];
        return difference < 0 ? scores[chosen]
            : scores[chosen] - (2 * variances[chosen] / Math.Sqrt(2 * Math.PI * variance)
                * PortableMath.Exp(-difference * difference / (2 * variance)));
    }

    private static double OfMany(IReadOnlyList<double> scores, IReadOnlyList<double> variances, int chosen, int[] near)
    {
        double deviation = Math.Sqrt(variances[chosen]);

        double low = near.Min(i => scores[i]) - (Margin * deviation), high = near.Max(i => scores[i]) + (Margin * deviation);
        double[] grid = [.. Enumerable.Range(0, GridPoints).Select(g => low + ((high - low) * g / (GridPoints - 1)))];
        double[] start = Start([.. near.Select(i => scores[i])], near.Average(i => variances[i]), grid);
        double[] prior = Prior(start, [.. near.Select(i => Likelihood(scores[i], variances[i], grid))]);
        double[] posterior = [.. Likelihood(scores[chosen], variances[chosen], grid).Zip(prior, (density, weight) => density * weight)];
        double expected = posterior.Zip(grid, (weight, mean) => weight * mean).Sum() / posterior.Sum();
        double part = (near.Length - 2.0) / near.Length;
        return double.IsFinite(expected) ? scores[chosen] - (part * Math.Max(0, scores[chosen] - expected)) : scores[chosen];
    }

    private static double[] Likelihood(double score, double variance, double[] grid) =>
        [.. grid.Select(mean => PortableMath.Exp(-(score - mean) * (score - mean) / (2 * variance)))];

    /// <summary>
    /// A normal prior by moments, as in James and Stein's estimator; nowhere 0, so that expectation–maximization can leave it.
    /// </summary>
    private static double[] Start(double[] scores, double variance, double[] grid)
    {
        double mean = scores.Average(), between = (scores.Sum(score => (score - mean) * (score - mean)) / (scores.Length - 1)) - variance;
        double[] density = Likelihood(mean, Math.Max(between, NarrowestStart * variance), grid);
        double sum = density.Sum();
        return [.. density.Select(value => (value / sum) + 1e-9)];
    }

    private static double[] Prior(double[] prior, double[][] likelihoods)
    {
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            double[] next = new double[GridPoints];
            foreach (double[] likelihood in likelihoods)
            {
                double total = 0;
                for (int g = 0; g < GridPoints; g++)
                {
                    total += likelihood[g] * prior[g];
                }

                for (int g = 0; g < GridPoints && total > 0; g++)
                {
                    next[g] += likelihood[g] * prior[g] / total / likelihoods.Length;
                }
            }

            prior = next;
        }

        return prior;
    }
}

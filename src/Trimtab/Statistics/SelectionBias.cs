using Trimtab.Numerics;

namespace Trimtab.Statistics;

/// <summary>What to expect of a candidate that was chosen for its score: the posterior mean under a prior estimated from all candidates. Pure functions.</summary>
/// <remarks>
/// A posterior mean does not depend on how the candidate was chosen (Efron, Tweedie's formula and selection bias, 2011). The prior comes from
/// expectation–maximization on a grid, stopped early so that it stays smooth (Laird, Nonparametric maximum likelihood estimation of a mixing
/// distribution, 1978). As in James and Stein's estimator, the correction is smaller where few candidates estimate the prior.
/// </remarks>
internal static class SelectionBias
{
    private const int GridPoints = 161, Iterations = 20;

    /// <summary>In standard deviations: candidates further from the chosen one say nothing about it; the grid goes beyond the scores by its margin.</summary>
    private const double Reach = 6, Margin = 2;

    /// <param name="scores">Mean scores.</param>
    /// <param name="variances">Of each, apart from what all have in common.</param>
    /// <param name="chosen">Its number.</param>
    /// <returns>At most the candidate's score.</returns>
    public static double CorrectedScore(IReadOnlyList<double> scores, IReadOnlyList<double> variances, int chosen)
    {
        double deviation = Math.Sqrt(variances[chosen]);
        int[] near = [.. Enumerable.Range(0, scores.Count).Where(i => Math.Abs(scores[i] - scores[chosen]) <= Reach * deviation && variances[i] > 0)];
        if (near.Length < 3 || deviation <= 0)
        {
            return scores[chosen];
        }

        double low = near.Min(i => scores[i]) - (Margin * deviation), high = near.Max(i => scores[i]) + (Margin * deviation);
        double[] grid = [.. Enumerable.Range(0, GridPoints).Select(g => low + ((high - low) * g / (GridPoints - 1)))];
        double[] prior = Prior([.. near.Select(i => Likelihood(scores[i], variances[i], grid))]);
        double[] posterior = [.. Likelihood(scores[chosen], variances[chosen], grid).Zip(prior, (density, weight) => density * weight)];
        double expected = posterior.Zip(grid, (weight, mean) => weight * mean).Sum() / posterior.Sum();
        double part = (near.Length - 2.0) / near.Length;
        return double.IsFinite(expected) ? scores[chosen] - (part * Math.Max(0, scores[chosen] - expected)) : scores[chosen];
    }

    private static double[] Likelihood(double score, double variance, double[] grid) =>
        [.. grid.Select(mean => PortableMath.Exp(-(score - mean) * (score - mean) / (2 * variance)))];

    private static double[] Prior(double[][] likelihoods)
    {
        double[] prior = new double[GridPoints];
        Array.Fill(prior, 1.0 / GridPoints);
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

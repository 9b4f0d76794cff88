using Trimtab.Numerics;

namespace Trimtab.Samplers.Gp;

/// <summary>What Gaussian processes are fitted to: a number for each trial. Pure functions.</summary>
internal static class GpTargets
{
    /// <summary>The transformed losses of the first objective; trials that violate constraints count as failed.</summary>
    public static double[] Losses(IReadOnlyList<SeenTrial> trials) =>
        Level([.. trials.Select(trial => trial.IsFeasible ? trial.Losses[0] : double.PositiveInfinity)]);

    /// <summary>
    /// The transformed losses of the first objective: of all trials where their constraints are known one by one, so that these have models
    /// of their own, else as <see cref="Losses(IReadOnlyList{SeenTrial})"/>.
    /// </summary>
    public static double[] LossesBesideConstraints(IReadOnlyList<SeenTrial> trials) =>
        HaveAmounts(trials) ? Losses(trials, 0) : Losses(trials);

    /// <summary>
    /// The losses of the first objective as they are, of mean 0 and deviation 1: a transformation would make a sum of functions another
    /// function. Trials that violate constraints count as failed, and what is not finite as the worst that is.
    /// </summary>
    public static double[] Standard(IReadOnlyList<SeenTrial> trials) =>
        Standard(Clipped([.. trials.Select(trial => trial.IsFeasible ? trial.Losses[0] : double.PositiveInfinity)]));

    /// <summary>Whether constraints are known one by one.</summary>
    public static bool HaveAmounts(IReadOnlyList<SeenTrial> trials) => trials.Any(trial => trial.Amounts.Length > 0);

    /// <summary>The transformed losses of one objective, whether or not the constraints are satisfied.</summary>
    public static double[] Losses(IReadOnlyList<SeenTrial> trials, int objective) =>
        Level([.. trials.Select(trial => trial.Losses[objective])]);

    /// <summary>−1 for a feasible trial, else 1 plus the logarithm of its violation; null where all are feasible.</summary>
    public static double[]? Violations(IReadOnlyList<SeenTrial> trials)
    {
        if (trials.All(trial => trial.IsFeasible))
        {
            return null;
        }

        double[] above = [.. trials.Select(trial => trial.Violation).Where(v => v > 0 && double.IsFinite(v)).Order()];
        double unit = above.Length > 0 ? above[above.Length / 2] : 1;
        return
        [
            .. trials.Select(trial => trial.Violation)
                .Select(v => v <= 0 ? -1 : 1 + Normal.Log1p(double.IsFinite(v) ? v / unit : 100)),
        ];
    }

    /// <summary>
    /// sign(c) · ln(1 + |c| / u) of the amounts c of a constraint, u their median size, of mean 0 and deviation 1, and what 0 became; null
    /// where all are the same. Where no amount is below 0, those of 0 count as −u: they say no more than that the constraint is satisfied.
    /// </summary>
    /// <param name="trials">Trials with amounts.</param>
    /// <param name="constraint">Which of their amounts.</param>
    public static (double[] Observations, double Limit)? Amounts(IReadOnlyList<SeenTrial> trials, int constraint)
    {
        double[] amounts = [.. trials.Select(trial => trial.Amounts[constraint])];
        double[] sizes = [.. amounts.Select(Math.Abs).Where(size => size > 0 && double.IsFinite(size)).Order()];
        double unit = sizes.Length > 0 ? sizes[sizes.Length / 2] : 1, most = sizes.Length > 0 ? sizes[^1] / unit : 1;
        double worst = Math.Clamp(most, 100, 1e12); // also what is infinite
        double satisfied = Array.Exists(amounts, amount => amount < 0) ? 0 : -Normal.Log1p(1);
        double[] folded =
        [
            .. amounts.Select(c => c == 0 ? satisfied : Math.Sign(c) * Normal.Log1p(Math.Min(Math.Abs(c) / unit, worst))),
        ];
        double mean = folded.DefaultIfEmpty(0).Average();
        double deviation = Math.Sqrt(folded.Select(v => (v - mean) * (v - mean)).DefaultIfEmpty(0).Average());
        return deviation > 0 ? ([.. folded.Select(v => (v - mean) / deviation)], (0 - mean) / deviation) : null;
    }

    /// <summary>
    /// Losses up to their median, beyond it the logarithm of the distance, so that a few failures do not flatten the rest; of mean 0 and
    /// deviation 1. What is not finite counts as the worst that is.
    /// </summary>
    public static double[] Level(double[] losses)
    {
        double[] clipped = Clipped(losses);
        double least = clipped.DefaultIfEmpty(0).Min();
        double median = clipped.Order().ElementAt(clipped.Length / 2), unit = median - least;
        double[] warped =
        [
            .. clipped.Select(
                loss => loss <= median || unit <= 0 ? loss : median + (unit * Normal.Log1p((loss - median) / unit))),
        ];
        return Standard(warped);
    }

    private static double[] Clipped(double[] losses)
    {
        double[] finite = [.. losses.Where(double.IsFinite)];
        double least = finite.DefaultIfEmpty(0).Min(), worst = finite.DefaultIfEmpty(0).Max();
        return Magnitude.Moderate([.. losses.Select(loss => double.IsNaN(loss) ? worst : Math.Clamp(loss, least, worst))]);
    }

    private static double[] Standard(double[] values)
    {
        double mean = values.Average(), deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        return [.. values.Select(v => deviation > 0 ? (v - mean) / deviation : 0)];
    }
}

namespace Trimtab.Samplers.Gp;

/// <summary>
/// A Gaussian process for each constraint of the trials of a memory; where trials differ in which constraints they have, one for the sum of
/// what they violate. Not thread-safe.
/// </summary>
/// <remarks>
/// Each constraint has length scales of its own, and says how far inside the feasible region a trial is. Amounts are taken together by
/// their logarithm on both sides of 0, as in SCBO (Eriksson and Poloczek, AISTATS 2021).
/// </remarks>
/// <param name="trials">The trials, which may become more.</param>
/// <param name="isCategorical">Whether each parameter is categorical.</param>
/// <param name="known">The constraints that they have amounts of.</param>
/// <param name="maxTrials">Trials of a process at most.</param>
/// <param name="fitEvery">Trials between two fits at least.</param>
/// <param name="firstFit">Trials of the first fit at least.</param>
internal sealed class GpConstraints(
    RankedTrials trials, bool[] isCategorical, KnownConstraints known, int maxTrials, int fitEvery = 1, int firstFit = 1)
{
    private readonly GpModel _total = new(trials, isCategorical, GpTargets.Violations, maxTrials, fitEvery, firstFit);
    private readonly List<GpModel> _models = [];

    /// <summary>Whether there is a number for each constraint, the same ones in every trial.</summary>
    public bool AreKnown => known.Names.Count > 0;

    /// <summary>The models that say something; none where there are no constraints, or all trials are alike in them.</summary>
    /// <param name="pending">Points of trials under way, which count as if they came out as expected.</param>
    /// <exception cref="ArithmeticException">A covariance is not positive definite.</exception>
    public IReadOnlyList<GpLimit> Fit(double[][] pending)
    {
        if (!AreKnown)
        {
            return _total.Fit() is { } total ? [new(total.WithPredicted(pending), 0)] : [];
        }

        for (int i = _models.Count; i < known.Names.Count; i++)
        {
            int constraint = i;
            _models.Add(new(
                trials, isCategorical, seen => GpTargets.Amounts(seen, constraint)?.Observations, maxTrials, fitEvery, firstFit)
            {
                IsKnown = trial => trial.Amounts.Length > 0,
            });
        }

        return [.. _models.Select((model, i) => LimitOf(model, i, pending)).OfType<GpLimit>()];
    }

    private static GpLimit? LimitOf(GpModel model, int constraint, double[][] pending) =>
        model.Fit() is { } process
            ? new(process.WithPredicted(pending), GpTargets.Amounts(model.Chosen, constraint)!.Value.Limit)
            : null;
}

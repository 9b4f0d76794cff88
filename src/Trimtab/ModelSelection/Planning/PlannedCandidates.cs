using Trimtab.Caching;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Planning;

/// <summary>Candidates with the trainings they need: those that differ in epochs only share one. Immutable.</summary>
/// <param name="Candidates">In the order of the results.</param>
/// <param name="Estimators">One a candidate.</param>
/// <param name="Trajectories">Longest first, then in the candidates' order; one a fold.</param>
internal sealed record PlannedCandidates(
    IReadOnlyList<ParameterSet> Candidates, IReadOnlyList<IEstimator> Estimators, IReadOnlyList<PlannedTrajectory> Trajectories)
{
    /// <summary>Candidates that can't be trained, and why.</summary>
    public IEnumerable<(ParameterSet Candidate, Exception Why)> Refused =>
        from planned in Trajectories
        where planned is { Fold: 0, Refusal: not null }
        from stop in planned.Stops
        from candidate in stop.Candidates
        orderby candidate
        select (Candidates[candidate], planned.Refusal);

    /// <summary>Epochs that must be trained in all, after sharing.</summary>
    /// <param name="known">Scores and snapshots that are there already; or null.</param>
    public long EpochsToTrain(IKnownCells? known) => Trajectories.Sum(planned => (long)planned.EpochsToTrain(known));

    /// <summary>Refuses candidates none of which can be trained, or one of which can't where errors are to be raised.</summary>
    /// <exception cref="TrimtabException">No candidate can be trained, or one can't and errors are raised.</exception>
    public void RequireTrainable(ErrorScore errorScore)
    {
        var refused = Refused.ToList();
        if (refused.Count < Candidates.Count && !(refused.Count > 0 && errorScore.IsRaised))
        {
            return;
        }

        var (candidate, error) = refused[0];
        string why = TrialFailure.Of(error).Message;
        string how = Candidates.Count == 1 ? "can't be trained" : Invariant($"of {Candidates.Count} can't be trained. The first");
        throw new TrimtabException(
            candidate.Count == 0
                ? $"The estimator can't be trained: {why}"
                : $"{InvariantText.Count(refused.Count, "candidate")} {how}, {candidate.ToDisplayString()}: {why}", error);
    }
}

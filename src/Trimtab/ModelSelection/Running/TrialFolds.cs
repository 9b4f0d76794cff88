using Trimtab.ModelSelection.Planning;

namespace Trimtab.ModelSelection.Running;

/// <summary>
/// Trains the candidate of one trial fold after fold, reports every epoch that is scored to the trial, and ends where its pruner says so.
/// Belongs to one thread.
/// </summary>
/// <param name="run">The run it belongs to.</param>
/// <param name="trial">The trial.</param>
/// <param name="candidate">Its candidate.</param>
/// <param name="prunes">Whether the trial has a pruner.</param>
internal sealed class TrialFolds(RunContext run, LiveTrial trial, PlannedCandidates candidate, bool prunes)
{
    private readonly int _limit = trial.EpochLimit ?? int.MaxValue;

    /// <summary>Epochs of the whole training.</summary>
    public int Length => candidate.Estimators[0].Length;

    /// <summary>Whether the trial will be paused before the end of its training.</summary>
    public bool IsLimited => _limit < Length;

    /// <summary>The last outcome of each fold, in their order; a fold is trained when its outcome is asked for.</summary>
    /// <exception cref="TrialPrunedException">The pruner ends the trial; its value is the deciding scorer's last score.</exception>
    public IEnumerable<FoldOutcome> Outcomes() =>
        candidate.Trajectories.OrderBy(trajectory => trajectory.Fold).Select(trajectory => Train(trajectory));

    /// <summary>Trains and scores one fold as far as the trial goes.</summary>
    private FoldOutcome Train(PlannedTrajectory trajectory)
    {
        using var training = new FoldTraining(run, trial.Number, trajectory, trial.CancellationToken)
        {
            KeepsRows = epoch => KeepsRows(trajectory, epoch),
        };

        FoldOutcome? last = null;
        foreach (var (stop, outcome) in training.Along([.. trajectory.Stops.TakeWhile(stop => stop.Epoch <= _limit)]))
        {
            last = outcome;
            if (outcome.ErrorOf(run.Compiled.Deciding) is null && EndsAfterReport(trajectory, stop.Epoch, outcome))
            {
                training.Save();
                throw new TrialPrunedException(outcome.Cell.Test[run.Compiled.Deciding], isPaused: false);
            }
        }

        return last!;
    }

    /// <summary>Reports the epoch; whether the pruner ends the trial there.</summary>
    private bool EndsAfterReport(PlannedTrajectory trajectory, int epoch, FoldOutcome outcome)
    {
        trial.Report(outcome.ReportAt(epoch, run.Compiled.Scorers).Metrics, epoch, trajectory.Fold);
        bool isLast = trajectory.Fold == run.Compiled.Folds.Count - 1 && epoch == trajectory.Epochs;
        return prunes && trial.EpochLimit is null && !isLast && trial.ShouldPrune();
    }

    private bool KeepsRows(PlannedTrajectory trajectory, int epoch) =>
        run.Search.ScoreEveryEpoch || epoch == trajectory.Epochs
        || (trajectory.Content.Length > 0 && run.Search.Ledger?.IsExpected(trajectory.Content, epoch) == true);
}

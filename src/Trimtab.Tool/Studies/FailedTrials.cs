using Trimtab.Storages;

namespace Trimtab.Tool.Studies;

/// <summary>Trials that failed and that no later trial tries again. Pure functions.</summary>
internal static class FailedTrials
{
    /// <summary>Numbers of the trials, in order.</summary>
    /// <param name="stored">All trials of a study.</param>
    public static int[] Of(IReadOnlyList<StoredTrial> stored)
    {
        var again = WaitingTrial.Retried(stored);
        return [.. stored.Where(trial => trial.State == TrialState.Failed && !again.Contains(trial.Number)).Select(trial => trial.Number)];
    }
}

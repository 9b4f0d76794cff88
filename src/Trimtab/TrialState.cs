namespace Trimtab;

/// <summary>The state of a trial. All but the first two are final: the trial never changes then.</summary>
public enum TrialState
{
    /// <summary>Waits for its evaluation: enqueued, or interrupted and put back.</summary>
    Waiting,

    /// <summary>Being evaluated by a worker.</summary>
    Running,

    /// <summary>Evaluated to its end; it has values.</summary>
    Complete,

    /// <summary>Stopped early by the pruner; its value is its last report.</summary>
    Pruned,

    /// <summary>Ended by an error, or its value is not a number; <see cref="Trial.Error"/> says which.</summary>
    Failed,

    /// <summary>
    /// Stopped by the pruner at a rung; its value is its last report. A later trial may resume it: see <see cref="LiveTrial.Resumes"/>.
    /// </summary>
    Paused,
}

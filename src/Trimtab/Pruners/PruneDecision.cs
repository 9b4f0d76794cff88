namespace Trimtab.Pruners;

/// <summary>Decision of a pruner about a running trial.</summary>
public enum PruneDecision
{
    /// <summary>The trial goes on.</summary>
    Continue,

    /// <summary>The trial stops for now: it ends as <see cref="TrialState.Paused"/>, and a later trial may resume it.</summary>
    Pause,

    /// <summary>The trial stops for good: it ends as <see cref="TrialState.Pruned"/>.</summary>
    Stop,
}

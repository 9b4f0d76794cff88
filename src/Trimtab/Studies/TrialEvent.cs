namespace Trimtab.Studies;

/// <summary>What can happen to a trial; see <see cref="TrialTransitions"/>.</summary>
internal enum TrialEvent
{
    /// <summary>A worker takes it up for evaluation.</summary>
    Claim,

    /// <summary>A parameter, report, attribute or violation is recorded.</summary>
    Write,

    /// <summary>The attempt ends and another begins: the earlier one can't write any more.</summary>
    Renew,

    /// <summary>The worker gives it back: it waits to be claimed again.</summary>
    Release,

    /// <summary>It was evaluated to its end.</summary>
    Complete,

    /// <summary>It was stopped early and will not be resumed.</summary>
    Prune,

    /// <summary>It was stopped at a rung; a later trial may resume it.</summary>
    Pause,

    /// <summary>It ended with an error, or without a value.</summary>
    Fail,
}

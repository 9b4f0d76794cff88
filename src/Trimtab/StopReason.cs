namespace Trimtab;

/// <summary>Reason for which <c>OptimizeAsync</c> stopped.</summary>
public enum StopReason
{
    /// <summary>As many trials as asked for were added.</summary>
    TrialsAdded,

    /// <summary>The study has <see cref="OptimizeOptions.UpTo"/> finished trials.</summary>
    TotalReached,

    /// <summary>The time of <see cref="OptimizeOptions.Timeout"/> is up.</summary>
    TimedOut,

    /// <summary>A trial is as good as <see cref="OptimizeOptions.Target"/>.</summary>
    TargetReached,

    /// <summary><see cref="OptimizeOptions.Patience"/> trials in a row did not improve on the best.</summary>
    NoImprovement,

    /// <summary><see cref="OptimizeOptions.StopAfterFailures"/> trials in a row failed.</summary>
    FailuresInARow,

    /// <summary><see cref="OptimizeOptions.StopWhen"/> returned true, or the stored study was asked to stop.</summary>
    Requested,

    /// <summary>The sampler has nothing left to suggest, as when a grid is complete.</summary>
    Exhausted,
}

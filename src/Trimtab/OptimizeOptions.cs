namespace Trimtab;

/// <summary>When to stop, how many workers, who is told. Immutable.</summary>
/// <remarks>What stops a study is judged on the trials in their order, so that it does not depend on how many workers there are; only time does.</remarks>
public sealed record OptimizeOptions
{
    /// <summary>Stop when the study has this many finished trials in all, those it had before included. Default: no limit.</summary>
    public int? UpTo { get; init; }

    /// <summary>Begin no trial after this time. Default: no limit.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Stop when the first objective is as good as this. Default: never.</summary>
    public double? Target { get; init; }

    /// <summary>Stop when this many completed trials in a row have not improved on the best. Default: never.</summary>
    public int? Patience { get; init; }

    /// <summary>Stop when this says so of the trials up to one; asked after each. Default: never.</summary>
    public Func<History, bool>? StopWhen { get; init; }

    /// <summary>How long one trial may take: then its token is cancelled and it has failed, whether it listens or not. Default: no limit.</summary>
    public TimeSpan? TrialTimeout { get; init; }

    /// <summary>How often a trial that throws is tried again with the same parameters before it has failed; 0 or more. Default 0.</summary>
    public int Retries { get; init; }

    /// <summary>Trials evaluated at the same time, 1 up to the study's concurrency. Default: as many as there are processors, up to that. Results do not depend on it.</summary>
    public int? Workers { get; init; }

    /// <summary>Is told every trial as it ends; one at a time, in no particular order. Default: nobody.</summary>
    public Action<Study, Trial>? TrialEnded { get; init; }
}

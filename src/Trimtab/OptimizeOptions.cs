namespace Trimtab;

/// <summary>Options of <c>OptimizeAsync</c>: when to stop, how many workers, a callback. Immutable.</summary>
/// <remarks>
/// What stops a study is judged on the trials in their order, so that it does not depend on how many workers there are; only time does.
/// </remarks>
public sealed record OptimizeOptions
{
    /// <summary>
    /// Stop when the study has this many finished trials in all, those it had before included; 0 or more. Default: no limit.
    /// </summary>
    public int? UpTo { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>Begin no trial after this time; zero or more. Default: no limit.</summary>
    public TimeSpan? Timeout { get; init => field = Checked(value, value >= TimeSpan.Zero, nameof(Timeout), "zero or more"); }

    /// <summary>Stop when the first objective is as good as this; finite. Default: never.</summary>
    public double? Target { get; init => field = value is { } target ? Setting.Finite(target) : null; }

    /// <summary>Stop when this many completed trials in a row have not improved on the best; 1 or more. Default: never.</summary>
    public int? Patience { get; init => field = Setting.AtLeast(value, 1); }

    /// <summary>
    /// Stop when this many trials in a row, of those begun in this call, have failed; 1 or more. A single failure among many successes
    /// never stops a study, a broken objective function does soon. Default: never.
    /// </summary>
    public int? StopAfterFailures { get; init => field = Setting.AtLeast(value, 1); }

    /// <summary>
    /// Stop when this says so of the trials up to one; asked after each. What it throws ends the study once its running trials have.
    /// Default: never.
    /// </summary>
    public Func<History, bool>? StopWhen { get; init; }

    /// <summary>
    /// How long one attempt of a trial may take, above zero: then its token is cancelled and it has failed, whether it observes the token
    /// or not. An attempt that has not
    /// ended a second later is abandoned: it can no longer change its trial. Default: no limit.
    /// </summary>
    public TimeSpan? TrialTimeout { get; init => field = Checked(value, value > TimeSpan.Zero, nameof(TrialTimeout), "above zero"); }

    /// <summary>How often a trial that throws is tried again with the same parameters before it has failed; 0 or more. Default 0.</summary>
    public int Retries { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>
    /// Whether a trial that has thrown this is tried again, within <see cref="Retries"/>; called from several threads, once for each
    /// attempt that throws. Default: whatever was thrown.
    /// </summary>
    public Func<Exception, bool>? RetryWhen { get; init; }

    /// <summary>
    /// Trials evaluated at the same time, 1 up to the study's concurrency. Default: as many as there are processors, up to that. Results do
    /// not depend on it.
    /// </summary>
    public int? Workers { get; init => field = Setting.AtLeast(value, 1); }

    /// <summary>
    /// Called with every trial when it ends; one call at a time, in no particular order. An exception it throws ends the study after its
    /// running trials, without another call. Default: none.
    /// </summary>
    public Action<Study, Trial>? TrialEnded { get; init; }

    private static TimeSpan? Checked(TimeSpan? value, bool isKept, string name, string rule) => value is null || isKept
        ? value
        : throw Setting.OutOfRange(name, $"{name} must be {rule}; null is no limit. Got {value.Value.ToString("c")}.");

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

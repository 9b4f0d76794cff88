using Microsoft.Extensions.Logging;
using Trimtab.Pruners;

namespace Trimtab.Studies;

/// <summary>What studies log. Numbers and names of events never change their meaning; docs/logging.md lists them.</summary>
internal static partial class StudyMessages
{
    /// <summary>The category of all of them.</summary>
    public const string Category = "Trimtab.Study";

    private static readonly Func<ILogger, string, int, IDisposable?> _trialScope =
        LoggerMessage.DefineScope<string, int>("study {Study}, trial {Trial}");

    /// <summary>What is logged until the scope is disposed of, by the objective function as well, belongs to a trial.</summary>
    public static IDisposable? BeginTrialScope(this ILogger logger, string study, int trial) => _trialScope(logger, study, trial);

    [LoggerMessage(
        1000,
        LogLevel.Information,
        "Study {Study} started: sampler {Sampler}, pruner {Pruner}, workers {Workers}, concurrency {Concurrency}, seed {Seed}, "
            + "{Finished} trials finished before")]
    public static partial void StudyStarted(
        this ILogger logger, string study, string sampler, string pruner, int workers, int concurrency, ulong seed, int finished);

    [LoggerMessage(
        1001,
        LogLevel.Information,
        "Study {Study} stopped, {Reason}: {Why}. Best value {BestValue} of trial {BestTrial}; {Completed} trials complete, {Pruned} pruned "
            + "or paused, {Failed} failed")]
    public static partial void StudyFinished(
        this ILogger logger,
        string study,
        StopReason reason,
        string why,
        double? bestValue,
        int? bestTrial,
        int completed,
        int pruned,
        int failed);

    [LoggerMessage(1002, LogLevel.Information, "Study {Study} was cancelled")]
    public static partial void StudyCancelled(this ILogger logger, string study);

    [LoggerMessage(1003, LogLevel.Error, "Study {Study} ended in an error: {Error}")]
    public static partial void StudyFailed(this ILogger logger, string study, string error, Exception exception);

    [LoggerMessage(1010, LogLevel.Debug, "Study {Study}: trial {Trial} started")]
    public static partial void TrialStarted(this ILogger logger, string study, int trial);

    [LoggerMessage(1011, LogLevel.Debug, "Study {Study}: trial {Trial} has {Parameter} = {Value} from {Origin}", SkipEnabledCheck = true)]
    public static partial void ParameterAssigned(
        this ILogger logger, string study, int trial, string parameter, string value, string origin);

    [LoggerMessage(1012, LogLevel.Debug, "Study {Study}: trial {Trial} completed with {Value} in {Duration}")]
    public static partial void TrialCompleted(this ILogger logger, string study, int trial, double? value, TimeSpan duration);

    [LoggerMessage(1013, LogLevel.Debug, "Study {Study}: trial {Trial} was pruned with {Value} after {Duration}")]
    public static partial void TrialPruned(this ILogger logger, string study, int trial, double? value, TimeSpan duration);

    [LoggerMessage(1014, LogLevel.Debug, "Study {Study}: trial {Trial} was paused with {Value} after {Duration}")]
    public static partial void TrialPaused(this ILogger logger, string study, int trial, double? value, TimeSpan duration);

    [LoggerMessage(1015, LogLevel.Warning, "Study {Study}: trial {Trial} failed after {Duration}: {Error}", SkipEnabledCheck = true)]
    public static partial void TrialFailed(
        this ILogger logger, string study, int trial, TimeSpan duration, string error, Exception? exception);

    [LoggerMessage(1016, LogLevel.Debug, "Study {Study}: trial {Trial} was interrupted and waits to be evaluated again")]
    public static partial void TrialReleased(this ILogger logger, string study, int trial);

    [LoggerMessage(
        1017,
        LogLevel.Warning,
        "Study {Study}: trial {Trial} is tried again, {RetriesLeft} retries left, for attempt {Attempt} failed: {Error}",
        SkipEnabledCheck = true)]
    public static partial void TrialRetried(
        this ILogger logger, string study, int trial, int attempt, int retriesLeft, string error, Exception exception);

    [LoggerMessage(1018, LogLevel.Warning, "Study {Study}: trial {Trial} took longer than {TimeLimit}")]
    public static partial void TrialTimedOut(this ILogger logger, string study, int trial, TimeSpan timeLimit);

    [LoggerMessage(
        1019, LogLevel.Warning, "Study {Study}: the worker of trial {Trial} ended or was silent for too long; the trial is {State} now")]
    public static partial void TrialGivenBack(this ILogger logger, string study, int trial, TrialState state);

    [LoggerMessage(1022, LogLevel.Warning, "Study {Study}: trial {Trial} was lost: {Error}", SkipEnabledCheck = true)]
    public static partial void TrialLost(this ILogger logger, string study, int trial, string error, Exception exception);

    [LoggerMessage(
        1023,
        LogLevel.Warning,
        "Study {Study}: storage {Storage} failed at attempt {Attempt}, and is tried again in {Pause}: {Error}",
        SkipEnabledCheck = true)]
    public static partial void StorageRetried(
        this ILogger logger, string study, string storage, int attempt, TimeSpan pause, string error, Exception exception);

    [LoggerMessage(
        1020,
        LogLevel.Debug,
        "Study {Study}: {Pruner} decided {Decision} for trial {Trial} at fold {Fold}, epoch {Epoch}, with {Metric} {Value}",
        SkipEnabledCheck = true)]
    public static partial void PruningDecided(
        this ILogger logger,
        string study,
        string pruner,
        PruneDecision decision,
        int trial,
        int? fold,
        int? epoch,
        string metric,
        double? value);

    [LoggerMessage(
        1021, LogLevel.Warning, "Study {Study}: sampler {Sampler} fell back for trial {Trial}: {Origin}", SkipEnabledCheck = true)]
    public static partial void SamplerFellBack(this ILogger logger, string study, string sampler, int trial, string origin);
}

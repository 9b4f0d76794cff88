using Microsoft.Extensions.Logging;

namespace Trimtab.ModelSelection.Running;

/// <summary>What searches log. Numbers and names of events never change their meaning; docs/logging.md lists them.</summary>
internal static partial class SearchMessages
{
    /// <summary>The category of all of them.</summary>
    public const string Category = "Trimtab.Search";

    [LoggerMessage(
        2000,
        LogLevel.Information,
        "Search started: {Search}; {Rows} rows, {Folds} folds, workers {Workers}, seed {Seed}",
        SkipEnabledCheck = true)]
    public static partial void SearchStarted(this ILogger logger, string search, int rows, int folds, int workers, ulong seed);

    [LoggerMessage(
        2001,
        LogLevel.Information,
        "Search finished after {Duration}: best {Scorer} {BestScore} of {BestParameters}; {Fits} fits, {Failed} "
            + "failed, {Reused} from the ledger; {EpochsTrained} epochs trained",
        SkipEnabledCheck = true)]
    public static partial void SearchFinished(
        this ILogger logger,
        TimeSpan duration,
        string scorer,
        double? bestScore,
        string? bestParameters,
        int fits,
        int failed,
        int reused,
        long epochsTrained);

    [LoggerMessage(2002, LogLevel.Information, "Search was cancelled after {Fits} fits; {Candidates} candidates were scored")]
    public static partial void SearchCancelled(this ILogger logger, int fits, int candidates);

    [LoggerMessage(2003, LogLevel.Error, "Search ended in an error: {Error}")]
    public static partial void SearchFailed(this ILogger logger, string error, Exception exception);

    [LoggerMessage(2010, LogLevel.Debug, "Candidate {Candidate} started: {Parameters}", SkipEnabledCheck = true)]
    public static partial void CandidateStarted(this ILogger logger, int candidate, string parameters);

    [LoggerMessage(2011, LogLevel.Debug, "Candidate {Candidate} was scored on all folds: mean {Scorer} {Score}", SkipEnabledCheck = true)]
    public static partial void CandidateScored(this ILogger logger, int candidate, string scorer, double score);

    [LoggerMessage(2020, LogLevel.Debug, "Candidate {Candidate}, fold {Fold}: training starts after epoch {FromEpoch}, to epoch {ToEpoch}")]
    public static partial void TrainingStarted(this ILogger logger, int candidate, int fold, int fromEpoch, int toEpoch);

    [LoggerMessage(
        2021, LogLevel.Debug, "Candidate {Candidate}, fold {Fold}: {Scorer} {Score}, fitted in {Duration}", SkipEnabledCheck = true)]
    public static partial void FoldScored(
        this ILogger logger, int candidate, int fold, string scorer, double score, TimeSpan duration);

    [LoggerMessage(2022, LogLevel.Warning, "Candidate {Candidate}, fold {Fold}: fit failed: {Error}")]
    public static partial void FitFailed(this ILogger logger, int candidate, int fold, string error, Exception exception);

    [LoggerMessage(
        2023,
        LogLevel.Warning,
        "Candidate {Candidate}, fold {Fold}: scorer {Scorer} failed on the {Rows} rows: {Error}")]
    public static partial void ScorerFailed(
        this ILogger logger, int candidate, int fold, string scorer, string rows, string error, Exception exception);

    [LoggerMessage(2030, LogLevel.Debug, "Candidate {Candidate}, fold {Fold}: scores at epoch {Epoch} are in the ledger")]
    public static partial void CacheHit(this ILogger logger, int candidate, int fold, int epoch);

    [LoggerMessage(2031, LogLevel.Debug, "Candidate {Candidate}, fold {Fold}: scores at epoch {Epoch} are not in the ledger")]
    public static partial void CacheMiss(this ILogger logger, int candidate, int fold, int epoch);

    [LoggerMessage(2040, LogLevel.Debug, "Rung of {Resource} {ResourceName} finished: {Kept} of {Candidates} candidates go on")]
    public static partial void RungFinished(this ILogger logger, int resource, string resourceName, int candidates, int kept);

    [LoggerMessage(2041, LogLevel.Debug, "Best candidate is trained on all rows: {Parameters}", SkipEnabledCheck = true)]
    public static partial void RefitStarted(this ILogger logger, string parameters);

    [LoggerMessage(2042, LogLevel.Debug, "Best candidate was trained on all rows in {Duration}")]
    public static partial void RefitFinished(this ILogger logger, TimeSpan duration);

    [LoggerMessage(2043, LogLevel.Warning, "Best candidate could not be chosen or trained on all rows: {Error}")]
    public static partial void RefitFailed(this ILogger logger, string error, Exception exception);

    [LoggerMessage(2050, LogLevel.Warning, "{Warning}")]
    public static partial void SearchWarned(this ILogger logger, string warning);

    [LoggerMessage(2051, LogLevel.Warning, "Progress listener is not called again after it threw: {Error}")]
    public static partial void ListenerFailed(this ILogger logger, string error, Exception exception);
}

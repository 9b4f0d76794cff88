using Microsoft.Extensions.Logging;

namespace Trimtab.ModelSelection.Running;

/// <summary>What the workers of searches log. Numbers and names of events never change their meaning; docs/logging.md lists them.</summary>
internal static partial class WorkerMessages
{
    /// <summary>The category of all of them.</summary>
    public const string Category = "Trimtab.Workers";

    [LoggerMessage(4000, LogLevel.Debug, "Worker {Worker} of {Workers} started")]
    public static partial void WorkerStarted(this ILogger logger, int worker, int workers);

    [LoggerMessage(4001, LogLevel.Debug, "Worker {Worker} ended after {Trainings} trainings")]
    public static partial void WorkerEnded(this ILogger logger, int worker, int trainings);

    [LoggerMessage(4002, LogLevel.Error, "Worker {Worker} lost training {Training}: {Error}")]
    public static partial void TrainingLost(this ILogger logger, int worker, int training, string error, Exception exception);
}

using System.Globalization;

namespace Trimtab.Storages;

/// <summary>Names of attributes that this library adds to Optuna's model, which Optuna keeps as they are; and of Optuna's own.</summary>
public static class StorageAttributes
{
    /// <summary>System attribute of a trial: how many attempts to evaluate it were given back, an integer.</summary>
    public const string Attempt = "trimtab:attempt";

    /// <summary>
    /// System attribute of a trial that runs: whose it is, and a number that its worker changes as a sign of life; a string.
    /// </summary>
    public const string Lease = "trimtab:lease";

    /// <summary>
    /// System attribute of a finished trial whose earlier attempts may have set other parameters: names of those that are its own, an
    /// array.
    /// </summary>
    public const string Names = "trimtab:names";

    /// <summary>What a trial was given at its beginning, an object of values by name.</summary>
    internal const string Given = "trimtab:given";

    /// <summary>What a trial was suggested when it asked, an object of values by name: another attempt has the same.</summary>
    internal const string Kept = "trimtab:kept";

    /// <summary>Number of the paused trial that a trial resumes.</summary>
    internal const string Resumes = "trimtab:resumes";

    /// <summary>The state of a finished trial where Optuna has none for it: "paused".</summary>
    internal const string State = "trimtab:state";

    /// <summary>Where the values of its parameters come from, an object of texts by name.</summary>
    internal const string Origins = "trimtab:origins";

    /// <summary>How long a trial was evaluated, in seconds.</summary>
    internal const string Duration = "trimtab:duration";

    /// <summary>All reports of a trial, where intermediate values don't say them: of folds, or of several metrics.</summary>
    internal const string Reports = "trimtab:reports";

    /// <summary>Values of parameters without a known distribution, an object of values by name.</summary>
    internal const string Unranged = "trimtab:parameters";

    /// <summary>Why a trial failed: type, message and stack trace.</summary>
    internal const string Failure = "trimtab:failure";

    /// <summary>Length and checksum of an artifact, whose id follows.</summary>
    internal const string ArtifactCheckPrefix = "trimtab:artifact:";

    /// <summary>
    /// System attribute of a study that is a copy: the process that makes it, a string; null when it is whole.
    /// </summary>
    internal const string Copying = "trimtab:copying";

    /// <summary>Settings of a study, an object of texts by name.</summary>
    internal const string Settings = "trimtab:settings";

    /// <summary>What a study of a search's candidates was searched with.</summary>
    internal const string Search = "trimtab:search";

    /// <summary>System attribute of a study, of Optuna: names of the objectives, an array.</summary>
    internal const string MetricNames = "study:metric_names";

    /// <summary>System attribute of a study that a search has made: its tie set, which rests on more than the study has.</summary>
    internal const string TieSet = "trimtab:tie_set";

    /// <summary>System attribute of a trial, of Optuna: parameters that it was enqueued with, an object of values by name.</summary>
    public const string Enqueued = "fixed_params";

    /// <summary>Of Optuna: by how much constraints are violated, an array.</summary>
    internal const string Constraints = "constraints";

    /// <summary>Of Optuna: number of the trial whose worker ended first.</summary>
    internal const string FailedTrial = "failed_trial";

    /// <summary>Of Optuna: numbers of the trials whose workers ended, an array.</summary>
    internal const string RetryHistory = "retry_history";

    /// <summary>Of Optuna: an artifact, whose id follows.</summary>
    internal const string ArtifactPrefix = "artifacts:";

    /// <summary>
    /// System attribute of a study: how often it was asked to stop, an integer. A worker begins no further trial of it when it
    /// has changed.
    /// </summary>
    public const string Stop = "trimtab:stop";

    /// <summary>The system attribute of a trial that says why it failed.</summary>
    public static IReadOnlyDictionary<string, string> FailureOf(TrialFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        return new Dictionary<string, string> { [Failure] = StoredTrialForm.Failure(failure) };
    }

    /// <summary>The number of attempts that the attribute's JSON holds; 0 where there is none.</summary>
    public static int AttemptOf(string? json) =>
        int.TryParse(json, NumberStyles.None, CultureInfo.InvariantCulture, out int attempt) ? attempt : 0;
}

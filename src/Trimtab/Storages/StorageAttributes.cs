using System.Globalization;

namespace Trimtab.Storages;

/// <summary>Names of the attributes that this library adds to Optuna's model; Optuna keeps them as they are.</summary>
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

    /// <summary>System attribute of a study, of Optuna: names of the objectives, an array.</summary>
    internal const string MetricNames = "study:metric_names";

    /// <summary>The number of attempts that the attribute's JSON holds; 0 where there is none.</summary>
    public static int AttemptOf(string? json) =>
        int.TryParse(json, NumberStyles.None, CultureInfo.InvariantCulture, out int attempt) ? attempt : 0;
}

using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tool.Studies;

/// <summary>Trials that wait with given parameters, as Optuna enqueues them too. Pure functions.</summary>
internal static class WaitingTrial
{
    private const string Retries = "trimtab:retry_of";
    private const string FirstFailed = "failed_trial", RetryHistory = "retry_history"; // Optuna's: a number, and an array of numbers

    /// <summary>A trial that waits with parameters; those that are missing are suggested.</summary>
    public static StoredTrial Of(ParameterSet parameters) => new()
    {
        State = TrialState.Waiting,
        SystemAttributes = parameters.Count == 0
            ? new Dictionary<string, string>()
            : new() { [StorageAttributes.Enqueued] = Json(parameters) },
    };

    /// <summary>A trial that waits with exactly the parameters of another one, with the attributes by which Optuna counts.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="stored">The same trial as it is stored.</param>
    public static StoredTrial Again(Trial trial, StoredTrial stored)
    {
        var parameters = trial.Parameters.Count > 0 ? trial.Parameters : trial.Given;
        string number = trial.Number.ToString(CultureInfo.InvariantCulture);
        string? history = stored.SystemAttributes.GetValueOrDefault(RetryHistory)?.Trim();
        return Of(parameters) with
        {
            SystemAttributes = new Dictionary<string, string>(Of(parameters).SystemAttributes)
            {
                [Retries] = number,
                [FirstFailed] = stored.SystemAttributes.GetValueOrDefault(FirstFailed) ?? number,
                [RetryHistory] = history is ['[', .. var before, ']'] && before.Trim().Length > 0 ? $"[{before}, {number}]" : $"[{number}]",
            },
        };
    }

    /// <summary>The number of the trial that one was made to try again; null for others.</summary>
    public static int? RetriedBy(StoredTrial trial) =>
        trial.SystemAttributes.TryGetValue(Retries, out string? json) && int.TryParse(json, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;

    /// <summary>Numbers of the trials that others were made to try again.</summary>
    public static IReadOnlySet<int> Retried(IEnumerable<StoredTrial> trials) => trials.Select(RetriedBy).OfType<int>().ToHashSet();

    private static string Json(ParameterSet values) =>
        $"{{{string.Join(", ", values.Select(item => $"{Text(item.Key)}: {Json(item.Value)}"))}}}";

    /// <summary>As this library's storages write it; a choice that is an object is known by its JSON.</summary>
    private static string Json(ParameterValue value) =>
        value.Value is string text && value.ToDisplayString() == text && text is ['[' or '{', ..] && IsJson(text) ? text : value.ToString();

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string Text(string text) => $"\"{JavaScriptEncoder.Default.Encode(text)}\"";
}

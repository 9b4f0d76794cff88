using System.Text;
using System.Text.Json;
using Trimtab.Storages;

namespace Trimtab.Tables;

/// <summary>
/// System attributes of a trial in a table, as Optuna's <c>trials_dataframe</c> has them: what has no column of its own, as JSON.
/// </summary>
internal static class TableAttributes
{
    /// <summary>JSON of the state of a trial that is paused, which Optuna shows as pruned.</summary>
    public const string Paused = "\"paused\"";

    /// <summary>
    /// The attributes of a trial. Durations and states have columns, and the number of a resumed trial is the study's own.
    /// </summary>
    public static IEnumerable<(string Name, string Json)> Of(Trial trial, StoredTrialForm form)
    {
        var system = form.WriteSystem(trial);
        foreach (var (name, json) in system)
        {
            if (name is not (StorageAttributes.Duration or StorageAttributes.State or StorageAttributes.Resumes))
            {
                yield return (name, json);
            }
        }

        if (trial.Reports.Count > 0 && !system.ContainsKey(StorageAttributes.Reports))
        {
            yield return (StorageAttributes.Reports, StoredReports.Write(trial.Reports));
        }
    }

    /// <summary>The JSON of a cell; <see langword="null"/> where it is none, as of an object that Python has written to CSV.</summary>
    public static string? Json(string name, object cell)
    {
        string text = cell is double number ? PythonText.Number(number) : TableText.Of(cell);
        string json = name == StorageAttributes.State && text == "paused" ? Paused
            : name.StartsWith(StorageAttributes.Constraints, StringComparison.Ordinal) ? OfPython(text)
            : text;
        try
        {
            var value = PythonJson.Value(Encoding.UTF8.GetBytes(json));
            return name.StartsWith(StorageAttributes.ArtifactPrefix, StringComparison.Ordinal) && PythonJson.IsObject(value)
                ? PythonText.Quote(json) // Optuna's JSON in a string, whose quotes pandas does not write
                : json;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>JSON of numbers as Python shows them in a list.</summary>
    private static string OfPython(string text) => text
        .Replace("nan", "NaN", StringComparison.Ordinal)
        .Replace("inf", "Infinity", StringComparison.Ordinal)
        .Replace("None", "null", StringComparison.Ordinal);
}

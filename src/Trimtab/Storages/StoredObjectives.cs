using System.Text;
using System.Text.Json;

namespace Trimtab.Storages;

/// <summary>The objectives of a stored study.</summary>
internal static class StoredObjectives
{
    /// <summary>The directions of a study with the names it has for them; names of ours where it has none that can be used.</summary>
    /// <exception cref="TrimtabException">Its names are no JSON.</exception>
    public static IReadOnlyList<Objective> Of(StoredStudy study)
    {
        var names = study.SystemAttributes.TryGetValue(StorageAttributes.MetricNames, out string? json) ? Names(study, json) : [];
        bool isNamed = names.Count == study.Directions.Count && names.Distinct(StringComparer.Ordinal).Count() == names.Count
            && !names.Any(string.IsNullOrWhiteSpace);
        return [.. study.Directions.Select((direction, i) => new Objective(isNamed ? names[i] : Unnamed(study, i), direction))];
    }

    private static string Unnamed(StoredStudy study, int objective) => study.Directions.Count == 1 ? "value" : Invariant($"{objective}");

    private static List<string> Names(StoredStudy study, string json)
    {
        try
        {
            return Texts(json);
        }
        catch (JsonException error)
        {
            throw new TrimtabException(
                $"A study's attribute '{StorageAttributes.MetricNames}' must be JSON. That of '{study.Name}' is not: {error.Message}",
                error);
        }
    }

    private static List<string> Texts(string json)
    {
        var texts = new List<string>();
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        if (PythonJson.IsArray(bytes))
        {
            for (var items = PythonJson.Items(PythonJson.Value(bytes)); items.MoveNext();)
            {
                texts.Add(PythonJson.IsString(items.Current) ? PythonJson.Text(items.Current) : "");
            }
        }

        return texts;
    }
}

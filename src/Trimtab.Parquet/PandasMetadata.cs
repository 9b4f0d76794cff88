using System.Text.Json;

namespace Trimtab.Parquet;

/// <summary>What pandas says about the columns of a file of Parquet, in JSON.</summary>
internal static class PandasMetadata
{
    private static readonly Dictionary<string, double> _seconds = new()
    {
        ["timedelta64[s]"] = 1,
        ["timedelta64[ms]"] = 1e-3,
        ["timedelta64[us]"] = 1e-6,
        ["timedelta64[ns]"] = 1e-9,
    };

    /// <summary>The columns of durations, which are stored as whole numbers, and the seconds of one.</summary>
    /// <param name="json">The metadata; <see langword="null"/> where there are none.</param>
    /// <exception cref="JsonException">They are no JSON.</exception>
    public static IReadOnlyDictionary<string, double> Durations(string? json)
    {
        var durations = new Dictionary<string, double>();
        using var metadata = JsonDocument.Parse(json ?? "{}");
        if (metadata.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("columns", out var columns))
        {
            foreach (var column in columns.EnumerateArray())
            {
                if (Text(column, "field_name") is { } name && _seconds.TryGetValue(Text(column, "numpy_type") ?? "", out double seconds))
                {
                    durations[name] = seconds;
                }
            }
        }

        return durations;
    }

    private static string? Text(JsonElement column, string name) =>
        column.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}

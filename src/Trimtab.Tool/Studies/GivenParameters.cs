using System.Globalization;
using System.Text.Json;
using Trimtab.Spaces;

namespace Trimtab.Tool.Studies;

/// <summary>Parameters as a user gives them. Pure functions.</summary>
internal static class GivenParameters
{
    /// <summary>Those of words as <c>lr=0.01</c>; values that are numbers, true or false are so, others are text.</summary>
    /// <exception cref="UsageException">A word has another form.</exception>
    public static ParameterSet Of(IEnumerable<string> words) => ParameterSet.Create(words.Select(word =>
        word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? KeyValuePair.Create(word[..at], Value(word[(at + 1)..]))
            : throw new UsageException($"Parameters are given as name=value. Got '{word}'.")));

    /// <summary>Those of JSON objects, one a line.</summary>
    /// <exception cref="TrimtabException">A line is no JSON object.</exception>
    public static IEnumerable<ParameterSet> Lines(TextReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                yield return Json(line);
            }
        }
    }

    private static ParameterSet Json(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return ParameterSet.Create(
                document.RootElement.EnumerateObject().Select(item => KeyValuePair.Create(item.Name, Value(item.Value))));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new TrimtabException($"Each line must be a JSON object of parameters. Got '{line}'.", error);
        }
    }

    private static ParameterValue Value(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
        _ when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) && double.IsFinite(real) => real,
        _ => text,
    };

    private static ParameterValue Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Null => (string?)null,
        JsonValueKind.Number when json.TryGetInt64(out long whole) && !json.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') => whole,
        JsonValueKind.Number => json.GetDouble(),
        _ => ParameterValue.Of(json.GetRawText(), json.GetRawText()),
    };
}

using System.Text.Json;
using Trimtab.Spaces;
using Trimtab.Tool.Programs.Grammar;

namespace Trimtab.Tool.Studies;

/// <summary>Parameters as a user gives them. Pure functions.</summary>
internal static class GivenParameters
{
    /// <summary>Those of words as <c>lr=0.01</c>, with their values as they are written.</summary>
    /// <exception cref="UsageException">A word has another form.</exception>
    public static IReadOnlyList<(string Name, string Word)> Of(IEnumerable<string> words) =>
    [
        .. words.Select(word => word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? (word[..at], word[(at + 1)..])
            : throw new UsageException($"Parameters are given as name=value. Got '{word}'.")),
    ];

    /// <summary>Values as they are written, of a study whose space is not known: numbers, true and false are so, others are text.</summary>
    public static ParameterSet Untyped(IEnumerable<(string Name, string Word)> words) => ParameterSet.Create(words.Select(item =>
        KeyValuePair.Create(item.Name, item.Word is "true" or "false" ? item.Word == "true"
            : ValueText.Unquoted(item.Word) ?? ValueText.Parse(item.Word))));

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

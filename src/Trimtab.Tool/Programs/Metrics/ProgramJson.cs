using System.Text.Json;
using System.Text.RegularExpressions;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>JSON as programs write it: with NaN and Infinity, and dictionaries as Python prints them. Pure functions.</summary>
internal static partial class ProgramJson
{
    private static readonly JsonDocumentOptions _options = new() { AllowTrailingCommas = true }; // (1,) is a list of Python's

    /// <summary>The document, in which NaN and infinities are texts; null where the text is none.</summary>
    public static JsonElement? Parse(string text) => Document(text) ?? Document(Token().Replace(text, Standard));

    private static JsonElement? Document(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, _options);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>JSON in place of a part of the text.</summary>
    private static string Standard(Match token) => token.Groups["inner"] is { Success: true } inner ? Standard(inner.Value)
        : token.Value is ['\'', .. var text, '\'']
            ? $"\"{text.Replace("\\'", "'", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : Standard(token.Value);

    private static string Standard(string word) => word switch
    {
        "(" => "[",
        ")" => "]",
        "None" => "null",
        "True" => "true",
        "False" => "false",
        _ when word.TrimStart('-', '+').ToLowerInvariant() is "nan" or "inf" or "infinity" => $"\"{word}\"",
        _ => word,
    };

    /// <summary>A text; a number; a number that its type stands before, as np.float64(0.5); a word; a parenthesis of a tuple.</summary>
    [GeneratedRegex(
        @"""(?:[^""\\]|\\.)*(?:""|\\?\z)|'(?:[^'\\]|\\.)*(?:'|\\?\z)|[-+]?\.?[0-9][\w.+-]*"
        + @"|[A-Za-z_][\w.]*\((?<inner>[-+]?[\w.+-]+)\)|[-+]?[A-Za-z_]\w*|[()]",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Token();
}

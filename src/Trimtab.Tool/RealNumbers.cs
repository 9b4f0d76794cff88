using System.CommandLine.Parsing;
using System.Globalization;

namespace Trimtab.Tool;

/// <summary>Real numbers as users and programs write them, the same in every culture. Pure functions.</summary>
internal static class RealNumbers
{
    /// <summary>All values of an argument or option; an error for one that is no number.</summary>
    public static double[] Parse(ArgumentResult result) =>
        [.. result.Tokens.Select(token => One(token.Value) is { } number ? number : Wrong(result, token.Value))];

    /// <summary>The only value of an option.</summary>
    public static double? ParseOne(ArgumentResult result) =>
        One(result.Tokens[0].Value) is { } number ? number : Wrong(result, result.Tokens[0].Value);

    /// <summary>The number that a text is, as 0.93, -1.5e-3, nan, inf or -Infinity in any case; null for another text.</summary>
    public static double? One(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        var bare = text is ['+' or '-', ..] ? text[1..] : text;
        return Word(bare) is { } word ? (text[0] == '-' ? -word : word)
            : bare is [>= '0' and <= '9' or '.', ..]
                && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number
            : null;
    }

    private static double? Word(ReadOnlySpan<char> text) =>
        Is(text, "nan") ? double.NaN : Is(text, "inf") || Is(text, "infinity") ? double.PositiveInfinity : null;

    private static bool Is(ReadOnlySpan<char> text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static double Wrong(ArgumentResult result, string text)
    {
        result.AddError($"A number is written as 0.93, -1.5e-3, nan or inf. Got '{text}'.");
        return double.NaN;
    }
}

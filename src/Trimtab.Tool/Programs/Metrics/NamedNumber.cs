using System.Globalization;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>
/// Numbers behind a name in a line of text: <c>accuracy=0.93</c>, <c>accuracy: 0.93</c>, <c>'accuracy': 0.93</c>. Pure functions, linear in
/// the line.
/// </summary>
internal static class NamedNumber
{
    private static readonly (string Text, double Value)[] _words =
    [
        ("nan", double.NaN), ("infinity", double.PositiveInfinity), ("inf", double.PositiveInfinity),
        ("-infinity", double.NegativeInfinity), ("-inf", double.NegativeInfinity),
    ];

    /// <summary>The last number of the name in the line; null where there is none.</summary>
    public static double? Find(ReadOnlySpan<char> line, string name) => Find(line, name, StringComparison.Ordinal, needsSign: true);

    /// <summary>
    /// How far a program is: <c>step=3</c>, else <c>epoch: 3</c> or <c>Epoch 3/10</c>; null where no whole number says so.
    /// </summary>
    public static long? Step(ReadOnlySpan<char> line) => Whole(line, "step") ?? Whole(line, "epoch");

    private static long? Whole(ReadOnlySpan<char> line, string name) =>
        Step(Find(line, name, StringComparison.OrdinalIgnoreCase, needsSign: false));

    /// <summary>The number as a step: whole, and not negative.</summary>
    public static long? Step(double? number) =>
        number is >= 0 and <= int.MaxValue - 1 && number == Math.Floor(number.Value) ? (long)number : null;

    private static double? Find(ReadOnlySpan<char> line, string name, StringComparison comparison, bool needsSign)
    {
        double? found = null;
        for (int from = 0; line[from..].IndexOf(name, comparison) is var at and >= 0; from += at + 1)
        {
            int start = from + at;
            bool isWhole = start == 0 || !IsOfName(line[start - 1]);
            found = isWhole && Behind(line[(start + name.Length)..], needsSign) is { } value ? value : found;
        }

        return found;
    }

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/';

    private static double? Behind(ReadOnlySpan<char> rest, bool needsSign)
    {
        rest = (rest is ['"' or '\'', ..] ? rest[1..] : rest).TrimStart();
        if (rest is ['=' or ':', ..])
        {
            return Parse(rest[1..].TrimStart());
        }

        return needsSign || rest is not [>= '0' and <= '9', ..] ? null : Parse(rest);
    }

    /// <summary>The number a text begins with, as 0.93 of "0.93,"; also nan and inf.</summary>
    public static double? Parse(ReadOnlySpan<char> text)
    {
        foreach (var (word, value) in _words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (text.Length == word.Length || !IsOfName(text[word.Length])))
            {
                return value;
            }
        }

        int end = text is ['+' or '-', ..] ? 1 : 0, digits = end;
        Digits(text, ref end);
        if (end < text.Length && text[end] == '.')
        {
            end++;
            Digits(text, ref end);
        }

        int exponent = end + 1;
        if (end < text.Length && text[end] is 'e' or 'E')
        {
            exponent += exponent < text.Length && text[exponent] is '+' or '-' ? 1 : 0;
            int first = exponent;
            Digits(text, ref exponent);
            end = exponent > first ? exponent : end;
        }

        return end > digits && double.TryParse(text[..end], NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : null;
    }

    private static void Digits(ReadOnlySpan<char> text, ref int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }
    }
}

using System.Buffers;
using System.Globalization;
using System.Text;

namespace Trimtab.Files;

/// <summary>
/// Escapes text for CSV, Markdown and XML, so that it can't change the structure of a file, run a formula or stop a parser.
/// </summary>
public static class CellText
{
    private static readonly SearchValues<char> _emojiLetters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_+-");

    /// <summary>Escapes a field of a CSV file (RFC 4180), with quotes where needed and protection against formula injection.</summary>
    /// <remarks>
    /// Spreadsheets evaluate text that begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a line break as a formula. Such text
    /// gets an apostrophe as prefix unless it is a number; leading blanks, invisible characters and full-width signs are detected, too.
    /// </remarks>
    public static string Csv(string text)
    {
        string field = Printable(text);
        if (IsFormula(field) && !IsNumber(field))
        {
            field = "'" + field;
        }

        return field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>Escapes a cell of a GitHub Markdown table: one line, shown literally.</summary>
    /// <remarks>
    /// What GitHub looks for in the text once the Markdown has been read (formulas between dollar signs, addresses, mentions, emoji by
    /// name) is interrupted by an element, because a backslash would be gone by then.
    /// </remarks>
    public static string Markdown(string text)
    {
        var cell = new StringBuilder();
        string line = Printable(text).ReplaceLineEndings(" ");
        for (int i = 0; i < line.Length; i++)
        {
            char letter = line[i];
            _ = letter switch
            {
                '&' => cell.Append("&amp;"),
                '<' => cell.Append("&lt;"),
                '\\' or '|' or '`' or '*' or '~' => cell.Append('\\').Append(letter),
                '_' when !(IsLetter(line, i - 1) && IsLetter(line, i + 1)) => cell.Append("\\_"),
                '(' when cell.Length > 0 && cell[^1] == ']' => cell.Append("\\("),
                '$' => cell.Append("<span>$</span>"),
                '@' when IsLetter(line, i + 1) => cell.Append("<span>@</span>"),
                ':' when IsScheme(line, i) || IsEmoji(line, i) => cell.Append("<span>:</span>"),
                '.' when IsWebServer(line, i) => cell.Append("<span>.</span>"),
                _ => cell.Append(letter),
            };
        }

        return cell.ToString();
    }

    /// <summary>Replaces characters that XML 1.0 forbids by U+FFFD.</summary>
    /// <remarks>These are control characters except tab and line breaks, unpaired surrogates, U+FFFE and U+FFFF.</remarks>
    public static string Printable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(letter => char.IsSurrogate(letter) || !IsPrintable(letter)))
        {
            return text;
        }

        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // unpaired surrogates are enumerated as U+FFFD
        {
            printable.Append(rune.IsBmp && !IsPrintable((char)rune.Value) ? "\uFFFD" : rune.ToString());
        }

        return printable.ToString();
    }

    private static bool IsLetter(string line, int position) =>
        position >= 0 && position < line.Length && char.IsLetterOrDigit(line[position]);

    /// <summary>Whether a colon is that of <c>https://</c>, <c>mailto:a@b</c> or the like.</summary>
    private static bool IsScheme(string line, int colon) => IsLetter(line, colon - 1)
        && line.AsSpan(colon + 1) is var rest && (rest.StartsWith("//", StringComparison.Ordinal) || rest.Contains('@'));

    /// <summary>Whether a colon begins the name of an emoji, such as <c>:cat:</c>.</summary>
    private static bool IsEmoji(string line, int colon)
    {
        int end = line.IndexOf(':', colon + 1);
        var name = line.AsSpan(colon + 1, Math.Max(end - colon - 1, 0));
        return name.IndexOfAnyExcept(_emojiLetters) < 0 && name.IndexOfAnyInRange('a', 'z') >= 0;
    }

    private static bool IsWebServer(string line, int dot) =>
        dot >= 3 && line.AsSpan(dot - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase);

    private static bool IsPrintable(char letter) => letter is '\t' or '\n' or '\r' or (>= ' ' and < '\uFFFE');

    private static bool IsFormula(string field) =>
        field.Length > 0 && (field[0] is '\t' or '\r' or '\n' || IsOperator(field.FirstOrDefault(IsVisible)));

    private static bool IsOperator(char letter) => letter is '=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';

    private static bool IsVisible(char letter) => !char.IsWhiteSpace(letter) && char.GetUnicodeCategory(letter) != UnicodeCategory.Format;

    private static bool IsNumber(string field)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(field, Style, CultureInfo.InvariantCulture, out _);
    }
}

using System.Globalization;
using System.Text;

namespace Trimtab.Files;

/// <summary>Texts as parts of files that other programs read: no text can change the file's structure, run a formula or stop a parser.</summary>
public static class CellText
{
    /// <summary>A field of a CSV file (RFC 4180), quoted where needed.</summary>
    /// <remarks>
    /// A spreadsheet takes what begins with <c>=</c>, <c>+</c>, <c>-</c>, <c>@</c>, a tab or a line break for a formula; such a text gets an apostrophe
    /// before it, unless it is a number. Blanks, invisible characters and full-width signs don't hide it.
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

    /// <summary>A cell of a Markdown table (GitHub's): on one line, and shown as it is.</summary>
    public static string Markdown(string text)
    {
        var cell = new StringBuilder();
        foreach (char letter in Printable(text).ReplaceLineEndings(" "))
        {
            _ = letter switch
            {
                '&' => cell.Append("&amp;"),
                '<' => cell.Append("&lt;"),
                '\\' or '|' or '`' or '*' => cell.Append('\\').Append(letter),
                '(' when cell.Length > 0 && cell[^1] == ']' => cell.Append("\\("),
                _ => cell.Append(letter),
            };
        }

        return cell.ToString();
    }

    /// <summary>The text with U+FFFD for every character that XML 1.0 has no place for: control characters but tab and line breaks, halves of surrogate pairs, U+FFFE, U+FFFF.</summary>
    public static string Printable(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(letter => char.IsSurrogate(letter) || !IsPrintable(letter)))
        {
            return text;
        }

        var printable = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes()) // halves of pairs come as U+FFFD
        {
            printable.Append(rune.IsBmp && !IsPrintable((char)rune.Value) ? "\uFFFD" : rune.ToString());
        }

        return printable.ToString();
    }

    private static bool IsPrintable(char letter) => letter is '\t' or '\n' or '\r' or (>= ' ' and < '\uFFFE');

    private static bool IsFormula(string field) => field.Length > 0
        && (field[0] is '\t' or '\r' or '\n' || "=+-@\uFF1D\uFF0B\uFF0D\uFF20".Contains(field.FirstOrDefault(IsVisible), StringComparison.Ordinal));

    private static bool IsVisible(char letter) => !char.IsWhiteSpace(letter) && char.GetUnicodeCategory(letter) != UnicodeCategory.Format;

    private static bool IsNumber(string field) => double.TryParse(field, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);
}

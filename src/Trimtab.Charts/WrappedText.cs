using System.Text;

namespace Trimtab.Charts;

/// <summary>
/// Breaks text that is too long for its place into lines: between words where it can; what does not fit ends in an ellipsis.
/// </summary>
internal static class WrappedText
{
    /// <summary>The text in lines of at most <paramref name="width"/>.</summary>
    /// <param name="text">The text; one that fits is returned as it is.</param>
    /// <param name="width">In units of the font size, above 1; a line has at least one character.</param>
    /// <param name="lines">The most lines, 1 or more.</param>
    public static string Of(string text, double width, int lines)
    {
        var wrapped = new StringBuilder();
        string rest = text;
        for (int line = 1; WidthOf(rest) > width; line++)
        {
            if (line == lines)
            {
                return wrapped.Append(rest[..EndWithin(rest, width - WidthOf("…"))]).Append('…').ToString();
            }

            int end = EndWithin(rest, width), space = end < rest.Length ? rest.LastIndexOf(' ', end) : end;
            end = space > end / 2 ? space : end;
            wrapped.Append(rest[..end]).Append('\n');
            rest = rest[end..].TrimStart(' ');
        }

        return wrapped.Append(rest).ToString();
    }

    /// <summary>
    /// An upper bound of the width of a text in Helvetica or Arial, in units of the font size, from the widths of its kinds of character.
    /// </summary>
    public static double WidthOf(string text) => text.EnumerateRunes().Sum(WidthOf);

    private static double WidthOf(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or 'I' or 't' or 'f' or ' ' or '.' or ',' or ':' or ';' or '!' or '|' or '\'' or '/' or '[' or ']' => 0.28,
        'r' or '(' or ')' or '-' or '`' => 0.34,
        'm' or 'w' or 'M' or 'W' or '@' or '%' or '…' or '—' or > 0x2E80 => 1.02, // CJK, emoji
        '&' or (>= 'A' and <= 'Z') => 0.78,
        _ => 0.59,
    };

    /// <summary>How many characters, one at least, are within a width; a pair of surrogates is not divided.</summary>
    private static int EndWithin(string text, double width)
    {
        int end = 0;
        double sum = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            sum += WidthOf(rune);
            if (end > 0 && sum > width)
            {
                break;
            }

            end += rune.Utf16SequenceLength;
        }

        return end;
    }
}

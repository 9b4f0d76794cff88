using System.Globalization;

namespace Trimtab.Tool.Programs.Metrics;

/// <summary>Reads the number that a text begins with, if what follows ends it. Pure functions, linear in the text.</summary>
/// <remarks>
/// A number ends at the end of the text, at white space, a bracket, <c>;</c>, <c>|</c> or <c>%</c>; at a comma, a quote, a colon or a full
/// stop without a digit behind; and at <c>±</c>. Whatever else follows makes it no number: 1,5 is neither 1 nor 15.
/// </remarks>
internal static class NumberReader
{
    private const int DigitsOfGroup = 3;

    private static readonly (string Text, double Value)[] _words =
        [("nan", double.NaN), ("infinity", double.PositiveInfinity), ("inf", double.PositiveInfinity)];

    /// <summary>The number, or the text where it begins as one and goes on as none; null where it begins otherwise.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isCount">Whether it may be one of a total, as 3 of <c>3/10</c>. Default: no.</param>
    public static NumberText? Read(ReadOnlySpan<char> text, bool isCount = false)
    {
        int sign = text is ['+' or '-', ..] ? 1 : 0;
        foreach (var (word, value) in _words)
        {
            if (text[sign..].StartsWith(word, StringComparison.OrdinalIgnoreCase) && Ends(text[(sign + word.Length)..], isCount))
            {
                return NumberText.Of(text[0] == '-' ? -value : value);
            }
        }

        int length = Length(text, sign);
        return length == 0 ? null
            : Ends(text[length..], isCount) && !IsGrouped(text, sign, length)
                ? NumberText.Of(double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture))
            : NumberText.Wrong(Word(text, length));
    }

    /// <summary>How many letters are of a number: sign, digits, point, exponent; 0 where it has no digit.</summary>
    private static int Length(ReadOnlySpan<char> text, int sign)
    {
        int whole = Digits(text[sign..]), end = sign + whole, fraction = 0;
        if (end < text.Length && text[end] == '.')
        {
            fraction = Digits(text[(end + 1)..]);
            end += whole + fraction > 0 ? 1 + fraction : 0;
        }

        if (whole + fraction == 0)
        {
            return 0;
        }

        if (text[end..] is ['e' or 'E', ..])
        {
            int first = end + 1 + (text[(end + 1)..] is ['+' or '-', ..] ? 1 : 0);
            int exponent = Digits(text[first..]);
            end = exponent > 0 ? first + exponent : end;
        }

        return end;
    }

    private static int Digits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') is var end and >= 0 ? end : text.Length;

    private static bool Ends(ReadOnlySpan<char> rest, bool isCount) => rest switch
    {
        [] => true,
        ['%', .. var behind] => Ends(behind, isCount),
        [';' or '|' or ')' or ']' or '}' or '>' or '<' or '&' or '±', ..] => true,
        [',' or '"' or '\'' or '`', .. var behind] => behind is not [>= '0' and <= '9', ..] and not ['.' or '+' or '-', ..],
        ['.' or ':', .. var behind] => behind is [] || char.IsWhiteSpace(behind[0]),
        ['/', .. var total] => isCount && Digits(total) > 0,
        ['+', '/', '-', ..] => true,
        [var letter, ..] => char.IsWhiteSpace(letter),
    };

    /// <summary>Whether a group of three digits follows behind a space: 1 234 is one number to the program, and 1 to its reader.</summary>
    private static bool IsGrouped(ReadOnlySpan<char> text, int sign, int length) =>
        Digits(text[sign..]) == length - sign && length - sign <= DigitsOfGroup && text[length..] is [var space, .. var group]
        && char.IsWhiteSpace(space) && space != '\t' && Digits(group) == DigitsOfGroup
        && (group.Length == DigitsOfGroup || char.IsWhiteSpace(group[DigitsOfGroup]) || group[DigitsOfGroup] is '.' or ',' or ';');

    /// <summary>The word that is no number, with the group behind it.</summary>
    private static ReadOnlySpan<char> Word(ReadOnlySpan<char> text, int length)
    {
        int space = length < text.Length && char.IsWhiteSpace(text[length]) ? length + 1 : 0;
        int end = space;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not (';' or '|'))
        {
            end++;
        }

        return text[..end];
    }
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Trimtab.Spaces;

namespace Trimtab.Tool.Programs.Grammar;

/// <summary>Values of parameters as words of a command line, and lists of them with commas between. Pure functions.</summary>
internal static partial class ValueText
{
    /// <summary>The word a program is given: text as it is, numbers in the shortest form that reads back, true or false.</summary>
    public static string Of(ParameterValue value) => value.Value switch
    {
        double real => Real(real),
        string text => text,
        _ => value.ToDisplayString(),
    };

    /// <summary>A real number, always with a point or an exponent: 0.5, 1e-05, 2.0.</summary>
    public static string Real(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture).Replace('E', 'e').Replace("e+", "e", StringComparison.Ordinal);
        return text.AsSpan().IndexOfAny('.', 'e') < 0 ? text + ".0" : text;
    }

    /// <summary>A word as one of several values: a number only where the program gets the same word, else text, as 3.10 and 1e3.</summary>
    public static ParameterValue Choice(string word) => Parse(word) is { IsNumber: true } number && Of(number) == word ? number : word;

    /// <summary>A word as a value of a range: a whole number, a real one, else text. Words such as 007 are text.</summary>
    public static ParameterValue Parse(string word) =>
        !Number().IsMatch(word) ? word
        : long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) ? whole
        : double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double real) && double.IsFinite(real) ? real
        : word;

    /// <summary>An item of a list as it is written: in double quotes where it would be read otherwise.</summary>
    public static string Item(ParameterValue value) => value.Value is string text && NeedsQuotes(text)
        ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
        : Of(value);

    /// <summary>The items of a list; an item in double or single quotes is text and may have commas, a quote in it is doubled.</summary>
    /// <exception cref="TrimtabException">A quote is not closed, or something follows it.</exception>
    public static IReadOnlyList<ParameterValue> List(string text) =>
        Items(text).ConvertAll(item => item.IsQuoted ? item.Text : Choice(item.Text));

    /// <summary>The items of a list that are not in quotes.</summary>
    /// <exception cref="TrimtabException">A quote is not closed, or something follows it.</exception>
    public static IEnumerable<string> PlainItems(string text) => Items(text).Where(item => !item.IsQuoted).Select(item => item.Text);

    private static List<(string Text, bool IsQuoted)> Items(string text)
    {
        var items = new List<(string, bool)>();
        int at = 0;
        do
        {
            bool isQuoted = at < text.Length && text[at] is '"' or '\'';
            items.Add((isQuoted ? Quoted(text, ref at) : Plain(text, ref at), isQuoted));
        }
        while (at++ < text.Length);

        return items;
    }

    /// <summary>
    /// Whether a text is a range that is written wrong, as 1.. or 1..8x, and no list of words: one with a number at an end of two dots, and
    /// no path such as ../data among several words.
    /// </summary>
    public static bool LooksLikeRange(string text) => Range().IsMatch(text);

    /// <summary>The text that a word in double or single quotes is; null where it is not in quotes.</summary>
    public static string? Unquoted(string word)
    {
        int at = 0;
        return word is ['"' or '\'', .., '"' or '\''] && word[0] == word[^1] && IsClosed(word[1..^1], word[0])
            ? Quoted(word, ref at)
            : null;
    }

    /// <summary>Names and values with commas between: <c>lr=0.1,opt="a,b"</c>; the values as they are written.</summary>
    /// <exception cref="TrimtabException">A name or value is missing, a quote is not closed, or something follows it.</exception>
    public static IReadOnlyList<(string Name, string Word)> Assignments(string text)
    {
        var items = new List<(string, string)>();
        int at = 0;
        do
        {
            int sign = text.IndexOf('=', at);
            string name = sign > at ? text[at..sign].Trim() : throw new TrimtabException(
                $"Values of parameters are written name=value, with commas between. Got '{text}'.");
            at = sign + 1;
            _ = at < text.Length && text[at] is '"' or '\'' ? Quoted(text, ref at) : Plain(text, ref at);
            items.Add((name, text[(sign + 1)..at].Trim()));
        }
        while (at++ < text.Length);

        return items;
    }

    /// <summary>Whether each quote between the first and the last is doubled.</summary>
    private static bool IsClosed(string inside, char quote) =>
        !inside.Replace(new string(quote, 2), "", StringComparison.Ordinal).Contains(quote, StringComparison.Ordinal);

    private static string Plain(string text, ref int at)
    {
        int end = text.IndexOf(',', at) is var comma and >= 0 ? comma : text.Length;
        string item = text[at..end].Trim();
        at = end;
        return item.Length > 0 ? item : throw new TrimtabException(
            $"A list has a value between two commas; an empty word is written \"\". Got '{text}'.");
    }

    private static string Quoted(string text, ref int at)
    {
        char quote = text[at++];
        var item = new StringBuilder();
        for (; at < text.Length; at++)
        {
            if (text[at] != quote)
            {
                item.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == quote)
            {
                item.Append(text[++at]);
            }
            else
            {
                at++;
                return at == text.Length || text[at] == ',' ? item.ToString() : throw new TrimtabException(
                    $"A comma follows a quoted value. Got '{text[at..]}' in '{text}'.");
            }
        }

        throw new TrimtabException($"A value that begins with {quote} ends with it; a quote in it is doubled. Got '{text}'.");
    }

    /// <summary>Whether a text would be read otherwise: as a number, several items, a range, a call or a fixed value.</summary>
    private static bool NeedsQuotes(string text) =>
        text.Length == 0 || text.Trim() != text || text[0] is '"' or '\'' or '[' or '{' || text.AsSpan().ContainsAny(',', '(')
        || text.StartsWith("fixed:", StringComparison.Ordinal) || text == "flag" || Choice(text).IsNumber || LooksLikeRange(text);

    [GeneratedRegex(@"^[-+]?[0-9.]+.*\.\.[^/\\,]*$|^[^,""']*\.\.\.?[-+]?[0-9.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"^[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}

namespace Trimtab.Data;

/// <summary>Finds the few texts that keep a column from being one of numbers, Booleans or dates.</summary>
internal static class StrayTexts
{
    private const int LongestText = 40;

    /// <summary>
    /// A hint such as <c>numbers but for 1 of 1000 values, '?' in line 17</c>; null where no more than half of the values are of another
    /// kind, or all are, as numbers with leading zeros.
    /// </summary>
    public static string? HintOf(TextCodes texts, TextParser parser) =>
        Hint(texts, "numbers", text => parser.Number(text) is not null)
        ?? Hint(texts, "dates", text => TextParser.Date(text) is not null)
        ?? Hint(texts, "Booleans", text => TextParser.Flag(text) is not null);

    private static string? Hint(TextCodes texts, string kind, Func<string, bool> isOfKind)
    {
        long present = 0, strays = 0;
        (string Text, long Line)? first = null;
        foreach (var (text, count, line) in texts.Different)
        {
            present += count;
            if (!isOfKind(text))
            {
                strays += count;
                first ??= (text, line);
            }
        }

        return first is { } stray && strays * 2 < present
            ? Invariant($"{kind} but for {strays} of {present} values, {(strays > 1 ? "the first " : "")}'{Shown(stray.Text)}' ")
                + Invariant($"in line {stray.Line}") + (kind == "numbers" ? TextParser.CommaRemedy(stray.Text) : "")
            : null;
    }

    private static string Shown(string text) =>
        (text.Length > LongestText ? text[..LongestText] + "…" : text).ReplaceLineEndings(" ");
}

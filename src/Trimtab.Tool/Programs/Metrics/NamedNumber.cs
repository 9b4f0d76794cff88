namespace Trimtab.Tool.Programs.Metrics;

/// <summary>
/// Numbers behind a name in a line of text: <c>accuracy=0.93</c>, <c>accuracy: 0.93</c>, <c>'accuracy': 0.93</c>. Pure functions, linear in
/// the line.
/// </summary>
internal static class NamedNumber
{
    private static readonly string[] _parts =
        ["train", "training", "val", "valid", "validation", "test", "testing", "eval", "evaluation", "dev", "best"];

    /// <summary>
    /// The last number of the name in the line, or the text in its place; null where there is neither. Where the name stands alone and
    /// behind a word for a part of the data, as in <c>loss: 0.3 val loss: 0.4</c>, it is the one alone.
    /// </summary>
    public static NumberText? Find(ReadOnlySpan<char> line, string name) => Find(line, name, StringComparison.Ordinal, needsSign: true);

    /// <summary>The name as it stands before a number in the line in other letters, capital or small; null where it does not.</summary>
    public static string? OtherCase(string line, string name)
    {
        for (int from = 0; line.IndexOf(name, from, StringComparison.OrdinalIgnoreCase) is var at and >= 0; from = at + 1)
        {
            var rest = line.AsSpan(at);
            if ((at == 0 || !IsOfName(line[at - 1])) && !rest.StartsWith(name, StringComparison.Ordinal)
                && Behind(rest[name.Length..], needsSign: true) is not null)
            {
                return line.Substring(at, name.Length);
            }
        }

        return null;
    }

    /// <summary>The step of a line: <c>step=3</c>, <c>Step 3/10</c>; null where no whole number says it.</summary>
    public static long? Step(ReadOnlySpan<char> line) => Whole(line, "step");

    /// <summary>The epoch of a line: <c>epoch: 3</c>, <c>Epoch 3/10</c>; null where no whole number says it.</summary>
    public static long? Epoch(ReadOnlySpan<char> line) => Whole(line, "epoch");

    /// <summary>The number as a step: whole, and not negative.</summary>
    public static long? Step(double? number) =>
        number is >= 0 and <= int.MaxValue - 1 && number == Math.Floor(number.Value) ? (long)number : null;

    private static long? Whole(ReadOnlySpan<char> line, string name) =>
        Step(Find(line, name, StringComparison.OrdinalIgnoreCase, needsSign: false)?.Value);

    private static NumberText? Find(ReadOnlySpan<char> line, string name, StringComparison comparison, bool needsSign)
    {
        NumberText? found = null;
        bool isFoundAlone = false;
        for (int from = 0; line[from..].IndexOf(name, comparison) is var at and >= 0; from += at + 1)
        {
            int start = from + at;
            bool isWhole = start == 0 || !IsOfName(line[start - 1]), isAlone = !IsOfPart(line[..start]);
            if (isWhole && (isAlone || !isFoundAlone) && Behind(line[(start + name.Length)..], needsSign) is { } value)
            {
                (found, isFoundAlone) = (value, isAlone);
            }
        }

        return found;
    }

    /// <summary>Whether a word for a part of the data, or for the best so far, stands before a name, as in <c>val loss</c>.</summary>
    private static bool IsOfPart(ReadOnlySpan<char> before)
    {
        var words = before.TrimEnd(' ');
        if (words.Length == before.Length)
        {
            return false;
        }

        foreach (string part in _parts)
        {
            if (words.EndsWith(part, StringComparison.OrdinalIgnoreCase)
                && (words.Length == part.Length || !char.IsLetterOrDigit(words[^(part.Length + 1)])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfName(char letter) => char.IsLetterOrDigit(letter) || letter is '_' or '-' or '.' or '/';

    /// <param name="rest">What stands behind the name.</param>
    /// <param name="needsSign">Whether <c>=</c> or <c>:</c> is needed; without it the number may be one of a total, as <c>3/10</c>.</param>
    private static NumberText? Behind(ReadOnlySpan<char> rest, bool needsSign)
    {
        rest = (rest is ['"' or '\'', ..] ? rest[1..] : rest).TrimStart();
        if (rest is ['=' or ':', ..])
        {
            return NumberReader.Read(rest[1..].TrimStart(), isCount: !needsSign);
        }

        return needsSign || rest is not [>= '0' and <= '9', ..] ? null : NumberReader.Read(rest, isCount: true);
    }
}

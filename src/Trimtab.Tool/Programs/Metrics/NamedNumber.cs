namespace Trimtab.Tool.Programs.Metrics;

/// <summary>
/// Numbers behind a name in a line of text: <c>accuracy=0.93</c>, <c>accuracy: 0.93</c>, <c>'accuracy': 0.93</c>. Pure functions, linear in
/// the line.
/// </summary>
internal static class NamedNumber
{
    /// <summary>The last number of the name in the line, or the text in its place; null where there is neither.</summary>
    public static NumberText? Find(ReadOnlySpan<char> line, string name) => Find(line, name, StringComparison.Ordinal, needsSign: true);

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
        for (int from = 0; line[from..].IndexOf(name, comparison) is var at and >= 0; from += at + 1)
        {
            int start = from + at;
            bool isWhole = start == 0 || !IsOfName(line[start - 1]);
            found = isWhole && Behind(line[(start + name.Length)..], needsSign) is { } value ? value : found;
        }

        return found;
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

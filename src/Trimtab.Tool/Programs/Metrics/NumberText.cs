namespace Trimtab.Tool.Programs.Metrics;

/// <summary>Text where a number is expected, which begins as one does.</summary>
/// <param name="Value">The number; null where the text goes on as no number does: <c>1,5</c>, <c>3ms</c>, <c>0x10</c>.</param>
/// <param name="Text">The text.</param>
internal readonly record struct NumberText(double? Value, string Text)
{
    private const int MostLetters = 40; // in messages

    /// <summary>A number.</summary>
    public static NumberText Of(double value) => new(value, "");

    /// <summary>Text that begins as a number and is none.</summary>
    public static NumberText Wrong(ReadOnlySpan<char> text) => new(
        null, text.Length > MostLetters ? $"{text[..MostLetters]}…" : text.ToString());

    /// <summary>The sentence about a metric whose number can't be read.</summary>
    public static string Refused(string metric, string text) =>
        $"The number of '{metric}' must be written as 0.93, -1.5e-3, nan or inf, with a point, without separators between digits and "
        + $"without a unit but %. Got '{text}'.";
}

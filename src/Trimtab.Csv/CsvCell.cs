using Trimtab.Tables;

namespace Trimtab.Csv;

/// <summary>Cells of a table as CSV has them. What is written reads back as it was, whatever text it is.</summary>
/// <remarks>
/// A text that a spreadsheet would take for a formula gets an apostrophe in front. So that it can be taken off again, a text that is such a
/// one behind apostrophes gets another, and the empty text is an apostrophe alone: an empty cell is null.
/// </remarks>
internal static class CsvCell
{
    /// <summary>A cell of a column as it is written.</summary>
    public static string Of(TableColumn column, object? cell) =>
        cell is null ? "" : cell is string ? Escaped(column.TextOf(cell)) : column.TextOf(cell);

    /// <summary>A text or title as it is written.</summary>
    public static string Escaped(string text) => NeedsApostrophe(text) ? "'" + text : text;

    /// <summary>A text or title that was written; null where the cell is empty.</summary>
    public static string? Plain(string text) => text switch
    {
        "" => null,
        ['\'', ..] when NeedsApostrophe(text[1..]) => text[1..],
        _ => text,
    };

    private static bool NeedsApostrophe(string text) =>
        text.AsSpan().TrimStart('\'') is [] or ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n', ..];
}

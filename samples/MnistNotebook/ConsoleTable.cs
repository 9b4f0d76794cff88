using Spectre.Console;

namespace MnistNotebook;

/// <summary>
/// Tables that never break inside a number or a name: where a terminal is too narrow they lose their frame, and long texts wrap between
/// words.
/// </summary>
internal static class ConsoleTable
{
    private const int LongText = 30; // what is longer has spaces to wrap at

    /// <summary>Whether rows of these cells fit into so many columns of a terminal without wrapping.</summary>
    public static bool Fits(int width, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows) =>
        Enumerable.Range(0, columns.Count).Sum(column => Widest(column, columns, rows)) + (3 * columns.Count) + 1 <= width;

    /// <param name="width">Columns of the terminal.</param>
    /// <param name="columns">The header.</param>
    /// <param name="rows">As many cells each.</param>
    /// <param name="style">The style of the row at a position; null for the default.</param>
    public static Table Of(int width, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows, Func<int, string>? style = null)
    {
        bool fits = Fits(width, columns, rows);
        var table = new Table().Border(fits ? TableBorder.Rounded : TableBorder.Simple);
        for (int column = 0; column < columns.Count; column++)
        {
            bool isLong = Widest(column, [], rows) > LongText;
            string header = fits || columns[column].Length <= Widest(column, [], rows)
                ? columns[column]
                : columns[column].Replace(' ', '\n');
            table.AddColumn(new TableColumn(Markup.Escape(header)) { NoWrap = fits || !isLong, Padding = new(fits ? 1 : 0, 0, 1, 0) });
        }

        for (int row = 0; row < rows.Count; row++)
        {
            table.AddRow([.. rows[row].Select(cell => new Markup($"[{style?.Invoke(row) ?? "default"}]{Markup.Escape(cell)}[/]"))]);
        }

        return table;
    }

    private static int Widest(int column, IReadOnlyList<string> columns, IReadOnlyList<string[]> rows) =>
        rows.Select(row => row[column].Length).Append(columns.Count > 0 ? columns[column].Length : 0).Max();
}

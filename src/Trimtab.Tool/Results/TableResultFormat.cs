using System.Globalization;
using Spectre.Console;

namespace Trimtab.Tool.Results;

/// <summary>A table for a person: short numbers, and no more columns than the terminal has room for.</summary>
[Named("table")]
internal sealed class TableResultFormat : IResultFormat
{
    private const int LongestCell = 40, Gap = 3;

    /// <inheritdoc/>
    public void Write(ResultRows rows, ToolContext context)
    {
        var flat = rows.Flat();
        var cells = flat.Rows.Select(row => row.Select(Short).ToArray()).ToList();
        int shown = Fitting([.. flat.Columns.Select(TerminalText.Of)], cells, context.OutputScreen.Profile.Width);
        var table = new Table().Border(TableBorder.Simple);
        for (int column = 0; column < shown; column++)
        {
            int at = column;
            bool isNumeric = cells.TrueForAll(row => row[at].Length == 0 || IsNumber(row[at]));
            table.AddColumn(new TableColumn(new Text(TerminalText.Of(flat.Columns[column])))
            {
                NoWrap = true,
                Alignment = isNumeric ? Justify.Right : Justify.Left,
            });
        }

        foreach (string[] row in cells)
        {
            table.AddRow([.. row.Take(shown).Select(cell => new Text(cell))]);
        }

        context.OutputScreen.Write(table);
        if (shown < flat.Columns.Count)
        {
            string rest = TerminalText.Of(string.Join(", ", flat.Columns.Skip(shown)));
            context.Error.WriteLine($"Not shown for lack of room: {rest}. Choose with --columns, or take --format csv.");
        }
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>How many columns, from the first, fit into a width; one or more.</summary>
    private static int Fitting(IReadOnlyList<string> columns, List<string[]> cells, int width)
    {
        int used = 0;
        for (int column = 0; column < columns.Count; column++)
        {
            used += Gap + cells.Select(row => Cells(row[column])).Append(Cells(columns[column])).Max();
            if (used > width)
            {
                return Math.Max(1, column);
            }
        }

        return columns.Count;
    }

    private static int Cells(string text) => new Text(text).Length;

    private static string Short(object? cell)
    {
        string text = cell switch
        {
            double number => number.ToString("G6", CultureInfo.InvariantCulture),
            DateTimeOffset time => time.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
            string given => TerminalText.Of(given.ReplaceLineEndings(" ")),
            System.Collections.IEnumerable list => string.Join(", ", list.Cast<object?>().Select(Short)),
            _ => TerminalText.Of(CellText.Of(cell)),
        };
        return text.Length > LongestCell ? text[..(LongestCell - 1)] + "…" : text;
    }
}

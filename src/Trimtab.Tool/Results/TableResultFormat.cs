using System.Globalization;
using Spectre.Console;

namespace Trimtab.Tool.Results;

/// <summary>A table for a person: short numbers, and no more columns than the terminal has room for.</summary>
[Named("table")]
internal sealed class TableResultFormat : IResultFormat
{
    private const int LongestCell = 40, LongestLastCell = 200, Gap = 3; // letters

    /// <inheritdoc/>
    public void Write(ResultRows rows, ToolContext context)
    {
        var flat = rows.Flat();
        var rowsOfCells = flat.Rows.ToList();
        string[] names = [.. flat.Columns.Select(TerminalText.Of)];
        var cells = rowsOfCells.Select(row => row.Select(cell => Cut(Text(cell), LongestCell)).ToArray()).ToList();
        int width = context.OutputScreen.Profile.Width, shown = Fitting(names, cells, width);
        if (rows.IsSingle && shown < names.Length)
        {
            WritePage(names, [.. rowsOfCells[0].Select(Text)], context);
            return;
        }

        int used = Enumerable.Range(0, shown - 1).Sum(column => WidthOf(names, cells, column));
        int room = Math.Clamp(width - used - Gap - 1, LongestCell, LongestLastCell);
        foreach (var (row, texts) in rowsOfCells.Zip(cells))
        {
            texts[shown - 1] = Cut(Text(row[shown - 1]), shown == names.Length ? room : LongestCell);
        }

        var table = new Table().Border(TableBorder.Simple);
        for (int column = 0; column < shown; column++)
        {
            int at = column;
            bool isNumeric = cells.TrueForAll(row => row[at].Length == 0 || IsNumber(row[at]));
            table.AddColumn(new TableColumn(new Spectre.Console.Text(TerminalText.Of(flat.Columns[column])))
            {
                NoWrap = true,
                Alignment = isNumeric ? Justify.Right : Justify.Left,
            });
        }

        foreach (string[] row in cells)
        {
            table.AddRow([.. row.Take(shown).Select(cell => new Spectre.Console.Text(cell))]);
        }

        context.OutputScreen.Write(table);
        if (shown < flat.Columns.Count)
        {
            string rest = TerminalText.Of(string.Join(", ", flat.Columns.Skip(shown)));
            context.Error.WriteLine($"Not shown for lack of room: {rest}. Choose with --columns, or take --format csv.");
        }
    }

    /// <summary>The cells of a single row, a line each.</summary>
    private static void WritePage(string[] names, string[] texts, ToolContext context)
    {
        var grid = new Grid().AddColumn(new() { NoWrap = true, Padding = new(1, 0, 2, 0) }).AddColumn();
        foreach (var (name, text) in names.Zip(texts).Where(item => item.Second.Length > 0))
        {
            grid.AddRow(new Spectre.Console.Text(name), new Spectre.Console.Text(text));
        }

        context.OutputScreen.Write(grid);
    }

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    /// <summary>How many columns, from the first, fit into a width; one or more.</summary>
    private static int Fitting(string[] columns, List<string[]> cells, int width)
    {
        int used = 0;
        for (int column = 0; column < columns.Length; column++)
        {
            used += WidthOf(columns, cells, column);
            if (used > width)
            {
                return Math.Max(1, column);
            }
        }

        return columns.Length;
    }

    /// <summary>Columns of the terminal that a column takes.</summary>
    private static int WidthOf(string[] columns, List<string[]> cells, int column) =>
        Gap + cells.Select(row => Cells(row[column])).Append(Cells(columns[column])).Max();

    private static int Cells(string text) => new Spectre.Console.Text(text).Length;

    private static string Text(object? cell) => cell switch
    {
        double number => number.ToString("G6", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.LocalDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        string given => TerminalText.Of(given.ReplaceLineEndings(" ")),
        System.Collections.IEnumerable list => string.Join(", ", list.Cast<object?>().Select(Text)),
        _ => TerminalText.Of(CellText.Of(cell)),
    };

    private static string Cut(string text, int longest) => text.Length > longest ? text[..(longest - 1)] + "…" : text;
}

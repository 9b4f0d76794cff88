using System.Globalization;
using System.Text;
using System.Text.Json;
using Trimtab.Storages;

namespace Trimtab.Tables;

/// <summary>JSON lines: an object for each row, on a line of its own, as <c>pandas.read_json(path, lines=True)</c> reads it.</summary>
/// <remarks>
/// UTF-8. A cell that is missing is left out; null is a value, and what the first row has of a column without cells. Numbers that are not
/// finite are <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, as Python writes them. Arrays and objects are read as their text. Time and
/// memory are O(cells that are there). Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// await study.ExportAsync("trials.jsonl");
/// </code>
/// </example>
[Named("jsonl", "ndjson")]
public sealed class JsonLinesFormat : TableFormat
{
    /// <inheritdoc/>
    public override async Task WriteAsync(TrialTable table, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(stream);
        string[] names = [.. table.Columns.Select(column => PythonText.Quote(column.Name))];
        var cells = new RowCells(table.Columns.Select(WithACell));
        var line = new StringBuilder();
        var writer = new StreamWriter(stream, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            for (int row = 0; row < table.Count; row++)
            {
                Write(line.Clear(), names, cells.Of(row));
                await writer.WriteAsync(line, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<TrialTable> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var table = new TableBuilder();
        int rows = 0;
        using var reader = new StreamReader(stream, leaveOpen: true);
        for (int number = 1; await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                Read(line, number, rows++, table);
            }
        }

        return new([.. table.Columns(rows).Select(column => TableColumn.Of(column.Name, column.Cells))]) { HasTypedCells = true };
    }

    /// <summary>The column; where it has no cell, with null in its first row, so that a reader knows of it.</summary>
    private static TableColumn WithACell(TableColumn column) => column.Filled.Any() || column.Cells.Count == 0
        ? column
        : new(column.Name, typeof(object), [DBNull.Value]);

    private static void Write(StringBuilder line, string[] names, IEnumerable<(int Column, object Cell)> cells)
    {
        line.Append('{');
        foreach (var (column, cell) in cells)
        {
            line.Append(line.Length > 1 ? ", " : "").Append(names[column]).Append(": ");
            switch (cell)
            {
                case string text: PythonText.Append(line, text); break;
                case double number: line.Append(PythonText.Number(number)); break;
                case DateTimeOffset: PythonText.Append(line, TableText.Of(cell)); break;
                default: line.Append(TableText.Of(cell)); break;
            }
        }

        line.Append("}\n");
    }

    private static void Read(string line, int number, int row, TableBuilder table)
    {
        try
        {
            for (var members = PythonJson.Members(PythonJson.Value(Encoding.UTF8.GetBytes(line))); members.MoveNext();)
            {
                table.Set(row, PythonJson.Text(members.Name), Cell(members.Value)); // of two members of one name the last is kept
            }
        }
        catch (JsonException error)
        {
            throw new TrimtabException(
                Invariant($"Every line of JSON lines must be an object. Line {number} is not: {error.Message}"), error);
        }
    }

    private static object Cell(ReadOnlySpan<byte> value)
    {
        if (PythonJson.IsString(value))
        {
            return PythonJson.Text(value);
        }

        string text = Encoding.UTF8.GetString(value);
        return text switch
        {
            "null" => DBNull.Value,
            "true" => true,
            "false" => false,
            ['[' or '{', ..] => text,
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
            _ => PythonJson.Number(value),
        };
    }
}

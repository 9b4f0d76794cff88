using System.Globalization;
using System.Text;
using System.Text.Json;
using Trimtab.Storages;

namespace Trimtab.Tables;

/// <summary>JSON lines: an object for each row, on a line of its own, as <c>pandas.read_json(path, lines=True)</c> reads it.</summary>
/// <remarks>
/// UTF-8. A cell that is null is left out. Numbers that are not finite are <c>NaN</c>, <c>Infinity</c> and <c>-Infinity</c>, as Python
/// writes them. Arrays and objects are read as their text. Thread-safe.
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
        var writer = new StreamWriter(stream, leaveOpen: true);
        await using (writer.ConfigureAwait(false))
        {
            for (int row = 0; row < table.Count; row++)
            {
                await writer.WriteAsync(Line(table, row).AsMemory(), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<TrialTable> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var columns = new OrderedDictionary<string, List<object?>>(StringComparer.Ordinal);
        int rows = 0;
        using var reader = new StreamReader(stream, leaveOpen: true);
        for (int number = 1; await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line; number++)
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                Read(line, number, rows++, columns);
            }
        }

        return new([.. columns.Select(column => TableColumn.Of(column.Key, Filled(column.Value, rows)))]);
    }

    private static string Line(TrialTable table, int row)
    {
        var cells = table.Columns.Where(column => column.Cells[row] is not null)
            .Select(column => $"{PythonText.Quote(column.Name)}: {Json(column.Cells[row]!)}");
        return $"{{{string.Join(", ", cells)}}}\n";
    }

    private static string Json(object cell) => cell switch
    {
        double number => PythonText.Number(number),
        long whole => Invariant($"{whole}"),
        bool truth => truth ? "true" : "false",
        _ => PythonText.Quote(TableText.Of(cell)),
    };

    private static void Read(string line, int number, int row, OrderedDictionary<string, List<object?>> columns)
    {
        try
        {
            for (var members = PythonJson.Members(PythonJson.Value(Encoding.UTF8.GetBytes(line))); members.MoveNext();)
            {
                string name = PythonJson.Text(members.Name);
                if (!columns.TryGetValue(name, out var cells))
                {
                    columns.Add(name, cells = []);
                }

                Filled(cells, row);
                cells.Add(Cell(members.Value));
            }
        }
        catch (JsonException error)
        {
            throw new TrimtabException(
                Invariant($"Every line of JSON lines must be an object. Line {number} is not: {error.Message}"), error);
        }
    }

    /// <summary>The cells of the first <paramref name="rows"/> rows; those that are missing are null.</summary>
    private static List<object?> Filled(List<object?> cells, int rows)
    {
        cells.AddRange(Enumerable.Repeat<object?>(null, Math.Max(0, rows - cells.Count)));
        cells.RemoveRange(rows, cells.Count - rows); // of two members of one name the last is kept
        return cells;
    }

    private static object? Cell(ReadOnlySpan<byte> value)
    {
        if (PythonJson.IsString(value))
        {
            return PythonJson.Text(value);
        }

        string text = Encoding.UTF8.GetString(value);
        return text switch
        {
            "null" => null,
            "true" => true,
            "false" => false,
            ['[' or '{', ..] => text,
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) => whole,
            _ => PythonJson.Number(value),
        };
    }
}

using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Trimtab.Tables;

namespace Trimtab.Csv;

/// <summary>Comma-separated values with a line of titles, as spreadsheets and <c>pandas.read_csv</c> read them.</summary>
/// <remarks>
/// UTF-8. Written as RFC 4180 says, numbers with a point. A text that a spreadsheet would take for a formula begins with an apostrophe,
/// which is removed where it is read. Semicolons, tabs and bars separate as well where a file is read. An empty cell is null. Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// await study.ExportAsync("trials.csv");
/// </code>
/// </example>
[Named("csv")]
public sealed class CsvFormat : TableFormat
{
    private static readonly CsvConfiguration _configuration = new(CultureInfo.InvariantCulture)
    {
        DetectDelimiter = true,
        DetectDelimiterValues = [",", ";", "\t", "|"],
        NewLine = "\n",
        BadDataFound = bad => throw new TrimtabException(Invariant(
            $"A quote of CSV must begin and end a cell, and stand twice inside one. Line {bad.Context.Parser!.RawRow} has another one.")),
    };

    /// <inheritdoc/>
    public override async Task WriteAsync(TrialTable table, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(stream);
        var text = new StreamWriter(stream, leaveOpen: true);
        await using (text.ConfigureAwait(false))
        {
            var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { NewLine = "\n" }, leaveOpen: true);
            await using (csv.ConfigureAwait(false))
            {
                await WriteAsync(csv, table.Columns.Select(column => Escaped(column.Name))).ConfigureAwait(false);
                for (int row = 0; row < table.Count; row++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await WriteAsync(csv, table.Columns.Select(column => Text(column.Cells[row]))).ConfigureAwait(false);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<TrialTable> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var text = new StreamReader(stream, leaveOpen: true);
        using var csv = new CsvParser(text, _configuration, leaveOpen: true);
        if (!await csv.ReadAsync().ConfigureAwait(false))
        {
            throw new TrimtabException("A file of CSV must have a line of titles. This one is empty.");
        }

        string[] titles = csv.Record!;
        var rows = new List<string[]>();
        while (await csv.ReadAsync().ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(csv.Record!.Length == titles.Length ? csv.Record : throw new TrimtabException(Invariant(
                $"Every line of CSV must have a cell for each title. Line {csv.RawRow} has {csv.Record.Length}, and there are ")
                + Invariant($"{titles.Length} titles: a text with a separator in it stands in quotes.")));
        }

        return new(
        [
            .. titles.Select((title, i) => new TableColumn(Plain(title) ?? "", typeof(string), [.. rows.Select(row => Plain(row[i]))])),
        ]);
    }

    private static async Task WriteAsync(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (string cell in cells)
        {
            csv.WriteField(cell);
        }

        await csv.NextRecordAsync().ConfigureAwait(false);
    }

    private static string Text(object? cell) => cell is null ? "" : cell is string text ? Escaped(text) : TableText.Of(cell);

    /// <summary>A text behind an apostrophe where a spreadsheet would take it for a formula.</summary>
    private static string Escaped(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;

    private static string? Plain(string text) => text switch
    {
        "" => null,
        ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] => text[1..],
        _ => text,
    };
}

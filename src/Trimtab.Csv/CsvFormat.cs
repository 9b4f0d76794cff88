using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using Trimtab.Tables;

namespace Trimtab.Csv;

/// <summary>Comma-separated values with a line of titles, as spreadsheets and <c>pandas.read_csv</c> read them.</summary>
/// <remarks>
/// UTF-8. Written as RFC 4180 says, with line feeds, and numbers with a point. A text that a spreadsheet would take for a formula begins
/// with an apostrophe, which is removed where it is read. What is read may have any line ends, semicolons, tabs or bars for separators
/// (then numbers may have decimal commas), Excel's first line <c>sep=;</c>, and blank columns without a title, which are left out. An empty
/// cell is null. Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// await study.ExportAsync("trials.csv");
/// </code>
/// </example>
[Named("csv")]
public sealed class CsvFormat : TableFormat
{
    private const int LongestShown = 40; // characters of a cell in a message

    private static readonly string[] _separators = [",", ";", "\t", "|"];

    private static readonly CsvConfiguration _written = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\n",
        ShouldQuote = cell => ConfigurationFunctions.ShouldQuote(cell) || IsQuoted(cell.Field ?? ""),
    };

    /// <inheritdoc/>
    public override async Task WriteAsync(TrialTable table, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(stream);
        var text = new StreamWriter(stream, leaveOpen: true);
        await using (text.ConfigureAwait(false))
        {
            var csv = new CsvWriter(text, _written, leaveOpen: true);
            await using (csv.ConfigureAwait(false))
            {
                await WriteAsync(csv, table.Columns.Select(column => CsvCell.Escaped(column.Name))).ConfigureAwait(false);
                for (int row = 0; row < table.Count; row++)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    await WriteAsync(csv, table.Columns.Select(column => CsvCell.Of(column, column.Cells[row]))).ConfigureAwait(false);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<TrialTable> ReadAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        CsvText source = new(stream, encoding: null);
        try
        {
            return await ReadAsync(source, cancellationToken).ConfigureAwait(false);
        }
        catch (DecoderFallbackException)
        {
            throw source.Invalid();
        }
    }

    private static async Task<TrialTable> ReadAsync(CsvText source, CancellationToken cancellationToken)
    {
        string? separator = source.Separator();
        int before = separator is null ? 0 : 1; // lines
        using var text = source.Open(before);
        using var csv = new CsvParser(text, Reading(separator, before), leaveOpen: true);
        string[] titles = [];
        while (titles.All(string.IsNullOrWhiteSpace))
        {
            titles = await csv.ReadAsync().ConfigureAwait(false) ? csv.Record! : throw new TrimtabException(
                "A file of CSV must have a line of titles. This one is empty.");
        }

        var rows = new List<string[]>();
        while (await csv.ReadAsync().ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(Cells(csv.Record!, titles.Length, csv.RawRow + before));
        }

        return new([.. titles.Select(Column).Where(column => !IsBlank(column.Name) || !column.Cells.All(IsBlank))])
        {
            AllowsDecimalComma = csv.Delimiter != ",",
        };

        TableColumn Column(string title, int i) =>
            new(CsvCell.Plain(title) ?? "", typeof(string), [.. rows.Select(row => CsvCell.Plain(row[i]))]);
    }

    /// <summary>How CSV is parsed.</summary>
    /// <param name="separator">What stands between cells; detected where it is null.</param>
    /// <param name="linesBefore">Lines that were read before, for messages.</param>
    internal static CsvConfiguration Reading(string? separator, int linesBefore) => new(CultureInfo.InvariantCulture)
    {
        DetectDelimiter = separator is null,
        DetectDelimiterValues = _separators,
        Delimiter = separator ?? ",",
        WhiteSpaceChars = separator == " " ? ['\t'] : [' '],
        IgnoreBlankLines = false, // a row of one column that is null is such a line
        BadDataFound = bad => throw new TrimtabException(Invariant(
            $"A quote of CSV must begin and end a cell, and stand twice inside one. Line {FirstLineOf(bad) + linesBefore} has ")
            + $"another one, in the cell that begins {Beginning(bad.Field)}."),
    };

    /// <summary>A row's cells, one for each title; blank ones may be missing from a blank row, or be too many.</summary>
    internal static string[] Cells(string[] cells, int titles, int line) =>
        cells.Length == titles ? cells
        : cells.Length > titles && cells[titles..].All(IsBlank) ? cells[..titles]
        : cells.All(IsBlank) ? [.. cells, .. Enumerable.Repeat("", titles - cells.Length)]
        : throw new TrimtabException(Invariant(
            $"Every line of CSV must have a cell for each title. Line {line} has {cells.Length}, and there are {titles} titles: a text ")
            + "with a separator in it stands in quotes.");

    /// <summary>The line in which a row begins: a quote that is not closed makes one of all lines after it.</summary>
    private static int FirstLineOf(BadDataFoundArgs bad)
    {
        bool isOpen = bad.Field is [.., '\r' or '\n'] && bad.RawRecord.EndsWith(bad.Field, StringComparison.Ordinal);
        var row = isOpen ? bad.RawRecord : bad.RawRecord.AsSpan().TrimEnd("\r\n"); // the line end behind a row is not counted yet
        int lineEnds = row.Contains('\n') ? row.Count('\n') : row.Count('\r');
        return bad.Context.Parser!.RawRow - lineEnds;
    }

    private static string Beginning(string cell)
    {
        string line = cell.TrimStart('\r', '\n').Split('\r', '\n')[0];
        return line.Length > LongestShown ? line[..LongestShown] + "…" : line;
    }

    private static bool IsBlank(object? cell) => string.IsNullOrWhiteSpace((string?)cell);

    /// <summary>Whether a text would be read as something else without quotes.</summary>
    private static bool IsQuoted(string text) =>
        text.AsSpan().ContainsAny("\r\n;\t|") || text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase);

    private static async Task WriteAsync(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (string cell in cells)
        {
            csv.WriteField(cell);
        }

        await csv.NextRecordAsync().ConfigureAwait(false);
    }
}

using CsvHelper;

namespace Trimtab.Csv;

/// <summary>The rows of a text of CSV, from its beginning whenever they are asked for. Not thread-safe.</summary>
internal sealed class CsvRows
{
    private readonly CsvText _text;
    private readonly bool _hasTitles;
    private readonly string? _separator;
    private readonly int _linesBefore; // that are no CSV

    public CsvRows(CsvText text, CsvReading reading)
    {
        (_text, _hasTitles) = (text, reading.HasTitles);
        string? written = text.Separator();
        _separator = reading.Separator?.ToString() ?? written;
        _linesBefore = written is null ? 0 : 1;
    }

    /// <summary>The columns' titles; the blank ones at the end of the line are left out.</summary>
    /// <exception cref="TrimtabException">There is no line.</exception>
    public string[] Titles()
    {
        using var text = _text.Open(_linesBefore);
        using var csv = Parser(text);
        if (!ReadFirst(csv))
        {
            throw new TrimtabException("CSV must have a line of titles, or a row. There is none: the file is empty.");
        }

        return _hasTitles
            ? [.. csv.Record!.Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse().Select(title => title.Trim())]
            : [.. Enumerable.Range(0, csv.Record!.Length).Select(i => Invariant($"x{i}"))];
    }

    /// <summary>The rows below the titles, without blank lines, with the line each ends in.</summary>
    /// <exception cref="TrimtabException">A line has another number of cells than there are titles.</exception>
    public IEnumerable<(string[] Texts, long Line)> Rows()
    {
        int titles = Titles().Length;
        using var text = _text.Open(_linesBefore);
        using var csv = Parser(text);
        bool isRow = ReadFirst(csv) && (!_hasTitles || csv.Read());
        for (; isRow; isRow = csv.Read())
        {
            if (!IsBlankLine(csv))
            {
                int line = csv.RawRow + _linesBefore;
                yield return (CsvFormat.Cells(csv.Record!, titles, line), line);
            }
        }
    }

    /// <summary>Reads the first line that is not blank and, where it has titles, has one.</summary>
    private bool ReadFirst(CsvParser csv)
    {
        while (csv.Read())
        {
            if (!IsBlankLine(csv) && !(_hasTitles && csv.Record!.All(string.IsNullOrWhiteSpace)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a line has nothing but blanks: no separator, which makes a row of missing values, and no quotes, which make a cell.
    /// </summary>
    private static bool IsBlankLine(CsvParser csv) =>
        csv.Count == 1 && string.IsNullOrWhiteSpace(csv[0]) && string.IsNullOrWhiteSpace(csv.RawRecord);

    private CsvParser Parser(StreamReader text) => new(text, CsvFormat.Reading(_separator, _linesBefore), leaveOpen: true);
}

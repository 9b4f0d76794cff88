using CsvHelper;

namespace Trimtab.Csv;

/// <summary>The rows of a stream of CSV, from its beginning whenever they are asked for. Not thread-safe.</summary>
internal sealed class CsvRows(Stream stream, CsvReading reading)
{
    private readonly string? _separator = reading.Separator?.ToString() ?? Said(stream);
    private readonly bool _isSaid = Said(stream) is not null;

    /// <summary>The columns' titles; the blank ones at the end of the line are left out.</summary>
    /// <exception cref="TrimtabException">There is no line.</exception>
    public string[] Titles()
    {
        using var text = Open();
        using var csv = Parser(text);
        if (!ReadFirst(csv))
        {
            throw new TrimtabException("CSV must have a line of titles, or a row. There is none: the file is empty.");
        }

        return reading.HasTitles
            ? [.. csv.Record!.Reverse().SkipWhile(string.IsNullOrWhiteSpace).Reverse().Select(title => title.Trim())]
            : [.. Enumerable.Range(0, csv.Record!.Length).Select(i => Invariant($"x{i}"))];
    }

    /// <summary>The rows below the titles, without those of blank cells only, with the line each ends in.</summary>
    /// <exception cref="TrimtabException">A line has another number of cells than there are titles.</exception>
    public IEnumerable<(string[] Texts, long Line)> Rows()
    {
        int titles = Titles().Length;
        using var text = Open();
        using var csv = Parser(text);
        bool isRow = ReadFirst(csv) && (!reading.HasTitles || csv.Read());
        for (; isRow; isRow = csv.Read())
        {
            string[] cells = csv.Record!;
            int line = csv.RawRow + (_isSaid ? 1 : 0);
            if (cells.All(string.IsNullOrWhiteSpace))
            {
                continue;
            }

            if (cells.Length == titles)
            {
                yield return (cells, line);
            }
            else if (cells.Length > titles && cells[titles..].All(string.IsNullOrWhiteSpace))
            {
                yield return (cells[..titles], line);
            }
            else
            {
                throw new TrimtabException(
                    "Every line of CSV must have a cell for each title. "
                    + Invariant($"Line {line} has {cells.Length}, and there are {titles} titles: ")
                    + "a text with a separator in it stands in quotes.");
            }
        }
    }

    private static bool ReadFirst(CsvParser csv)
    {
        while (csv.Read())
        {
            if (!csv.Record!.All(string.IsNullOrWhiteSpace))
            {
                return true;
            }
        }

        return false;
    }

    private StreamReader Open()
    {
        stream.Position = 0;
        var text = new StreamReader(stream, bufferSize: 1 << 16, leaveOpen: true);
        if (_isSaid)
        {
            text.ReadLine();
        }

        return text;
    }

    private CsvParser Parser(StreamReader text) => new(text, CsvFormat.Reading(_separator, _isSaid ? 1 : 0), leaveOpen: true);

    private static string? Said(Stream stream)
    {
        stream.Position = 0;
        using var text = new StreamReader(stream, leaveOpen: true);
        char[] head = new char[6];
        text.ReadBlock(head);
        return CsvFormat.SaidIn(head);
    }
}

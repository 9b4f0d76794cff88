using System.Globalization;
using System.Text;
using Trimtab.Files;
using Trimtab.ModelSelection;

namespace Trimtab.Networks;

/// <summary>Writes a line of figures per epoch to a CSV file: <c>epoch</c>, then every measure, named in the first line (RFC 4180). Each line is on disk when the next epoch begins.</summary>
/// <param name="path">The file; made anew unless <paramref name="append"/>.</param>
/// <param name="append">Whether lines are added to a file that is there; its columns must be the same.</param>
public sealed class CsvLogger(string path, bool append = false) : Callback
{
    private string[]? _columns;

    /// <inheritdoc/>
    public override void TrainingBegins(TrainingState state)
    {
        _columns = null;
        if (!append)
        {
            AtomicFile.Write(path, "");
        }
    }

    /// <inheritdoc/>
    public override void EpochEnded(TrainingState state, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        _columns ??= Columns(report);
        var figures = _columns.Skip(1).Select(column => report.Measures.GetValueOrDefault(column, double.NaN).ToString("R", CultureInfo.InvariantCulture));
        Append([report.Epoch.ToString(CultureInfo.InvariantCulture), .. figures]);
    }

    /// <summary>The columns of the file that is there, or those of the first report, written as its head.</summary>
    private string[] Columns(EpochReport report)
    {
        string[] columns = ["epoch", .. report.Measures.Keys], cells = [.. columns.Select(column => CellText.Csv(column.ReplaceLineEndings(" ")))];
        string head = string.Join(',', cells);
        string? there = append ? Head() : null;
        if (there is null)
        {
            Append(cells);
        }
        else if (there != head)
        {
            throw new TrimtabException($"A log that is appended to must have the columns {head}. Got {there} in '{path}': name another file.");
        }

        return columns;
    }

    /// <summary>The first line of the file that is there; null where there is none.</summary>
    private string? Head()
    {
        using var file = SharedFile.OpenReadIfExists(path);
        return file is null ? null : new StreamReader(file).ReadLine();
    }

    private void Append(IEnumerable<string> cells) => SharedFile.Append(path, Encoding.UTF8.GetBytes(string.Join(',', cells) + "\n"));
}

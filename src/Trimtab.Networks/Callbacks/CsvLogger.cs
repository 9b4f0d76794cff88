using System.Globalization;
using System.Text;
using Trimtab.Files;

namespace Trimtab.Networks;

/// <summary>Writes the loss and metrics of each epoch as a line of a CSV file (RFC 4180).</summary>
/// <param name="path">The file; overwritten unless <paramref name="append"/>.</param>
/// <param name="append">Whether lines are appended to an existing file, which must have the same columns. Default false.</param>
/// <remarks>
/// In a search, each training writes a file of its own, named as those of <see cref="ModelCheckpoint"/>.
/// Columns: <c>epoch</c>, then all metrics, named in the first line. Each line is on disk before the next epoch begins.
/// <code>
/// model.Fit(train, new() { Epochs = 10, Callbacks = [new CsvLogger("training.csv")] });
/// </code>
/// </remarks>
public sealed class CsvLogger(string path, bool append = false) : Callback
{
    private string[]? _columns;
    private string _path = "";

    /// <summary>Empty: a training does not depend on its log.</summary>
    public override string Key => "";

    /// <inheritdoc/>
    public override void OnTrainBegin(TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        (_columns, _path) = (null, FitFileName.Of(path, state.FitName));
        if (!append)
        {
            AtomicFile.Write(_path, "");
        }
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingState state, EpochReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        _columns ??= Columns(report);
        var metrics = _columns.Skip(1).Select(column => report.Metrics.GetValueOrDefault(column, double.NaN));
        Append([
            report.Epoch.ToString(CultureInfo.InvariantCulture),
            .. metrics.Select(value => value.ToString("R", CultureInfo.InvariantCulture)),
        ]);
    }

    /// <summary>
    /// The columns of the first report, after a check against the header of an existing file, or after writing the header.
    /// </summary>
    private string[] Columns(EpochReport report)
    {
        string[] columns = ["epoch", .. report.Metrics.Keys];
        string[] cells = [.. columns.Select(column => CellText.Csv(column.ReplaceLineEndings(" ")))];
        string header = string.Join(',', cells);
        string? existing = append ? ExistingHeader() : null;
        if (existing is null)
        {
            Append(cells);
        }
        else if (existing != header)
        {
            throw new TrimtabException(
                $"A log that is appended to must have the columns {header}. Got {existing} in '{_path}': choose another file.");
        }

        return columns;
    }

    /// <summary>The first line of the existing file; null if there is no file.</summary>
    private string? ExistingHeader()
    {
        using var file = SharedFile.OpenReadIfExists(_path);
        return file is null ? null : new StreamReader(file).ReadLine();
    }

    private void Append(IEnumerable<string> cells) =>
        SharedFile.Append(_path, Encoding.UTF8.GetBytes(string.Join(',', cells) + "\n"));
}

using Trimtab.Files;

namespace Trimtab.Tables;

/// <summary>Adds the rows of a file to a study that others may add to at the same time.</summary>
/// <param name="rows">The trials of the rows.</param>
/// <param name="addsAgain">Whether rows are added that the study has.</param>
internal sealed class TableImport(IReadOnlyList<Trial> rows, bool addsAgain)
{
    /// <summary>The trials of a file's rows, as a study would have them.</summary>
    /// <exception cref="TrimtabException">The file is damaged, or is no table of such trials.</exception>
    public static async Task<TableImport> ReadAsync(string path, Study study, ImportOptions options, CancellationToken cancellationToken)
    {
        var format = TableFormat.Of(path);
        var file = SharedFile.OpenRead(path);
        await using (file.ConfigureAwait(false))
        {
            var table = await ReadAsync(format, file, path, cancellationToken).ConfigureAwait(false);
            if (table.Count == 0)
            {
                return new([], options.AddsAgain);
            }

            var rows = new TableRows(table, study.Options, options);
            var trials = rows.Read().Select(row => study.Checked(WithSource(row, path))).ToList();
            if (rows.Others.Count > 0)
            {
                options.KeptAsAttributes?.Invoke(rows.Others);
            }

            return new(trials, options.AddsAgain);
        }
    }

    /// <summary>Adds the rows that the study lacks.</summary>
    /// <remarks>
    /// What the study has is looked up, and rows are added on condition that it has not grown since: of two imports at once neither adds
    /// what the other has added. Where others keep adding trials, ever fewer are added at once, so that it comes to an end.
    /// </remarks>
    /// <param name="read">Reads all trials of the study.</param>
    /// <param name="add">Adds trials, the first with a number, and returns how many were added.</param>
    /// <returns>How many were added.</returns>
    public int Add(Func<IReadOnlyList<Trial>> read, Func<IReadOnlyList<Trial>, int?, int> add)
    {
        if (addsAgain)
        {
            return add(rows, null);
        }

        int added = 0;
        for (int most = Math.Max(1, rows.Count); ; most = Math.Max(1, most / 2))
        {
            var trials = read();
            var known = new NewRows(trials);
            List<Trial> missing = [.. rows.Where(known.IsNew)];
            int number = trials.Count, before = added;
            for (int wanted = 1, got = 1; got == wanted && added - before < missing.Count; added += got)
            {
                var next = missing.Skip(added - before).Take(most).ToList();
                (wanted, got) = (next.Count, add(next, number + added - before));
            }

            if (added - before == missing.Count)
            {
                return added;
            }
        }
    }

    private static async Task<TrialTable> ReadAsync(TableFormat format, Stream file, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await format.ReadAsync(file, cancellationToken).ConfigureAwait(false);
        }
        catch (TrimtabException error)
        {
            throw new TrimtabException($"'{path}' can't be read. {error.Message}", error);
        }
    }

    private static Trial WithSource(Trial row, string path) => row with
    {
        Attributes = new Dictionary<string, string>(row.Attributes)
        {
            [ImportOptions.SourceAttribute] = Invariant($"{Path.GetFileName(path)}, row {row.Number + 1}"),
        },
    };
}

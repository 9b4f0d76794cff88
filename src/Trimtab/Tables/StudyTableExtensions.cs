using Trimtab.Files;

namespace Trimtab.Tables;

/// <summary>Trials of a study in files of tables.</summary>
public static class StudyTableExtensions
{
    extension(Study study)
    {
        /// <summary>
        /// Writes the study's trials to a file, a row for each, with the columns of <see cref="TrialTable.Of"/>; its extension says the
        /// format: <c>.jsonl</c>, and with Trimtab.Csv and Trimtab.Parquet <c>.csv</c> and <c>.parquet</c>.
        /// </summary>
        /// <param name="path">The file. One that exists is replaced when all is written.</param>
        /// <param name="cancellationToken">Ends the writing; what was there before is unchanged.</param>
        /// <exception cref="UnknownNameException">No format has the extension.</exception>
        /// <exception cref="IOException">The file can't be written.</exception>
        public Task ExportAsync(string path, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(study);
            return StudySnapshot.Of(study).ExportAsync(path, cancellationToken);
        }

        /// <summary>
        /// Adds a trial for each row of a file, as one that this study's <c>ExportAsync</c> or Optuna's <c>trials_dataframe</c> has
        /// written, or a spreadsheet with results: a column for each parameter and objective. Samplers learn from them.
        /// </summary>
        /// <remarks>
        /// All rows are read before the first is added. Rows whose <c>state</c> says that they wait or run are left out; without such a
        /// column every row is a complete trial. Trials get the study's next numbers.
        /// </remarks>
        /// <param name="path">The file; its extension says the format.</param>
        /// <param name="options">How rows become trials.</param>
        /// <param name="cancellationToken">Ends the reading; nothing is added then.</param>
        /// <returns>How many trials were added.</returns>
        /// <exception cref="UnknownNameException">No format has the extension, or a parameter or objective has no column.</exception>
        /// <exception cref="IOException">The file can't be read.</exception>
        /// <exception cref="TrimtabException">
        /// The file is damaged, there is no space, or a cell is not what its column must have. Nothing is added then.
        /// </exception>
        public async Task<int> ImportAsync(string path, ImportOptions? options = null, CancellationToken cancellationToken = default)
        {
            var format = TableFormat.Of(path);
            var file = SharedFile.OpenRead(path);
            await using (file.ConfigureAwait(false))
            {
                var table = await format.ReadAsync(file, cancellationToken).ConfigureAwait(false);
                var trials = new TableRows(table, study.Options, options ?? new()).Read();
                foreach (var trial in trials)
                {
                    study.Add(trial);
                }

                return trials.Count;
            }
        }
    }
}

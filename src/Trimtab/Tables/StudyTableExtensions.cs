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
        /// All rows are read before the first is added, and are added together. Rows that are blank are left out, as are those whose
        /// <c>state</c> says that they wait or run, and those that the study has already (<see cref="ImportOptions.AddsAgain"/>); without
        /// a <c>state</c> every row is a complete trial. Trials get the study's next numbers, and
        /// <see cref="ImportOptions.SourceAttribute"/> says where they come from.
        /// </remarks>
        /// <param name="path">The file; its extension says the format.</param>
        /// <param name="options">How rows become trials.</param>
        /// <param name="cancellationToken">Ends the reading; nothing is added then.</param>
        /// <returns>How many trials were added.</returns>
        /// <exception cref="UnknownNameException">
        /// No format has the extension, or <see cref="ImportOptions.Titles"/> name what is neither a parameter nor an objective.
        /// </exception>
        /// <exception cref="IOException">The file can't be read.</exception>
        /// <exception cref="TrimtabException">
        /// The file is damaged, there is no space, a parameter or objective has no column, or a cell is not what its column must have.
        /// Nothing is added then.
        /// </exception>
        public async Task<int> ImportAsync(string path, ImportOptions? options = null, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(study);
            var import = await TableImport.ReadAsync(path, study, options ?? new(), cancellationToken).ConfigureAwait(false);
            return import.Add(
                () =>
                {
                    study.Refresh();
                    return study.Trials;
                },
                (trials, number) => study.Store.Add(trials, number).Count);
        }
    }
}

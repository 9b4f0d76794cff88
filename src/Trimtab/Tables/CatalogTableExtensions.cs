using Trimtab.Storages;

namespace Trimtab.Tables;

/// <summary>Files of tables as trials of studies that are stored.</summary>
public static class CatalogTableExtensions
{
    extension(StudyCatalog catalog)
    {
        /// <summary>
        /// Adds a trial for each row of a file to a study, created where it is missing, as a study's <c>ImportAsync</c> does. It is not
        /// opened: no trial of another process is given back.
        /// </summary>
        /// <param name="study">Name and objectives of the study.</param>
        /// <param name="path">The file; its extension says the format.</param>
        /// <param name="options">How rows become trials; their space must be given.</param>
        /// <param name="cancellationToken">Ends the reading; nothing is added then.</param>
        /// <returns>How many trials were added.</returns>
        /// <exception cref="UnknownNameException">
        /// No format has the extension, or <see cref="ImportOptions.Titles"/> name what is neither a parameter nor an objective.
        /// </exception>
        /// <exception cref="IOException">The file can't be read.</exception>
        /// <exception cref="TrimtabException">
        /// The file is damaged, there is no space, a parameter or objective has no column, or a cell is not what its column must have; or
        /// the stored study has objectives of other directions. Nothing is added then.
        /// </exception>
        public async Task<int> ImportAsync(
            StudyOptions study, string path, ImportOptions options, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(catalog);
            ArgumentNullException.ThrowIfNull(study);
            ArgumentNullException.ThrowIfNull(options);
            var form = new Study(study with { Space = options.Space ?? study.Space });
            var import = await TableImport.ReadAsync(path, form, options, cancellationToken).ConfigureAwait(false);
            catalog.Add(study, []); // it is there from now on
            return import.Add(() => catalog.Read(study.Name).Trials, (trials, number) => catalog.Add(study, trials, number));
        }
    }
}

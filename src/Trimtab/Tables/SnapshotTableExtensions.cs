using Trimtab.Files;

namespace Trimtab.Tables;

/// <summary>Trials of a study that was read, in files of tables.</summary>
public static class SnapshotTableExtensions
{
    extension(StudySnapshot study)
    {
        /// <summary>Writes the trials to a file, as a study's <c>ExportAsync</c> does.</summary>
        /// <param name="path">The file. One that exists is replaced when all is written.</param>
        /// <param name="cancellationToken">Ends the writing; what was there before is unchanged.</param>
        /// <exception cref="UnknownNameException">No format has the extension.</exception>
        /// <exception cref="IOException">The file can't be written.</exception>
        public async Task ExportAsync(string path, CancellationToken cancellationToken = default)
        {
            var format = TableFormat.Of(path);
            using var file = new AtomicFile(path);
            await format.WriteAsync(TrialTable.Of(study), file.Content, cancellationToken).ConfigureAwait(false);
            file.Commit();
        }
    }
}

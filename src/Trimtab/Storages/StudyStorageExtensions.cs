using Trimtab.Studies;

namespace Trimtab.Storages;

/// <summary>Studies whose trials are in a storage.</summary>
public static class StudyStorageExtensions
{
    extension(Study)
    {
        /// <summary>
        /// Opens the study called <see cref="StudyOptions.Name"/> in a storage, created where it is missing: it goes on where it stopped,
        /// however that was.
        /// </summary>
        /// <remarks>
        /// A trial is in the storage as running before it is evaluated, and as ended before the study has its result. One that was
        /// running when its process ended is evaluated again, with the same number and so the same random draws: with
        /// <see cref="Schedule.Reproducible"/>, a study that is stopped and opened again has the same trials as one that never stopped.
        /// With <see cref="Schedule.Asynchronous"/>, any number of processes evaluate trials of the study at once.
        /// </remarks>
        /// <param name="storage">The storage; the study does not dispose it.</param>
        /// <param name="options">Options of the study. The directions of its objectives must be those that are stored.</param>
        /// <param name="acceptsChanges">
        /// Whether names of objectives, space, fixed parameters, sampler, pruner, seed, concurrency and schedule may differ from those that
        /// the study was opened with before. Default: no, the differences are an error.
        /// </param>
        /// <param name="lease">How long a worker may be silent, and how often a trial is given back. Default: <c>new()</c>.</param>
        /// <exception cref="TrimtabException">
        /// The stored study has objectives of other directions or, unless they are accepted, other settings; or it has a trial that this
        /// library can't have.
        /// </exception>
        public static Study Open(
            StudyStorage storage, StudyOptions options, bool acceptsChanges = false, LeaseOptions? lease = null) =>
            Opened(storage, options, StudySettings.FindOrCreate, acceptsChanges, lease);

        /// <summary>
        /// Opens a study of the storage that a URL names, created where it is missing; it goes on where it stopped. Dispose the study: it
        /// closes the storage.
        /// </summary>
        /// <param name="url">As <c>journal:study.log</c>; see <see cref="StudyStorage.Open(string)"/>.</param>
        /// <param name="options">Options of the study. The directions of its objectives must be those that are stored.</param>
        /// <param name="acceptsChanges">
        /// Whether settings may differ from those that the study was opened with before. Default: no, the differences are an error.
        /// </param>
        /// <param name="lease">How long a worker may be silent, and how often a trial is given back. Default: <c>new()</c>.</param>
        /// <exception cref="UnknownNameException">No storage has the URL's scheme.</exception>
        /// <exception cref="TrimtabException">
        /// The storage can't be opened, the stored study has other objectives or settings, or it has a trial that this library can't have.
        /// </exception>
        public static Study Open(string url, StudyOptions options, bool acceptsChanges = false, LeaseOptions? lease = null) =>
            Owned(url, storage => Study.Open(storage, options, acceptsChanges, lease));
    }

    /// <summary>A study in a storage that is disposed with it.</summary>
    internal static Study Owned(string url, Func<StudyStorage, Study> open)
    {
        var storage = StudyStorage.Open(url);
        try
        {
            return open(storage).Owning(storage);
        }
        catch
        {
            storage.Dispose();
            throw;
        }
    }

    /// <summary>A study that <paramref name="find"/> finds or creates, of options that it must fit.</summary>
    internal static Study Opened(
        StudyStorage storage,
        StudyOptions options,
        Func<StudyStorage, StudyOptions, StoredStudy> find,
        bool acceptsChanges,
        LeaseOptions? lease)
    {
        ArgumentNullException.ThrowIfNull(storage);
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var suggester = TrialSource.Begin(options); // it may refuse the options: before anything is written
        var log = storage.Log = new(options);
        var stored = find(storage, options);
        StudySettings.Require(storage, stored, options, acceptsChanges, options.NamesObjectives);
        return new(options, new DurableTrialStore(storage, stored.Id, options, lease ?? new()), suggester, log);
    }
}

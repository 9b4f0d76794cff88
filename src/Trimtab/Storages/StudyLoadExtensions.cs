using Trimtab.Studies;

namespace Trimtab.Storages;

/// <summary>Studies of a storage that must be new, and those that must exist.</summary>
public static class StudyLoadExtensions
{
    extension(Study)
    {
        /// <summary>Creates the study called <see cref="StudyOptions.Name"/> in a storage, where there must be none of the name.</summary>
        /// <param name="storage">The storage; the study does not dispose it.</param>
        /// <param name="options">Options of the study.</param>
        /// <param name="lease">How long a worker may be silent, and how often a trial is given back. Default: <c>new()</c>.</param>
        /// <exception cref="TrimtabException">A study of the name exists: <c>Study.Load</c> goes on with it.</exception>
        public static Study Create(StudyStorage storage, StudyOptions options, LeaseOptions? lease = null) =>
            StudyStorageExtensions.Opened(storage, options, StudySettings.Create, acceptsChanges: false, lease);

        /// <summary>
        /// Creates a study in the storage that a URL names, where there must be none of the name. Dispose the study: it closes the storage.
        /// </summary>
        /// <param name="url">As <c>journal:study.log</c>; see <see cref="StudyStorage.Open(string)"/>.</param>
        /// <param name="options">Options of the study.</param>
        /// <param name="lease">How long a worker may be silent, and how often a trial is given back. Default: <c>new()</c>.</param>
        /// <exception cref="UnknownNameException">No storage has the URL's scheme.</exception>
        /// <exception cref="TrimtabException">
        /// The storage can't be opened, or a study of the name exists: <c>Study.Load</c> goes on with it.
        /// </exception>
        public static Study Create(string url, StudyOptions options, LeaseOptions? lease = null) =>
            StudyStorageExtensions.Owned(url, storage => Study.Create(storage, options, lease));

        /// <summary>
        /// Opens a study that exists, with the objectives it has: its trials, its best one, to plot or to go on with. It is written to only
        /// when a trial begins.
        /// </summary>
        /// <remarks>
        /// Its trials were suggested by the settings that it was created with: sampler, space, seed and others. Where they are not the
        /// defaults, the first trial that begins is an error that says the difference; load it with those options to go on.
        /// </remarks>
        /// <param name="storage">The storage; the study does not dispose it.</param>
        /// <param name="name">Name of the study.</param>
        /// <exception cref="UnknownNameException">There is no such study; the message has names that are near.</exception>
        /// <exception cref="TrimtabException">The study can't be read, or has a trial that this library can't have.</exception>
        public static Study Load(StudyStorage storage, string name)
        {
            ArgumentNullException.ThrowIfNull(storage);
            var stored = StudySettings.Load(storage, name);
            var options = new StudyOptions { Name = name, Objectives = stored.Objectives };
            var log = storage.Log = new(options);
            var store = new DurableTrialStore(
                storage,
                stored.Id,
                options,
                new(),
                () => StudySettings.Require(storage, stored, options, acceptsChanges: false, namesObjectives: false));
            return new(options, store, TrialSource.Begin(options), log);
        }

        /// <summary>
        /// Opens a study that exists in the storage that a URL names, with the objectives it has: its trials, its best one, to plot or to
        /// go on with. Dispose the study: it closes the storage.
        /// </summary>
        /// <remarks>
        /// It is written to only when a trial begins. Where the study was created with other settings than the defaults, that is an error
        /// that says the difference; load it with those options to go on.
        /// </remarks>
        /// <param name="url">As <c>journal:study.log</c>; see <see cref="StudyStorage.Open(string)"/>.</param>
        /// <param name="name">Name of the study.</param>
        /// <exception cref="UnknownNameException">
        /// There is no such study, the message has names that are near; or no storage has the URL's scheme.
        /// </exception>
        /// <exception cref="TrimtabException">
        /// The storage can't be opened, the study can't be read, or has a trial that this library can't have.
        /// </exception>
        public static Study Load(string url, string name) => StudyStorageExtensions.Owned(url, storage => Study.Load(storage, name));

        /// <summary>Opens the study called <see cref="StudyOptions.Name"/>, which must exist: it goes on where it stopped.</summary>
        /// <param name="storage">The storage; the study does not dispose it.</param>
        /// <param name="options">Options of the study. The directions of its objectives must be those that are stored.</param>
        /// <param name="acceptsChanges">
        /// Whether settings may differ from those that the study was opened with before. Default: no, the differences are an error.
        /// </param>
        /// <param name="lease">How long a worker may be silent, and how often a trial is given back. Default: <c>new()</c>.</param>
        /// <exception cref="UnknownNameException">There is no such study; the message has names that are near.</exception>
        /// <exception cref="TrimtabException">
        /// The stored study has other objectives or settings, or it has a trial that this library can't have.
        /// </exception>
        public static Study Load(
            StudyStorage storage, StudyOptions options, bool acceptsChanges = false, LeaseOptions? lease = null) =>
            StudyStorageExtensions.Opened(storage, options, (from, wanted) => StudySettings.Load(from, wanted.Name), acceptsChanges, lease);

        /// <summary>
        /// Opens a study that must exist in the storage that a URL names; it goes on where it stopped. Dispose the study: it closes the
        /// storage.
        /// </summary>
        /// <param name="url">As <c>journal:study.log</c>; see <see cref="StudyStorage.Open(string)"/>.</param>
        /// <param name="options">Options of the study. The directions of its objectives must be those that are stored.</param>
        /// <param name="acceptsChanges">
        /// Whether settings may differ from those that the study was opened with before. Default: no, the differences are an error.
        /// </param>
        /// <param name="lease">How long a worker may be silent, and how often a trial is given back. Default: <c>new()</c>.</param>
        /// <exception cref="UnknownNameException">
        /// There is no such study, the message has names that are near; or no storage has the URL's scheme.
        /// </exception>
        /// <exception cref="TrimtabException">
        /// The storage can't be opened, the stored study has other objectives or settings, or it has a trial that this library can't have.
        /// </exception>
        public static Study Load(string url, StudyOptions options, bool acceptsChanges = false, LeaseOptions? lease = null) =>
            StudyStorageExtensions.Owned(url, storage => Study.Load(storage, options, acceptsChanges, lease));
    }
}

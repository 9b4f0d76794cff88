using System.Globalization;
using System.Reflection;
using Trimtab.Studies;

namespace Trimtab.Storages;

/// <summary>Keeps studies and their trials, in Optuna's model: the truth of a study that outlives its process.</summary>
/// <remarks>
/// Every call is one atomic step, unless it says otherwise, durable when it returns where the storage is durable, and may be made by many
/// threads and processes at once. Arguments are checked here, once for all storages, and that the storage was not disposed; a storage
/// implements the methods whose names end with Core, and applies the rules that depend on what it holds: <see cref="StateAfter"/>,
/// <see cref="RequireCompatible"/>, <see cref="RequireValues"/>.
/// </remarks>
public abstract partial class StudyStorage : IDisposable
{
    /// <summary>Every storage, by the scheme of its URL: this library's and those of assemblies that the program references.</summary>
    public static Catalog<StudyStorage> Catalog { get; } = Catalog<StudyStorage>.WithUsersOwn(typeof(StudyStorage).Assembly);

    /// <summary>
    /// Opens the storage that a URL names: <c>memory:</c>, <c>journal:path</c>, and those of packages that the program references, as
    /// <c>sqlite:path</c> and <c>postgresql://user@host/database</c> of Trimtab.Sql. Python's forms are read, too: <c>sqlite:///path</c>,
    /// with a fourth slash where the path is absolute, and <c>postgresql+driver://</c>.
    /// </summary>
    /// <exception cref="UnknownNameException">No storage has the scheme.</exception>
    /// <exception cref="TrimtabException">The URL has no scheme or location, or the storage can't be opened.</exception>
    public static StudyStorage Open(string url)
    {
        var parsed = StorageUrl.Parse(url);
        var type = Catalog.TypeOf(parsed.Scheme);
        var constructor = type.GetConstructor([typeof(string)]) ?? throw new TrimtabException(
            $"A storage that a URL opens must have a public constructor whose only parameter is a string, the location. {type} has none.");
        try
        {
            return (StudyStorage)constructor.Invoke(
                BindingFlags.DoNotWrapExceptions, null, [parsed.Location], CultureInfo.InvariantCulture);
        }
        catch (ArgumentException error) when (string.IsNullOrWhiteSpace(parsed.Location))
        {
            throw parsed.NoLocation(error);
        }
    }

    /// <summary>
    /// The path of a storage that is a file, without <c>?durable=false</c> or <c>?durable=true</c>, with which a location may end.
    /// </summary>
    /// <param name="location">What stands after the scheme of a URL.</param>
    /// <param name="isDurable">Whether what a call has written survives a loss of power when it returns. Default: yes.</param>
    protected static string PathOf(string location, out bool isDurable)
    {
        ArgumentNullException.ThrowIfNull(location);
        const string Option = "?durable=";
        isDurable = !location.EndsWith(Option + "false", StringComparison.Ordinal);
        return !isDurable ? location[..^(Option.Length + "false".Length)]
            : location.EndsWith(Option + "true", StringComparison.Ordinal) ? location[..^(Option.Length + "true".Length)]
            : location;
    }

    /// <summary>Creates a study.</summary>
    /// <param name="name">A name that no other study of the storage has; not empty.</param>
    /// <param name="directions">Directions of its objectives, one or more.</param>
    /// <returns>The id of the study.</returns>
    /// <exception cref="ArgumentException">The name is empty, or there is no direction.</exception>
    /// <exception cref="TrimtabException">A study of the name exists.</exception>
    public long CreateStudy(string name, IReadOnlyList<Direction> directions)
    {
        RequireOpen();
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(directions);
        return directions.Count > 0
            ? CreateStudyCore(name, directions)
            : throw new ArgumentException("A study must have a direction or more. Got none.", nameof(directions));
    }

    /// <summary>Creates a study, of arguments that were checked.</summary>
    /// <inheritdoc cref="CreateStudy"/>
    protected abstract long CreateStudyCore(string name, IReadOnlyList<Direction> directions);

    /// <summary>Deletes a study with its trials.</summary>
    /// <exception cref="TrimtabException">There is no such study.</exception>
    public void DeleteStudy(long study)
    {
        RequireOpen();
        DeleteStudyCore(study);
    }

    /// <summary>Deletes a study with its trials.</summary>
    /// <inheritdoc cref="DeleteStudy"/>
    protected abstract void DeleteStudyCore(long study);

    /// <summary>
    /// Gives a study another name: in one step where the storage can, as a database; else as a copy with other ids, after which the old
    /// study is deleted. A copy that is interrupted leaves both.
    /// </summary>
    /// <param name="study">The study's id.</param>
    /// <param name="name">A name that no study of the storage has; not empty.</param>
    /// <exception cref="TrimtabException">There is no such study, or the name exists.</exception>
    public void RenameStudy(long study, string name)
    {
        RequireOpen();
        ArgumentException.ThrowIfNullOrEmpty(name);
        RenameStudyCore(study, name);
    }

    /// <summary>Gives a study another name, of arguments that were checked. Unless it is overridden, by a copy.</summary>
    /// <inheritdoc cref="RenameStudy"/>
    protected virtual void RenameStudyCore(long study, string name)
    {
        var stored = ReadStudies().FirstOrDefault(other => other.Id == study) ?? throw NoStudy(study);
        StudyCatalog.Copy(this, stored, this, name);
        DeleteStudy(study);
    }

    /// <summary>Sets an attribute of a study; the last value stays.</summary>
    /// <param name="study">The study's id.</param>
    /// <param name="kind">Whose attribute it is.</param>
    /// <param name="name">Name of the attribute.</param>
    /// <param name="json">Its value as JSON text, NaN and infinities included.</param>
    /// <exception cref="TrimtabException">There is no such study, or the value is no JSON.</exception>
    public void SetStudyAttribute(long study, AttributeKind kind, string name, string json)
    {
        RequireOpen();
        RequireAttribute(name, json);
        SetStudyAttributeCore(study, kind, name, json);
    }

    /// <summary>Sets an attribute of a study, of arguments that were checked.</summary>
    /// <inheritdoc cref="SetStudyAttribute"/>
    protected abstract void SetStudyAttributeCore(long study, AttributeKind kind, string name, string json);

    /// <summary>Sets an attribute of a study unless it has one of the name: of several callers at once the first prevails.</summary>
    /// <param name="study">The study's id.</param>
    /// <param name="kind">Whose attribute it is.</param>
    /// <param name="name">Name of the attribute.</param>
    /// <param name="json">Its value as JSON text.</param>
    /// <returns>The value that the study has now: this one, or another's.</returns>
    /// <exception cref="TrimtabException">There is no such study, or the value is no JSON.</exception>
    public string SetStudyAttributeOnce(long study, AttributeKind kind, string name, string json)
    {
        RequireOpen();
        RequireAttribute(name, json);
        return SetStudyAttributeOnceCore(study, kind, name, json);
    }

    /// <summary>Sets an attribute of a study unless it has one of the name, of arguments that were checked.</summary>
    /// <inheritdoc cref="SetStudyAttributeOnce"/>
    protected abstract string SetStudyAttributeOnceCore(long study, AttributeKind kind, string name, string json);

    /// <summary>All studies, by id. One that can't be read is among them, with its <see cref="StoredStudy.Fault"/>.</summary>
    public IReadOnlyList<StoredStudy> ReadStudies()
    {
        RequireOpen();
        return ReadStudiesCore();
    }

    /// <summary>All studies, by id. One that can't be read is among them, with its <see cref="StoredStudy.Fault"/>.</summary>
    protected abstract IReadOnlyList<StoredStudy> ReadStudiesCore();

    /// <summary>The study of a name; <see langword="null"/> where there is none.</summary>
    /// <param name="name">The name; not empty.</param>
    /// <exception cref="TrimtabException">The study can't be read: <see cref="StoredStudy.Fault"/>.</exception>
    public StoredStudy? FindStudy(string name)
    {
        RequireOpen();
        ArgumentException.ThrowIfNullOrEmpty(name);
        var study = FindStudyCore(name);
        return study?.Fault is { } fault ? throw new TrimtabException($"Study '{name}' can't be read: {fault}") : study;
    }

    /// <summary>The study of a name that was checked. Unless it is overridden, all studies are read.</summary>
    /// <inheritdoc cref="FindStudy"/>
    protected virtual StoredStudy? FindStudyCore(string name) => ReadStudies().FirstOrDefault(study => study.Name == name);

    /// <summary>Creates a trial of the next number, with all that <paramref name="trial"/> has but its id and number.</summary>
    /// <exception cref="TrimtabException">There is no such study, or the trial can't be stored.</exception>
    public StoredTrial CreateTrial(long study, StoredTrial trial) => CreateTrial(study, trial, null)!;

    /// <summary>Creates a trial, with all that <paramref name="trial"/> has but its id and number, if its number is as expected.</summary>
    /// <param name="study">The study's id.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="number">The number it must get; <see langword="null"/> for the next, whichever that is.</param>
    /// <returns>
    /// The trial; <see langword="null"/> where it would have another number, as others have created trials. Nothing is written then.
    /// </returns>
    /// <exception cref="TrimtabException">
    /// There is no such study; or the trial has what a reader, Python's too, could not read: an attribute that is no JSON, a distribution
    /// that is none of Optuna's or does not fit that of the study's other trials, a parameter or value that is NaN, another number of
    /// values than the study has objectives, or none where it is complete.
    /// </exception>
    public StoredTrial? CreateTrial(long study, StoredTrial trial, int? number)
    {
        RequireOpen();
        RequireStorable(trial);
        return CreateTrialCore(study, trial, number);
    }

    /// <summary>Creates a trial if its number is as expected, of arguments that were checked.</summary>
    /// <inheritdoc cref="CreateTrial(long, StoredTrial, int?)"/>
    protected abstract StoredTrial? CreateTrialCore(long study, StoredTrial trial, int? number);

    /// <summary>
    /// Creates trials of the next numbers, in their order. Many at once take less time than one by one. Not one step in every storage:
    /// where it is interrupted or refused, the first of them may have been created.
    /// </summary>
    /// <returns>The trials with their ids and numbers.</returns>
    /// <exception cref="TrimtabException">There is no such study, or a trial can't be stored.</exception>
    public IReadOnlyList<StoredTrial> CreateTrials(long study, IReadOnlyList<StoredTrial> trials) => CreateTrials(study, trials, null);

    /// <summary>
    /// Creates trials in their order, as long as their numbers are as expected: none after another process has created one.
    /// </summary>
    /// <param name="study">The study's id.</param>
    /// <param name="trials">The trials.</param>
    /// <param name="number">
    /// The number the first must get, the others the following; <see langword="null"/> for the next, whichever that is.
    /// </param>
    /// <returns>The trials that were created: all, or the first of them where others have created trials since.</returns>
    /// <exception cref="TrimtabException">There is no such study, or a trial can't be stored.</exception>
    public IReadOnlyList<StoredTrial> CreateTrials(long study, IReadOnlyList<StoredTrial> trials, int? number)
    {
        RequireOpen();
        ArgumentNullException.ThrowIfNull(trials);
        foreach (var trial in trials)
        {
            RequireStorable(trial);
        }

        return CreateTrialsCore(study, trials, number);
    }

    /// <summary>Creates trials, of arguments that were checked. Unless it is overridden, one after another.</summary>
    /// <inheritdoc cref="CreateTrials(long, IReadOnlyList{StoredTrial}, int?)"/>
    protected virtual IReadOnlyList<StoredTrial> CreateTrialsCore(long study, IReadOnlyList<StoredTrial> trials, int? number) =>
        [.. trials.Select((trial, i) => CreateTrialCore(study, trial, number + i)).TakeWhile(trial => trial is not null)!];

    /// <summary>Claims a trial that waits: it runs from <paramref name="started"/> on.</summary>
    /// <param name="trial">The trial's id.</param>
    /// <param name="started">When its evaluation begins.</param>
    /// <param name="attributes">System attributes that are set in the same step, as JSON text by name.</param>
    /// <returns>
    /// The attempt that it is, which <see cref="Write"/> is told; of several callers one gets it. <see langword="null"/> where it runs or
    /// has finished by now; nothing is written then.
    /// </returns>
    /// <exception cref="TrimtabException">There is no such trial, or an attribute is no JSON.</exception>
    public int? Claim(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes)
    {
        RequireOpen();
        ArgumentNullException.ThrowIfNull(attributes);
        RequireAttributes(attributes);
        return ClaimCore(trial, started, attributes);
    }

    /// <summary>Claims a trial that waits, of arguments that were checked.</summary>
    /// <inheritdoc cref="Claim"/>
    protected abstract int? ClaimCore(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes);

    /// <summary>Writes to a trial that has not finished: all changes or none.</summary>
    /// <param name="trial">The trial's id.</param>
    /// <param name="attempt">The trial's <see cref="StoredTrial.Attempt"/> when it was claimed.</param>
    /// <param name="changes">What is written.</param>
    /// <exception cref="ArgumentException">The trial is to be given back and to end at once.</exception>
    /// <exception cref="LostTrialException">
    /// It has finished, was given back since, so that another worker may have it, or has not the <see
    /// cref="TrialChanges.RequiredAttributes"/>.
    /// </exception>
    /// <exception cref="TrimtabException">
    /// There is no such trial; or the changes have what <see cref="CreateTrial(long, StoredTrial, int?)"/> refuses.
    /// </exception>
    public void Write(long trial, int attempt, TrialChanges changes)
    {
        RequireOpen();
        RequireStorable(changes);
        WriteCore(trial, attempt, changes);
    }

    /// <summary>Writes to a trial that has not finished, of arguments that were checked.</summary>
    /// <inheritdoc cref="Write"/>
    protected abstract void WriteCore(long trial, int attempt, TrialChanges changes);

    /// <summary>
    /// Trials of a study as they stand now, by number: those whose id is above <paramref name="after"/>, and those of
    /// <paramref name="including"/>. Later calls need only ask for what is new and for what had not finished.
    /// </summary>
    /// <exception cref="TrimtabException">There is no such study.</exception>
    public IReadOnlyList<StoredTrial> ReadTrials(long study, long after, IReadOnlyCollection<long> including)
    {
        RequireOpen();
        ArgumentNullException.ThrowIfNull(including);
        return ReadTrialsCore(study, after, including);
    }

    /// <summary>The trial of a number as it stands now; <see langword="null"/> where the study has no such trial.</summary>
    /// <param name="study">The study's id.</param>
    /// <param name="number">The number, from 0; other numbers are of no trial.</param>
    /// <exception cref="TrimtabException">There is no such study.</exception>
    public StoredTrial? FindTrial(long study, int number)
    {
        RequireOpen();
        return FindTrialCore(study, number);
    }

    /// <summary>The trial of a number. Unless it is overridden, all trials are read.</summary>
    /// <inheritdoc cref="FindTrial"/>
    protected virtual StoredTrial? FindTrialCore(long study, int number) =>
        ReadTrialsCore(study, -1, []).FirstOrDefault(trial => trial.Number == number);

    /// <summary>
    /// The best trials of a study by their first value: complete ones without a violated constraint, best first and the earliest on ties.
    /// Unless a storage overrides it, all trials are read.
    /// </summary>
    /// <param name="study">The study's id.</param>
    /// <param name="direction">Which values are better.</param>
    /// <param name="count">How many at most, 1 or more.</param>
    /// <exception cref="TrimtabException">There is no such study.</exception>
    public IReadOnlyList<StoredTrial> ReadBest(long study, Direction direction, int count)
    {
        RequireOpen();
        return ReadBestCore(study, direction, count);
    }

    /// <summary>The best trials of a study by their first value. Unless it is overridden, all trials are read.</summary>
    /// <inheritdoc cref="ReadBest"/>
    protected virtual IReadOnlyList<StoredTrial> ReadBestCore(long study, Direction direction, int count) =>
    [
        .. ReadTrials(study, -1, [])
            .Where(trial => trial is { State: TrialState.Complete, Values.Count: > 0 } && IsFeasible(trial))
            .OrderBy(trial => direction.Loss(trial.Values![0])).Take(count),
    ];

    /// <summary>Whether a trial satisfies the constraints on its outcome; true where there are none.</summary>
    public static bool IsFeasible(StoredTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        return StoredViolation.Of(trial) <= 0;
    }

    /// <summary>Trials of a study, of arguments that were checked.</summary>
    /// <inheritdoc cref="ReadTrials"/>
    protected abstract IReadOnlyList<StoredTrial> ReadTrialsCore(long study, long after, IReadOnlyCollection<long> including);

    /// <summary>
    /// Says that a call has failed and will be tried again: an event of the study that was opened in the storage last, for its logger.
    /// </summary>
    /// <param name="location">Where the storage is, without a password.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="pause">The time until the next one.</param>
    /// <param name="error">Why it failed.</param>
    protected void LogRetry(string location, int attempt, TimeSpan pause, Exception error)
    {
        ArgumentNullException.ThrowIfNull(location);
        ArgumentNullException.ThrowIfNull(error);
        Log?.StorageRetried(location, attempt, pause, error);
    }

    /// <summary>Gets the storage's events; null where no study was opened in it.</summary>
    internal StudyLog? Log { get; set; }

    /// <summary>Whether it was disposed.</summary>
    internal bool IsDisposed { get; private set; }

    private void RequireOpen() => ObjectDisposedException.ThrowIf(IsDisposed, this);

    /// <summary>Closes the storage: what is called later throws an <see cref="ObjectDisposedException"/>.</summary>
    public void Dispose()
    {
        IsDisposed = true;
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases what the storage holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}

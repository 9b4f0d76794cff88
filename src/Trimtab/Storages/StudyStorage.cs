using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace Trimtab.Storages;

/// <summary>Keeps studies and their trials, in Optuna's model: the truth of a study that outlives its process.</summary>
/// <remarks>
/// Every call is one atomic step, durable when it returns where the storage is durable, and may be made by many threads and processes at
/// once.
/// </remarks>
public abstract class StudyStorage : IDisposable
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Every storage, by the scheme of its URL: this library's and those of assemblies that the program references.</summary>
    public static Catalog<StudyStorage> Catalog { get; } = Catalog<StudyStorage>.WithUsersOwn(typeof(StudyStorage).Assembly);

    /// <summary>
    /// Opens the storage that a URL names: <c>memory:</c>, <c>journal:path</c>, and those of packages that the program references, as
    /// <c>sqlite:path</c> and <c>postgresql://user@host/database</c> of Trimtab.Sql.
    /// </summary>
    /// <exception cref="UnknownNameException">No storage has the scheme.</exception>
    /// <exception cref="TrimtabException">The URL has no scheme, or the storage can't be opened.</exception>
    public static StudyStorage Open(string url)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(url);
        int colon = url.IndexOf(':', StringComparison.Ordinal);
        if (colon < 1)
        {
            throw new TrimtabException($"A storage's URL must begin with a scheme, as journal:study.log. Got '{url}'.");
        }

        string rest = url[(colon + 1)..];
        string location = rest.StartsWith("//", StringComparison.Ordinal) ? url : rest;
        var type = Catalog.TypeOf(url[..colon]);
        var constructor = type.GetConstructor([typeof(string)]) ?? throw new TrimtabException(
            $"A storage that a URL opens must have a public constructor whose only parameter is a string, the location. {type} has none.");
        return (StudyStorage)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [location], CultureInfo.InvariantCulture);
    }

    /// <summary>Creates a study.</summary>
    /// <param name="name">A name that no other study of the storage has; not empty.</param>
    /// <param name="directions">Directions of its objectives, one or more.</param>
    /// <returns>The id of the study.</returns>
    /// <exception cref="TrimtabException">A study of the name exists.</exception>
    public abstract long CreateStudy(string name, IReadOnlyList<Direction> directions);

    /// <summary>Deletes a study with its trials.</summary>
    /// <exception cref="TrimtabException">There is no such study.</exception>
    public abstract void DeleteStudy(long study);

    /// <summary>
    /// Gives a study another name. Unless a storage overrides it, as a copy with other ids; the old study is deleted then.
    /// </summary>
    /// <param name="study">The study's id.</param>
    /// <param name="name">A name that no study of the storage has; not empty.</param>
    /// <exception cref="TrimtabException">There is no such study, or the name exists.</exception>
    public virtual void RenameStudy(long study, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var stored = ReadStudies().FirstOrDefault(other => other.Id == study)
            ?? throw new TrimtabException(Invariant($"A study must be one of the storage. There is none of id {study}."));
        StudyCatalog.Copy(this, stored, this, name);
        DeleteStudy(study);
    }

    /// <summary>Sets an attribute of a study; the last value stays.</summary>
    /// <param name="study">The study's id.</param>
    /// <param name="kind">Whose attribute it is.</param>
    /// <param name="name">Name of the attribute.</param>
    /// <param name="json">Its value as JSON text, NaN and infinities included.</param>
    /// <exception cref="TrimtabException">There is no such study, or the value is no JSON.</exception>
    public abstract void SetStudyAttribute(long study, AttributeKind kind, string name, string json);

    /// <summary>Sets an attribute of a study unless it has one of the name: of several callers at once the first prevails.</summary>
    /// <param name="study">The study's id.</param>
    /// <param name="kind">Whose attribute it is.</param>
    /// <param name="name">Name of the attribute.</param>
    /// <param name="json">Its value as JSON text.</param>
    /// <returns>The value that the study has now: this one, or another's.</returns>
    /// <exception cref="TrimtabException">There is no such study, or the value is no JSON.</exception>
    public abstract string SetStudyAttributeOnce(long study, AttributeKind kind, string name, string json);

    /// <summary>All studies, by id.</summary>
    public abstract IReadOnlyList<StoredStudy> ReadStudies();

    /// <summary>Creates a trial of the next number, with all that <paramref name="trial"/> has but its id and number.</summary>
    /// <exception cref="TrimtabException">There is no such study.</exception>
    public StoredTrial CreateTrial(long study, StoredTrial trial) => CreateTrial(study, trial, null)!;

    /// <summary>Creates a trial, with all that <paramref name="trial"/> has but its id and number, if its number is as expected.</summary>
    /// <param name="study">The study's id.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="number">The number it must get; <see langword="null"/> for the next, whichever that is.</param>
    /// <returns>
    /// The trial; <see langword="null"/> where it would have another number, as others have created trials. Nothing is written then.
    /// </returns>
    /// <exception cref="TrimtabException">There is no such study.</exception>
    public abstract StoredTrial? CreateTrial(long study, StoredTrial trial, int? number);

    /// <summary>Creates trials of the next numbers, in their order. Many at once take less time than one by one.</summary>
    /// <returns>The trials with their ids and numbers.</returns>
    /// <exception cref="TrimtabException">There is no such study.</exception>
    public virtual IReadOnlyList<StoredTrial> CreateTrials(long study, IReadOnlyList<StoredTrial> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        return [.. trials.Select(trial => CreateTrial(study, trial))];
    }

    /// <summary>Claims a trial that waits: it runs from <paramref name="started"/> on.</summary>
    /// <param name="trial">The trial's id.</param>
    /// <param name="started">When its evaluation begins.</param>
    /// <param name="attributes">System attributes that are set in the same step, as JSON text by name.</param>
    /// <returns>
    /// The attempt that it is, which <see cref="Write"/> is told; of several callers one gets it. <see langword="null"/> where it runs or
    /// has finished by now; nothing is written then.
    /// </returns>
    /// <exception cref="TrimtabException">There is no such trial, or an attribute is no JSON.</exception>
    public abstract int? Claim(long trial, DateTimeOffset started, IReadOnlyDictionary<string, string> attributes);

    /// <summary>Writes to a trial that has not finished: all changes or none.</summary>
    /// <param name="trial">The trial's id.</param>
    /// <param name="attempt">The trial's <see cref="StoredTrial.Attempt"/> when it was claimed.</param>
    /// <param name="changes">What is written.</param>
    /// <exception cref="LostTrialException">
    /// It has finished, or was given back since, so that another worker may have it.
    /// </exception>
    /// <exception cref="TrimtabException">
    /// There is no such trial, or a parameter's distribution does not fit that of the study's other trials.
    /// </exception>
    public abstract void Write(long trial, int attempt, TrialChanges changes);

    /// <summary>
    /// Trials of a study as they stand now, by number: those whose id is above <paramref name="after"/>, and those of
    /// <paramref name="including"/>. Later calls need only ask for what is new and for what had not finished.
    /// </summary>
    /// <exception cref="TrimtabException">There is no such study.</exception>
    public abstract IReadOnlyList<StoredTrial> ReadTrials(long study, long after, IReadOnlyCollection<long> including);

    /// <summary>Requires that a trial has not finished, and that an attempt is its newest.</summary>
    /// <param name="number">Number of the trial.</param>
    /// <param name="state">Its state.</param>
    /// <param name="newest">Its newest attempt.</param>
    /// <param name="attempt">The attempt that is to write to it.</param>
    /// <exception cref="LostTrialException">It has finished, or was given back since.</exception>
    public static void RequireOwner(int number, TrialState state, int newest, int attempt)
    {
        if (state is not (TrialState.Waiting or TrialState.Running))
        {
            throw new LostTrialException(Invariant($"A trial must not change after it has finished. Trial {number} is {state}."));
        }

        if (attempt != newest)
        {
            throw new LostTrialException(Invariant(
                $"Only the newest attempt may write to a trial. Trial {number} was given back since, and is at attempt {newest}. Got ")
                + Invariant($"attempt {attempt}: it took longer than its lease to say that it goes on, or its process was held up."));
        }
    }

    /// <summary>Requires that a parameter may have a distribution in one trial of a study and another one in another.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="first">JSON of the distribution that it has in the study's first trial with it.</param>
    /// <param name="next">JSON of the distribution that it is to have.</param>
    /// <exception cref="TrimtabException">Class, logarithm or choices differ.</exception>
    public static void RequireCompatible(string name, string first, string next)
    {
        RequireDistribution(name, first);
        RequireDistribution(name, next);
        if (StoredDistribution.Clash(name, first, next) is { } clash)
        {
            throw new TrimtabException(clash);
        }
    }

    /// <summary>Requires that a trial has nothing that a reader, Python's too, could not read.</summary>
    /// <param name="trial">The trial that is to be created.</param>
    /// <exception cref="TrimtabException">
    /// An attribute is no JSON, a distribution is none of Optuna's, or a parameter or value of an objective is NaN.
    /// </exception>
    public static void RequireStorable(StoredTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        RequireStorable(trial.Parameters, trial.UserAttributes.Concat(trial.SystemAttributes), trial.Values);
    }

    /// <summary>Requires that changes have nothing that a reader, Python's too, could not read.</summary>
    /// <param name="changes">The changes that are to be written.</param>
    /// <exception cref="TrimtabException">
    /// An attribute is no JSON, a distribution is none of Optuna's, or a parameter or value of an objective is NaN.
    /// </exception>
    public static void RequireStorable(TrialChanges changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        RequireStorable(changes.Parameters, changes.UserAttributes.Concat(changes.SystemAttributes), changes.End?.Values);
    }

    /// <summary>Requires that what is stored is JSON, in which NaN and infinities may stand as numbers.</summary>
    /// <param name="name">What it is the value of, for the message.</param>
    /// <param name="json">The text.</param>
    /// <exception cref="TrimtabException">It is no JSON.</exception>
    public static void RequireJson(string name, string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            PythonJson.Value(_strict.GetBytes(json));
        }
        catch (Exception error) when (error is JsonException or EncoderFallbackException)
        {
            throw new TrimtabException($"What is stored must be JSON. '{name}' is not: {error.Message}", error);
        }
    }

    private static void RequireStorable(
        IReadOnlyDictionary<string, StoredParameter> parameters,
        IEnumerable<KeyValuePair<string, string>> attributes,
        IReadOnlyList<double>? values)
    {
        foreach (var (name, parameter) in parameters)
        {
            RequireDistribution(name, parameter.Distribution);
            if (double.IsNaN(parameter.Value))
            {
                throw new TrimtabException($"A parameter's value must be a number. '{name}' is NaN.");
            }
        }

        foreach (var (name, json) in attributes)
        {
            RequireJson(name, json);
        }

        if (values is not null && values.Any(double.IsNaN))
        {
            throw new TrimtabException("A trial's value must be a number. Got NaN: end the trial as failed.");
        }
    }

    private static void RequireDistribution(string name, string json)
    {
        if (StoredDistribution.Fault(json) is { } fault)
        {
            throw new TrimtabException($"A parameter must have one of Optuna's distributions. '{name}' has another: {fault}");
        }
    }

    /// <summary>Whether it was disposed.</summary>
    internal bool IsDisposed { get; private set; }

    /// <inheritdoc/>
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

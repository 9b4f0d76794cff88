using System.Text;
using System.Text.Json;
using Trimtab.Studies;

namespace Trimtab.Storages;

/// <content>The rules that every storage keeps, and their errors.</content>
public abstract partial class StudyStorage
{
    private const int LongestName = 512; // characters in Optuna's schema of databases

    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The state that a trial has after changes, which its newest attempt alone may write.</summary>
    /// <param name="number">Number of the trial.</param>
    /// <param name="state">Its state.</param>
    /// <param name="newest">Its newest attempt.</param>
    /// <param name="attempt">The attempt that writes to it.</param>
    /// <param name="changes">What it writes.</param>
    /// <param name="attribute">JSON of a system attribute that it has now; <see langword="null"/> where it has none of the name.</param>
    /// <exception cref="LostTrialException">
    /// It has finished, was given back since, is to be given back and does not run, or has not the attributes that are required.
    /// </exception>
    protected static TrialState StateAfter(
        int number, TrialState state, int newest, int attempt, TrialChanges changes, Func<string, string?> attribute)
    {
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(attribute);
        if (TrialTransitions.IsFrozen(state))
        {
            throw Finished(number, state);
        }

        if (attempt != newest)
        {
            throw GivenBack(
                number,
                Invariant($" since, and is at attempt {newest}. Got attempt {attempt}: it took longer than its lease to say that it goes ")
                + "on, or its process was held up.");
        }

        foreach (var (name, json) in changes.RequiredAttributes)
        {
            if (attribute(name) is var stored && stored != json)
            {
                throw new LostTrialException(Invariant(
                    $"What is required of a trial must be as it was read. Attribute '{name}' of trial {number} is {stored ?? "missing"}."));
            }
        }

        return TrialTransitions.After(state, EventOf(changes), isOwner: true)
            ?? throw new LostTrialException(Invariant($"A trial must be running to be given back. Trial {number} is {state}."));
    }

    /// <summary>Whether a trial in a state may be claimed.</summary>
    protected static bool MayBeClaimed(TrialState state) => TrialTransitions.After(state, TrialEvent.Claim, isOwner: false) is not null;

    /// <summary>Requires that a parameter may have a distribution in one trial of a study and another one in another.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="first">JSON of the distribution that it has in the study's first trial with it.</param>
    /// <param name="next">JSON of the distribution that it is to have.</param>
    /// <exception cref="TrimtabException">Class, logarithm or choices differ, or one of them is no distribution of Optuna.</exception>
    protected internal static void RequireCompatible(string name, string first, string next)
    {
        RequireDistribution(name, first);
        RequireDistribution(name, next);
        if (StoredDistribution.Clash(name, first, next) is { } clash)
        {
            throw new TrimtabException(clash);
        }
    }

    /// <summary>Requires that every storage can keep a name of a study, a parameter or an attribute as it is.</summary>
    /// <exception cref="TrimtabException">It has more than 512 characters, NUL, or half of a surrogate pair.</exception>
    protected internal static void RequireName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length > LongestName || name.Contains('\0', StringComparison.Ordinal)
            || Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)) != name)
        {
            throw new TrimtabException(Invariant(
                $"A name in a storage must have at most {LongestName} characters, and neither NUL nor half of a surrogate pair. Got ")
                + Invariant($"one of {name.Length}: '{name[..Math.Min(name.Length, 50)]}'."));
        }
    }

    /// <summary>Whether an error says that what was given can't be stored; else the storage could not be written to.</summary>
    internal static bool IsRefusal(TrimtabException error) => error is not (LostTrialException or StorageException);

    /// <summary>
    /// The absolute path of a storage that is a file: a path, or a URL whose slashes mean what they do in Python, three before a relative
    /// path and four before an absolute one.
    /// </summary>
    /// <param name="location">The path or URL.</param>
    /// <exception cref="ArgumentException">The location is empty or holds a NUL character.</exception>
    /// <exception cref="TrimtabException">
    /// It names a folder or a file in one that is missing, a computer, a database in memory, or has options.
    /// </exception>
    protected static string FileAt(string location) => StorageFile.At(location);

    /// <summary>Requires that a trial has as many values as its study has objectives, or none.</summary>
    /// <param name="objectives">How many objectives the study has.</param>
    /// <param name="values">The trial's values; <see langword="null"/> where there are none.</param>
    /// <exception cref="TrimtabException">It has another number of values.</exception>
    protected static void RequireValues(int objectives, IReadOnlyList<double>? values)
    {
        if (values is not null && values.Count != objectives)
        {
            throw new TrimtabException(Invariant(
                $"A trial must have a value for each of its study's objectives, of which there are {objectives}. Got {values.Count}."));
        }
    }

    /// <summary>What is thrown where there is no study of an id.</summary>
    protected internal static TrimtabException NoStudy(long id) =>
        new(Invariant($"A study must be one of the storage. There is none of id {id}."));

    /// <summary>What is thrown where there is no trial of an id.</summary>
    protected internal static TrimtabException NoTrial(long id) =>
        new(Invariant($"A trial must be one of the storage. There is none of id {id}."));

    /// <summary>What is thrown where a study is to have the name of another one.</summary>
    protected internal static TrimtabException NameExists(string name) => new($"A study's name must be new. '{name}' exists.");

    /// <summary>What is thrown where a trial that has finished is written to.</summary>
    internal static LostTrialException Finished(int number, TrialState state) =>
        new(Invariant($"A trial must not change after it has finished. Trial {number} is {state}."));

    /// <summary>What is thrown where an attempt writes that is not the newest.</summary>
    internal static LostTrialException GivenBack(int number, string since) =>
        new(Invariant($"Only the newest attempt may write to a trial. Trial {number} was given back{since}"));

    private static TrialEvent EventOf(TrialChanges changes) => changes switch
    {
        { IsReleased: true } => TrialEvent.Release,
        { End.State: TrialState.Complete } => TrialEvent.Complete,
        { End.State: TrialState.Pruned } => TrialEvent.Prune,
        { End: not null } => TrialEvent.Fail,
        _ => TrialEvent.Write,
    };

    private static void RequireStorable(StoredTrial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        RequireParameters(trial.Parameters);
        RequireAttributes(trial.UserAttributes);
        RequireAttributes(trial.SystemAttributes);
        RequireNumbers(trial.State, trial.Values);
    }

    private static void RequireStorable(TrialChanges changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        RequireParameters(changes.Parameters);
        RequireAttributes(changes.UserAttributes);
        RequireAttributes(changes.SystemAttributes);
        if (changes.End is { } end)
        {
            RequireNumbers(end.State, end.Values);
            if (changes.IsReleased)
            {
                throw new ArgumentException(
                    $"A trial must either be given back or end. Got changes that do both, with {end.State}.", nameof(changes));
            }
        }
    }

    private static void RequireParameters(IReadOnlyDictionary<string, StoredParameter> parameters)
    {
        foreach (var (name, parameter) in parameters)
        {
            if (StoredDistribution.Refusal(parameter) is { } refusal)
            {
                throw new TrimtabException(
                    $"A parameter must have one of Optuna's distributions and a value that can be read again. '{name}' has not: {refusal}");
            }
        }
    }

    private static void RequireAttributes(IReadOnlyDictionary<string, string> attributes)
    {
        foreach (var (name, json) in attributes)
        {
            RequireAttribute(name, json);
        }
    }

    private static void RequireNumbers(TrialState state, IReadOnlyList<double>? values)
    {
        if (values is null ? state == TrialState.Complete : values.Any(double.IsNaN))
        {
            throw new TrimtabException(
                $"A trial's values must be numbers. Got {(values is null ? "none" : "NaN")} of a trial that is {state}: end it as failed.");
        }
    }

    private static void RequireDistribution(string name, string json)
    {
        if (StoredDistribution.Fault(json) is { } fault)
        {
            throw new TrimtabException($"A parameter must have one of Optuna's distributions. '{name}' has another: {fault}");
        }
    }

    /// <summary>What is stored is JSON, in which NaN and infinities may stand as numbers.</summary>
    private static void RequireAttribute(string name, string json)
    {
        ArgumentNullException.ThrowIfNull(name);
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
}

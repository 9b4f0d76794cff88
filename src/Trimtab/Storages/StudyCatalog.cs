using System.Text.Json;

namespace Trimtab.Storages;

/// <summary>The studies of a storage, by name: list, copy, rename and delete them.</summary>
/// <remarks>
/// Thread-safe, as the storage is. A study that programs evaluate meanwhile should not be renamed or deleted: their next write is an error.
/// </remarks>
/// <param name="storage">The storage; the catalog does not dispose it.</param>
/// <example>
/// <code>
/// using var storage = StudyStorage.Open("journal:study.log");
/// var catalog = new StudyCatalog(storage);
/// foreach (var study in catalog.List())
/// {
///     Console.WriteLine(study);
/// }
/// </code>
/// </example>
public sealed class StudyCatalog(StudyStorage storage)
{
    /// <summary>
    /// All studies, with what their trials amount to, in the order of their creation. Reads all trials; one that can't be read is
    /// <see cref="StudySummary.Fault"/> of its study, and no other study's.
    /// </summary>
    public IReadOnlyList<StudySummary> List() => [.. storage.ReadStudies().Select(Summary)];

    /// <summary>A study as it is stored, without its trials.</summary>
    /// <exception cref="UnknownNameException">There is no such study.</exception>
    /// <exception cref="TrimtabException">The study can't be read.</exception>
    public StoredStudy Find(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return storage.FindStudy(name) ?? throw Unknown(name, storage.ReadStudies());
    }

    /// <summary>
    /// Reads a study with all its trials, for plots, tables and importance. Nothing is written: it takes part in no evaluation.
    /// </summary>
    /// <param name="name">Name of the study.</param>
    /// <returns>The trials as they stand now; of the options, name and objectives only.</returns>
    /// <exception cref="UnknownNameException">There is no such study.</exception>
    /// <exception cref="TrimtabException">A trial has what a trial of this library can't have.</exception>
    public StudySnapshot Read(string name)
    {
        var study = Find(name);
        return Snapshot(study, storage.ReadTrials(study.Id, -1, []));
    }

    /// <summary>
    /// Reads the best trials of a study of one objective: complete, without a violated constraint, best first and the earliest on ties. A
    /// database looks for them, so that the others are not read.
    /// </summary>
    /// <param name="name">Name of the study.</param>
    /// <param name="count">How many at most, 1 or more.</param>
    /// <returns>Those trials alone; of the options, name and objectives only.</returns>
    /// <exception cref="UnknownNameException">There is no such study.</exception>
    /// <exception cref="TrimtabException">The study has several objectives.</exception>
    public StudySnapshot ReadBest(string name, int count = 1)
    {
        Setting.AtLeast(count, 1, nameof(count));
        var study = Find(name);
        return study.Directions.Count == 1
            ? Snapshot(study, storage.ReadBest(study.Id, study.Directions[0], count))
            : throw new TrimtabException(
                Invariant($"Only a study of one objective has best trials. '{name}' has {study.Directions.Count} objectives."));
    }

    /// <summary>
    /// Adds finished trials to a study, created where it is missing. It is not opened: no trial of another process is given back.
    /// </summary>
    /// <param name="options">Name and objectives of the study.</param>
    /// <param name="trials">The trials; they get the next numbers.</param>
    /// <exception cref="TrimtabException">
    /// The stored study has objectives of other directions or in another order, or a trial has not finished.
    /// </exception>
    public void Add(StudyOptions options, IReadOnlyCollection<Trial> trials) => Add(options, trials, null);

    /// <summary>Adds finished trials as long as their numbers are as expected.</summary>
    /// <returns>How many were added: all, or with a number the first of them where others have added trials since.</returns>
    internal int Add(StudyOptions options, IReadOnlyCollection<Trial> trials, int? number)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(trials);
        if (trials.FirstOrDefault(trial => !trial.IsFinished) is { } open)
        {
            throw new TrimtabException(Invariant($"A trial that is added must have finished. Trial {open.Number} is {open.State}."));
        }

        long study = StudySettings.RequireObjectives(storage, options);
        var form = new StoredTrialForm(options.Name, options.Objectives.Select(objective => objective.Name));
        return storage.CreateTrials(study, [.. trials.Select(form.Write)], number).Count;
    }

    /// <summary>
    /// Asks all that evaluate trials of a study, in any process, to begin no further one; those under way are finished. An evaluation that
    /// begins later goes on.
    /// </summary>
    /// <exception cref="UnknownNameException">There is no such study.</exception>
    public void RequestStop(string name)
    {
        var study = Find(name);
        int before = StorageAttributes.AttemptOf(study.SystemAttributes.GetValueOrDefault(StorageAttributes.Stop));
        storage.SetStudyAttribute(study.Id, AttributeKind.System, StorageAttributes.Stop, Invariant($"{before + 1}"));
    }

    /// <summary>Deletes a study with its trials, also one that can't be read.</summary>
    /// <exception cref="UnknownNameException">There is no such study.</exception>
    public void Delete(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var studies = storage.ReadStudies();
        storage.DeleteStudy((studies.FirstOrDefault(study => study.Name == name) ?? throw Unknown(name, studies)).Id);
    }

    /// <summary>Gives a study another name.</summary>
    /// <remarks>
    /// A journal has no operation for it: there the study is copied, and the old one deleted. Ids change then, numbers do not.
    /// </remarks>
    /// <param name="name">Name of the study.</param>
    /// <param name="newName">A name that no study of the storage has.</param>
    /// <exception cref="UnknownNameException">There is no such study.</exception>
    /// <exception cref="TrimtabException">The new name exists, or a trial of the study is running.</exception>
    public void Rename(string name, string newName)
    {
        ArgumentException.ThrowIfNullOrEmpty(newName);
        var study = Find(name);
        int running = storage.ReadTrials(study.Id, -1, []).Count(trial => trial.State == TrialState.Running);
        if (running > 0)
        {
            throw new TrimtabException(Invariant(
                $"A study that is renamed must have no running trial: its worker would not find it. '{name}' has {running}."));
        }

        storage.RenameStudy(study.Id, newName);
    }

    /// <summary>Copies a study with its trials and attributes, into the same storage or another one.</summary>
    /// <remarks>
    /// Trials keep their numbers, states and times, and get ids of the other storage, which notes and files of Optuna's dashboard name
    /// then, too. A trial that is running is running in the copy. A copy that is interrupted leaves nothing in a database, and elsewhere a
    /// study that can't be read, which the next copy of the name replaces.
    /// </remarks>
    /// <param name="name">Name of the study.</param>
    /// <param name="to">Where the copy goes; may be the same storage.</param>
    /// <param name="newName">Name of the copy. Default: that of the study.</param>
    /// <exception cref="UnknownNameException">There is no such study.</exception>
    /// <exception cref="TrimtabException">A study of the copy's name exists there.</exception>
    public void Copy(string name, StudyStorage to, string? newName = null)
    {
        ArgumentNullException.ThrowIfNull(to);
        var study = Find(name);
        Copy(storage, study, to, newName ?? name);
    }

    /// <summary>Copies a study between storages, which may be one.</summary>
    internal static void Copy(StudyStorage from, StoredStudy study, StudyStorage to, string name)
    {
        var trials = from.ReadTrials(study.Id, -1, []);
        StudyCopy.RemoveAbandoned(to, name);
        to.CopyStudy(study with { Name = name }, trials);
    }

    private StudySummary Summary(StoredStudy study)
    {
        if (study.Fault is { } fault)
        {
            return Unreadable(study, fault);
        }

        try
        {
            _ = study.Objectives;
            return StudySummary.Of(study, storage.ReadTrials(study.Id, -1, []));
        }
        catch (Exception error) when (error is TrimtabException or JsonException or FormatException)
        {
            return Unreadable(study, error.Message);
        }
    }

    private static StudySummary Unreadable(StoredStudy study, string fault) =>
        new(study, 0, 0, 0, null, null, null) { Fault = $"Study '{study.Name}' can't be read: {fault}" };

    private static StudySnapshot Snapshot(StoredStudy study, IReadOnlyList<StoredTrial> trials)
    {
        var form = new StoredTrialForm(study.Name, study.Objectives.Select(objective => objective.Name));
        var options = new StudyOptions { Name = study.Name, Objectives = study.Objectives };
        return new(options, new History(trials.Select(form.Read)));
    }

    /// <summary>What is thrown where a storage has no study of a name; names that are near it are in the message.</summary>
    internal static UnknownNameException Unknown(string name, IReadOnlyList<StoredStudy> studies) =>
        new("study", name, studies.Select(study => study.Name));
}

using static Trimtab.Storages.StorageOperation;

namespace Trimtab.Storages;

/// <summary>
/// Studies and trials as the operations applied so far have made them. The same operations in the same order make the same state
/// everywhere; one that is not legal changes nothing. Not thread-safe.
/// </summary>
/// <remarks>Ids are those of Optuna's journal: from 0, of studies and of trials of all studies, never reused.</remarks>
internal sealed class StorageState
{
    private readonly OrderedDictionary<long, StudyRecord> _studies = [];
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);
    private readonly List<TrialRecord> _trials = []; // by id; those of deleted studies stay
    private readonly SharedTexts _texts = new();
    private readonly List<StudyRecord> _all = []; // studies that were deleted, too
    private long _nextStudy;

    /// <summary>The studies, in the order of their ids.</summary>
    public IEnumerable<StudyRecord> Studies => _studies.Values;

    /// <summary>All studies that there ever were; trials of deleted ones stay.</summary>
    public IReadOnlyList<StudyRecord> AllStudies => _all;

    /// <summary>All trials that there ever were, by id.</summary>
    public IReadOnlyList<TrialRecord> Trials => _trials;

    /// <summary>The id that the next study gets.</summary>
    public long NextStudy { get => _nextStudy; init => _nextStudy = value; }

    /// <summary>The study called <paramref name="name"/>, if there is one.</summary>
    public StudyRecord? Find(string name) => _ids.TryGetValue(name, out long id) ? _studies[id] : null;

    /// <summary>The study of an id, if there is one.</summary>
    public StudyRecord? Study(long id) => _studies.GetValueOrDefault(id);

    /// <summary>The trial of an id, if there ever was one.</summary>
    public TrialRecord? Trial(long id) => id >= 0 && id < _trials.Count ? _trials[(int)id] : null;

    /// <summary>Applies an operation where it is legal.</summary>
    /// <returns>Why it is not legal and was left out; <see langword="null"/> where it was applied.</returns>
    public string? Apply(StorageOperation operation)
    {
        if (Refusal(operation) is { } refusal)
        {
            return refusal;
        }

        switch (operation)
        {
            case CreateStudy create:
                Restore(_nextStudy++, create.Name, create.Directions, isLive: true);
                break;
            case DeleteStudy delete:
                _ids.Remove(_studies[delete.Study].Name);
                _studies.Remove(delete.Study);
                break;
            case SetStudyAttribute set:
                _studies[set.Study].Attributes(set.Kind)[set.Name] = set.Json;
                break;
            case CreateTrial create:
                var study = _studies[create.Study];
                Restore(study, create.Trial with { Id = _trials.Count, Number = study.Trials.Count });
                break;
            case TrialOperation change:
                _trials[(int)change.Trial].Apply(change);
                break;
        }

        return null;
    }

    /// <summary>Adds a study as a snapshot has it.</summary>
    public StudyRecord Restore(long id, string name, IReadOnlyList<Direction> directions, bool isLive)
    {
        var study = new StudyRecord(id, name, directions, _texts);
        _all.Add(study);
        if (isLive)
        {
            _ids.Add(name, id);
            _studies.Add(id, study);
        }

        return study;
    }

    /// <summary>Makes room for trials.</summary>
    public void Expect(int trials) => _trials.EnsureCapacity(trials);

    /// <summary>Adds the next trial, with its id and number.</summary>
    public void Restore(StudyRecord study, StoredTrial trial) => _trials.Add(study.Add(trial));

    /// <summary>Why an operation is not legal now; <see langword="null"/> where it is.</summary>
    public string? Refusal(StorageOperation operation) => operation switch
    {
        CreateStudy { Name: var name } => _ids.ContainsKey(name) ? StudyStorage.NameExists(name).Message : null,
        DeleteStudy { Study: var id } => RefusalOfStudy(id),
        SetStudyAttribute { Study: var id } => RefusalOfStudy(id),
        CreateTrial { Study: var id } => RefusalOfStudy(id),
        TrialOperation change => Trial(change.Trial) is { } trial
            ? trial.Refusal(change)
            : StudyStorage.NoTrial(change.Trial).Message,
        _ => null,
    };

    private string? RefusalOfStudy(long id) => _studies.ContainsKey(id) ? null : StudyStorage.NoStudy(id).Message;
}

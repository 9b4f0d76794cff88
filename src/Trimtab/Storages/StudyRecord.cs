namespace Trimtab.Storages;

/// <summary>A study of a <see cref="StorageState"/>, and its trials.</summary>
internal sealed class StudyRecord(long id, string name, IReadOnlyList<Direction> directions, SharedTexts texts)
{
    private readonly OrderedDictionary<string, string> _user = [], _system = [];
    private readonly Dictionary<string, TrialRecord> _first = new(StringComparer.Ordinal); // the first by number that has a parameter
    private readonly List<TrialRecord> _trials = [];
    private readonly string? _fault = directions.Where(direction => !Enum.IsDefined(direction))
        .Select(unknown => Invariant($"A direction in a journal must be 1 (minimize) or 2 (maximize). Got {(int)unknown}."))
        .FirstOrDefault();

    private string[]? _names; // parameters of the last trial that was added, where trials share them

    /// <summary>Its id.</summary>
    public long Id => id;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Directions of its objectives.</summary>
    public IReadOnlyList<Direction> Directions => directions;

    /// <summary>Its trials, by number.</summary>
    public IReadOnlyList<TrialRecord> Trials => _trials;

    /// <summary>As it stands now.</summary>
    public StoredStudy Snapshot() => new()
    {
        Id = id,
        Name = name,
        Directions = _fault is null ? directions : [],
        Fault = _fault,
        UserAttributes = new OrderedDictionary<string, string>(_user),
        SystemAttributes = new OrderedDictionary<string, string>(_system),
    };

    /// <summary>Its attributes of a kind.</summary>
    public OrderedDictionary<string, string> Attributes(AttributeKind kind) => kind == AttributeKind.User ? _user : _system;

    /// <summary>Adds the trial of the next number.</summary>
    public TrialRecord Add(StoredTrial trial)
    {
        var added = new TrialRecord(this, trial, texts);
        _trials.Add(added);
        if (trial.Parameters is not KeyedValues<string, StoredParameter> { KeyArray: var names } || names != _names)
        {
            foreach (string parameter in trial.Parameters.Keys)
            {
                _first.TryAdd(parameter, added);
            }

            _names = (trial.Parameters as KeyedValues<string, StoredParameter>)?.KeyArray;
        }

        return added;
    }

    /// <summary>Takes note that a trial has a parameter.</summary>
    public void Has(string parameter, TrialRecord trial)
    {
        if (!_first.TryGetValue(parameter, out var first) || trial.Number < first.Number)
        {
            _first[parameter] = trial;
        }
    }

    /// <summary>
    /// Requires of trials that are to be added that their parameters have distributions that fit the study's and one another.
    /// </summary>
    /// <exception cref="TrimtabException">They do not.</exception>
    public void RequireCompatible(IReadOnlyList<StoredTrial> trials)
    {
        var firsts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (parameter, (_, distribution)) in trials.SelectMany(trial => trial.Parameters))
        {
            if (!firsts.TryGetValue(parameter, out string? first))
            {
                first = _first.TryGetValue(parameter, out var trial) ? trial.DistributionOf(parameter) : distribution;
                firsts.Add(parameter, first);
            }

            StudyStorage.RequireCompatible(parameter, first, distribution);
        }
    }

    /// <summary>
    /// Why a parameter may not have this distribution here, where the first trial that has the parameter decides; <see langword="null"/>
    /// where it may.
    /// </summary>
    public string? Refusal(string parameter, string distribution) => _first.TryGetValue(parameter, out var first)
        ? StoredDistribution.Clash(parameter, first.DistributionOf(parameter), distribution)
        : null;
}

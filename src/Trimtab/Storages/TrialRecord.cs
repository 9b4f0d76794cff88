using static Trimtab.Storages.StorageOperation;

namespace Trimtab.Storages;

/// <summary>A trial of a <see cref="StorageState"/>: what is written to it is collected until it finishes.</summary>
internal sealed class TrialRecord
{
    private readonly StudyRecord _study;
    private readonly SharedTexts _texts;
    private StoredTrial _trial;
    private Parts? _open; // of a trial that has not finished

    /// <summary>A trial of <paramref name="study"/> that stands as <paramref name="trial"/> says.</summary>
    /// <param name="study">The study.</param>
    /// <param name="trial">The trial.</param>
    /// <param name="texts">What trials share.</param>
    public TrialRecord(StudyRecord study, StoredTrial trial, SharedTexts texts)
    {
        (_study, _trial, _texts) = (study, trial, texts);
        if (trial.IsFinished)
        {
            _trial = texts.Pack(trial);
        }
        else
        {
            _open = new(trial);
        }
    }

    /// <summary>Its id.</summary>
    public long Id => _trial.Id;

    /// <summary>Its study.</summary>
    public StudyRecord Owner => _study;

    /// <summary>The id of its study.</summary>
    public long Study => _study.Id;

    /// <summary>Its number.</summary>
    public int Number => _trial.Number;

    /// <summary>Its state.</summary>
    public TrialState State => _trial.State;

    /// <summary>Its newest attempt.</summary>
    public int Attempt => _open is null ? _trial.Attempt
        : StorageAttributes.AttemptOf(_open.System.GetValueOrDefault(StorageAttributes.Attempt));

    /// <summary>JSON of a system attribute; null where it has none of the name.</summary>
    public string? SystemAttribute(string name) =>
        _open is { } open ? open.System.GetValueOrDefault(name) : _trial.SystemAttributes.GetValueOrDefault(name);

    /// <summary>As it stands now; made anew only where something was written since.</summary>
    public StoredTrial Snapshot()
    {
        if (_open is { IsCurrent: false } open)
        {
            _trial = open.Of(_trial);
            open.IsCurrent = true;
        }

        return _trial;
    }

    /// <summary>The distribution of a parameter that it has.</summary>
    public string DistributionOf(string parameter) => (_open?.Parameters[parameter] ?? _trial.Parameters[parameter]).Distribution;

    /// <summary>Why a change is not legal now; <see langword="null"/> where it is.</summary>
    public string? Refusal(TrialOperation change) => _trial.IsFinished
        ? StudyStorage.Finished(Number, State).Message
        : change switch
        {
            SetState { State: TrialState.Running } when State == TrialState.Running =>
                Invariant($"A trial must be claimed once. Trial {Number} is running."),
            SetParameter set => _study.Refusal(set.Name, set.Parameter.Distribution),
            _ => null,
        };

    /// <summary>Applies a legal change.</summary>
    public void Apply(TrialOperation change)
    {
        var open = _open!;
        open.IsCurrent = false;
        switch (change)
        {
            case SetParameter set:
                open.Parameters[set.Name] = set.Parameter;
                _study.Has(set.Name, this);
                break;
            case SetState set:
                Apply(set);
                break;
            case SetIntermediateValue set:
                open.Values[set.Step] = set.Value;
                break;
            case SetTrialAttribute set:
                (set.Kind == AttributeKind.User ? open.User : open.System)[set.Name] = set.Json;
                break;
        }
    }

    private void Apply(SetState set)
    {
        _trial = _trial with
        {
            State = set.State,
            Values = set.Values ?? _trial.Values,
            Started = set.State == TrialState.Running ? set.At : _trial.Started,
            Completed = set.State is TrialState.Running or TrialState.Waiting ? _trial.Completed : set.At,
        };
        if (_trial.IsFinished)
        {
            _trial = _texts.Pack(_open!.Of(_trial));
            _open = null;
        }
    }

    /// <summary>What is collected.</summary>
    private sealed class Parts(StoredTrial trial)
    {
        public OrderedDictionary<string, StoredParameter> Parameters { get; } = new(trial.Parameters);

        public OrderedDictionary<long, double> Values { get; } = new(trial.IntermediateValues);

        public OrderedDictionary<string, string> User { get; } = new(trial.UserAttributes);

        public OrderedDictionary<string, string> System { get; } = new(trial.SystemAttributes);

        /// <summary>Whether the trial was made since the last change.</summary>
        public bool IsCurrent { get; set; }

        /// <summary>A trial with what was collected.</summary>
        public StoredTrial Of(StoredTrial trial) => trial with
        {
            Parameters = new OrderedDictionary<string, StoredParameter>(Parameters),
            IntermediateValues = new OrderedDictionary<long, double>(Values),
            UserAttributes = new OrderedDictionary<string, string>(User),
            SystemAttributes = new OrderedDictionary<string, string>(System),
        };
    }
}

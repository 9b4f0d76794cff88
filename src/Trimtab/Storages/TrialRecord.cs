using static Trimtab.Storages.StorageOperation;

namespace Trimtab.Storages;

/// <summary>A trial of a <see cref="StorageState"/>: what is written to it is collected until it finishes.</summary>
internal sealed class TrialRecord
{
    private readonly StudyRecord _study;
    private readonly OrderedDictionary<string, StoredParameter> _parameters;
    private readonly OrderedDictionary<long, double> _values;
    private readonly OrderedDictionary<string, string> _user, _system;
    private StoredTrial _trial;
    private bool _isCurrent;

    /// <summary>A trial of <paramref name="study"/> that stands as <paramref name="trial"/> says.</summary>
    public TrialRecord(StudyRecord study, StoredTrial trial)
    {
        (_study, _trial) = (study, trial);
        _parameters = new(trial.Parameters);
        _values = new(trial.IntermediateValues);
        _user = new(trial.UserAttributes);
        _system = new(trial.SystemAttributes);
    }

    /// <summary>Its id.</summary>
    public long Id => _trial.Id;

    /// <summary>The id of its study.</summary>
    public long Study => _study.Id;

    /// <summary>Its number.</summary>
    public int Number => _trial.Number;

    /// <summary>Its state.</summary>
    public TrialState State => _trial.State;

    /// <summary>Its newest attempt.</summary>
    public int Attempt => StorageAttributes.AttemptOf(_system.GetValueOrDefault(StorageAttributes.Attempt));

    /// <summary>As it stands now; made anew only where something was written since.</summary>
    public StoredTrial Snapshot()
    {
        if (!_isCurrent)
        {
            _trial = _trial with
            {
                Parameters = new OrderedDictionary<string, StoredParameter>(_parameters),
                IntermediateValues = new OrderedDictionary<long, double>(_values),
                UserAttributes = new OrderedDictionary<string, string>(_user),
                SystemAttributes = new OrderedDictionary<string, string>(_system),
            };
            _isCurrent = true;
        }

        return _trial;
    }

    /// <summary>The distribution of a parameter that it has.</summary>
    public string DistributionOf(string parameter) => _parameters[parameter].Distribution;

    /// <summary>Why a change is not legal now; <see langword="null"/> where it is.</summary>
    public string? Refusal(TrialOperation change) => _trial.IsFinished
        ? Invariant($"A trial must not change after it has finished. Trial {Number} is {State}.")
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
        _isCurrent = false;
        switch (change)
        {
            case SetParameter set:
                _parameters[set.Name] = set.Parameter;
                _study.Has(set.Name, this);
                break;
            case SetState set:
                Apply(set);
                break;
            case SetIntermediateValue set:
                _values[set.Step] = set.Value;
                break;
            case SetTrialAttribute set:
                (set.Kind == AttributeKind.User ? _user : _system)[set.Name] = set.Json;
                break;
        }
    }

    private void Apply(SetState set) => _trial = _trial with
    {
        State = set.State,
        Values = set.Values ?? _trial.Values,
        Started = set.State == TrialState.Running ? set.At : _trial.Started,
        Completed = set.State is TrialState.Running or TrialState.Waiting ? _trial.Completed : set.At,
    };
}

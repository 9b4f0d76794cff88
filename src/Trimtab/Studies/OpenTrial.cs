using System.Collections.Immutable;
using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>
/// A trial in memory that has not finished: what is written to it is collected, and read as an immutable <see cref="Trial"/>. Not
/// thread-safe.
/// </summary>
/// <param name="trial">As it stands.</param>
/// <param name="attempt">The attempts before; their claims are void.</param>
internal sealed class OpenTrial(Trial trial, int attempt = 0)
{
    private readonly SortedDictionary<string, AssignedParameter> _parameters = new(StringComparer.Ordinal);
    private Trial _trial = trial;
    private SearchSpace _expected = SearchSpace.Empty;
    private bool _isStale; // parameters were set that _trial lacks

    /// <summary>Its number.</summary>
    public int Number => _trial.Number;

    /// <summary>Its state.</summary>
    public TrialState State => _trial.State;

    /// <summary>What it was given at its beginning.</summary>
    public ParameterSet Given => _trial.Given;

    /// <summary>The newest attempt; 0 before the first.</summary>
    public int Attempt { get; private set; } = attempt;

    /// <summary>The trial as it stands now. Made anew only where parameters were set since.</summary>
    public Trial Current
    {
        get
        {
            if (_isStale)
            {
                (_trial, _isStale) = (_trial with { Parameters = Parameters(), Space = Space(), Origins = Origins() }, false);
            }

            return _trial;
        }
    }

    /// <summary>Begins an attempt: what it waited with is what it is given.</summary>
    public TrialClaim Claim(TrialState state, DateTimeOffset started)
    {
        _trial = _trial with { State = state, Started = started, Given = _trial.Parameters, Parameters = ParameterSet.Empty };
        return new(Number, ++Attempt);
    }

    /// <summary>Records what it is given, the paused trial it resumes, and the space it is expected to ask for.</summary>
    public bool Propose(GivenParameters given, int? resumes, SearchSpace expected)
    {
        (_trial, _expected) = (_trial with { Given = given.Values, Suggested = given.Suggested, Resumes = resumes }, expected);
        return true;
    }

    /// <summary>Records what it was suggested when it asked.</summary>
    public bool Keep(GivenParameters given)
    {
        _trial = _trial with { Suggested = given.Suggested, Kept = given.Kept };
        return true;
    }

    /// <summary>Records a parameter, unless it has one of the name.</summary>
    public bool SetParameter(string name, AssignedParameter parameter)
    {
        bool isNew = _parameters.TryAdd(name, parameter);
        _isStale |= isNew;
        return isNew;
    }

    /// <summary>Adds a report, unless it has one of the fold and epoch.</summary>
    public bool Report(Report report)
    {
        var reports = SortedReports.With(_trial.Reports, report);
        bool isNew = !ReferenceEquals(reports, _trial.Reports);
        _trial = isNew ? _trial with { Reports = reports } : _trial;
        return isNew;
    }

    /// <summary>Sets an attribute.</summary>
    public bool SetAttribute(string name, string value)
    {
        var attributes = _trial.Attributes as ImmutableSortedDictionary<string, string>
            ?? _trial.Attributes.ToImmutableSortedDictionary(StringComparer.Ordinal);
        _trial = _trial with { Attributes = attributes.SetItem(name, value) };
        return true;
    }

    /// <summary>Adds a file.</summary>
    public bool AddArtifact(Artifact artifact)
    {
        _trial = _trial with { Artifacts = [.. _trial.Artifacts, artifact] };
        return true;
    }

    /// <summary>Adds to the violation what is above 0, and keeps the amount.</summary>
    public bool AddViolation(double violation)
    {
        _trial = _trial with
        {
            Violation = _trial.Violation + Math.Max(0, violation),
            ConstraintAmounts = new OrderedDictionary<string, double>(_trial.ConstraintAmounts)
            {
                [Invariant($"{_trial.ConstraintAmounts.Count}")] = violation,
            },
        };
        return true;
    }

    /// <summary>Begins another attempt.</summary>
    public TrialClaim Renew(bool forgets)
    {
        if (forgets)
        {
            Forget();
        }

        return new(Number, ++Attempt);
    }

    /// <summary>Ends the attempt without results.</summary>
    public void Release(TrialState state)
    {
        Forget();
        Attempt++;
        _trial = _trial with { State = state, Parameters = _trial.Given };
    }

    /// <summary>The finished trial; what it shares with the one before is kept once in memory.</summary>
    public Trial Finish(TrialState state, TrialEnd end, Trial? previous)
    {
        var parameters = Parameters().SharingNames(previous?.Parameters);
        var space = Space();
        var origins = Origins();
        var ended = _trial with
        {
            State = state,
            Parameters = parameters.Equals(_trial.Given) ? _trial.Given : parameters,
            Space = previous is not null && space.HasParametersOf(previous.Space) && !ReferenceEquals(space, _expected)
                ? previous.Space
                : space,
            Origins = previous is not null && AreEqual(previous.Origins, origins) ? previous.Origins : origins,
            Reports = SortedReports.Packed(_trial.Reports),
            Values = end.Values,
            Failure = end.Failure,
            Suggested = Trial.NoOrigins,
            Kept = ParameterSet.Empty,
            Duration = end.Duration,
        };
        return ended with { Warnings = StudyWarnings.Of(ended) };
    }

    private void Forget()
    {
        _parameters.Clear();
        (_trial, _isStale) = (_trial.WithoutResults(), false);
    }

    private ParameterSet Parameters() => ParameterSet.Create(_parameters.Select(item => KeyValuePair.Create(item.Key, item.Value.Value)));

    private SearchSpace Space() =>
        _expected.Count == _parameters.Count
            && _expected.All(item => _parameters.TryGetValue(item.Key, out var set) && set.Distribution.Equals(item.Value))
        ? _expected
        : SearchSpace.Create(_parameters.Select(item => KeyValuePair.Create(item.Key, item.Value.Distribution)));

    private Dictionary<string, string> Origins() => _parameters.ToDictionary(item => item.Key, item => item.Value.Origin);

    private static bool AreEqual(IReadOnlyDictionary<string, string> a, Dictionary<string, string> b) =>
        a.Count == b.Count && b.All(item => a.TryGetValue(item.Key, out string? origin) && origin == item.Value);
}

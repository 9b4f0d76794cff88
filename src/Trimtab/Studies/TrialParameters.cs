using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>
/// The values of one attempt's parameters: fixed, enqueued, those of an earlier attempt, the only ones possible, or suggested jointly, else
/// independently. Thread-safe.
/// </summary>
internal sealed class TrialParameters
{
    private readonly Lock _gate = new();
    private readonly SuggestionService _service;
    private readonly StudyOptions _options;
    private readonly SuggestionRequest _request;
    private readonly SearchSpace _space;
    private readonly ParameterSet _wanted;
    private readonly IReadOnlyDictionary<string, string> _suggested = Trial.NoOrigins; // origins, of an earlier attempt
    private readonly ParameterSet _kept = ParameterSet.Empty; // of an earlier attempt, in another process
    private readonly Lazy<Suggestion> _joint;
    private readonly Dictionary<string, AssignedParameter>? _earlier;
    private readonly Dictionary<string, AssignedParameter> _assigned = [];

    /// <summary>Before the first attempt.</summary>
    /// <param name="service">Asks the sampler.</param>
    /// <param name="options">The study's.</param>
    /// <param name="request">What is known when the trial begins.</param>
    /// <param name="wanted">Values given by the user or by the trial that is resumed.</param>
    /// <param name="resumes">The paused trial that is resumed, or null.</param>
    /// <param name="space">What the trial is expected to ask for.</param>
    public TrialParameters(
        SuggestionService service, StudyOptions options, SuggestionRequest request, GivenParameters wanted, int? resumes, SearchSpace space)
    {
        (_service, _options, _request, Resumes) = (service, options, request, resumes);
        (_suggested, _kept) = (wanted.Suggested, wanted.Kept);
        _wanted = space.Coerce(wanted.Values);
        _space = space.Rules.Count == 0 ? space : space.Pin(_wanted).Pin(options.Fixed);
        var held = options.Fixed.Aggregate(_wanted, (all, item) => all.With(item.Key, item.Value));
        _joint = new(() => service.SuggestJointly(request, _space, held));
        Given = resumes is not null ? _wanted
            : _space.Count > 0 && _space.Searched.Keys.All(held.ContainsKey) ? _wanted // nothing is left to suggest
            : _wanted.Count == 0 ? _joint.Value.Values
            : ParameterSet.Create(_wanted.Concat(_joint.Value.Values.Where(item => !_wanted.ContainsKey(item.Key))));
    }

    /// <summary>Of a trial that must not be evaluated: the sampler or the pruner threw.</summary>
    public TrialParameters(SuggestionService service, StudyOptions options, SuggestionRequest request, Exception refusal)
    {
        (_service, _options, _request, Refusal) = (service, options, request, refusal);
        (_space, _wanted, Given, _joint) = (
            SearchSpace.Empty, ParameterSet.Empty, ParameterSet.Empty, new(new Suggestion(ParameterSet.Empty)));
    }

    private TrialParameters(TrialParameters earlier)
    {
        (_service, _options, _request, _space, _wanted, _suggested, _joint, Given, Resumes) =
            (
                earlier._service,
                earlier._options,
                earlier._request,
                earlier._space,
                earlier._wanted,
                earlier._suggested,
                earlier._joint,
                earlier.Given,
                earlier.Resumes);
        (_earlier, _kept) = (earlier._assigned, earlier._kept);
    }

    /// <summary>What is known before the trial asks: enqueued, resumed or suggested jointly.</summary>
    public ParameterSet Given { get; }

    /// <summary>What the trial is expected to ask for.</summary>
    public SearchSpace Space => _space;

    /// <summary>The paused trial that is resumed, or null.</summary>
    public int? Resumes { get; }

    /// <summary>What the sampler or the pruner threw; null where they did not.</summary>
    public Exception? Refusal { get; }

    /// <summary>Address of the trial's random draws.</summary>
    public RandomAddress Random => _request.Random;

    /// <summary>The values the trial has asked for so far.</summary>
    public ParameterSet Assigned
    {
        get
        {
            lock (_gate)
            {
                return ParameterSet.Create(_assigned.Select(item => KeyValuePair.Create(item.Key, item.Value.Value)));
            }
        }
    }

    /// <summary>The same, with the origins of what a sampler suggested, in this process or in an earlier attempt.</summary>
    public GivenParameters Proposed => new(Given, Suggested(), _kept);

    /// <summary>
    /// What was suggested when the trial asked, beyond <see cref="Given"/>, with the origins of all; null where an earlier attempt has kept
    /// it.
    /// </summary>
    public GivenParameters? Unkept()
    {
        lock (_gate)
        {
            var asked = _assigned.Where(item => !Given.ContainsKey(item.Key) && !_options.Fixed.ContainsKey(item.Key)).ToList();
            if (asked.All(item => _kept.TryGetValue(item.Key, out var kept) && kept == item.Value.Value))
            {
                return null;
            }

            var origins = Suggested();
            asked.ForEach(item => origins[item.Key] = item.Value.Origin);
            return new(Given, origins, ParameterSet.Create(asked.Select(item => KeyValuePair.Create(item.Key, item.Value.Value))));
        }
    }

    private Dictionary<string, string> Suggested()
    {
        var origins = new Dictionary<string, string>(_suggested, StringComparer.Ordinal);
        foreach (string name in Given.Keys.Where(name => !_wanted.ContainsKey(name)))
        {
            origins[name] = _joint.Value.OriginOf(name);
        }

        return origins;
    }

    private string WantedOrigin(string name) => Resumes is not null ? "promoted" : _suggested.GetValueOrDefault(name, "enqueued");

    /// <summary>The parameters of another attempt: the same values, where it asks for the same.</summary>
    public TrialParameters Again() => new(this);

    /// <summary>The parameter's value; decided when it is first asked for.</summary>
    /// <exception cref="TrimtabException">
    /// It was asked for before with another distribution, is fixed or enqueued at a value it may not have, or the sampler suggested such a
    /// value.
    /// </exception>
    public AssignedParameter Assign(string name, Distribution distribution)
    {
        AssignedParameter assigned;
        bool isKnown;
        lock (_gate)
        {
            isKnown = _assigned.TryGetValue(name, out assigned);
        }

        if (!isKnown)
        {
            var decided = Decide(name, distribution); // asks the sampler: not under the lock
            lock (_gate)
            {
                assigned = _assigned.TryAdd(name, decided) ? decided : _assigned[name];
            }
        }

        return assigned.Distribution.Equals(distribution)
            ? assigned
            : throw new TrimtabException(
                Invariant($"A trial must ask for a parameter in one way. Trial {_request.Number} asked for '{name}' as ")
                + Invariant($"{assigned.Distribution} and now as {distribution}."));
    }

    private AssignedParameter Decide(string name, Distribution distribution) =>
        _options.Fixed.TryGetValue(name, out var value) ? new(distribution, Allowed(name, value, distribution, "fixed"), "fixed")
        : _wanted.TryGetValue(name, out value) ? Wanted(name, value, distribution)
        : _earlier is not null && _earlier.TryGetValue(name, out var before) && before.Distribution.Equals(distribution) ? before
        : _kept.TryGetValue(name, out value) && distribution.Coerce(value) is { } kept
            ? new(distribution, kept, _suggested.GetValueOrDefault(name, "enqueued"))
        : distribution.OnlyValue is { } only ? new(distribution, only, "the only value")
        : Jointly(name, distribution) ?? Independently(name, distribution);

    private AssignedParameter Wanted(string name, ParameterValue value, Distribution distribution) =>
        WantedOrigin(name) is var origin ? new(distribution, Allowed(name, value, distribution, origin), origin) : default;

    private AssignedParameter? Jointly(string name, Distribution distribution) =>
        _joint.Value.Values.TryGetValue(name, out var value) && distribution.Coerce(value) is { } own
            && (!_space.TryGetValue(name, out var expected) || expected.Equals(distribution))
            ? Distinct(name, new(distribution, own, _joint.Value.OriginOf(name)), _joint.Value.Held.ContainsKey(name))
            : null;

    private AssignedParameter Independently(string name, Distribution distribution)
    {
        var suggested = _service.SuggestIndependently(_request with { Assigned = Assigned }, name, distribution);
        return distribution.Coerce(suggested.Value) is { } own
            ? Distinct(name, new(distribution, own, suggested.Origin), suggested.IsHeld)
            : throw new TrimtabException(
                $"A sampler must suggest a value the distribution allows. {suggested.Origin} suggested {suggested.Value} for '{name}', "
                + $"which is {distribution}.");
    }

    /// <summary>The suggested value, or another where the trial would be a duplicate with it.</summary>
    private AssignedParameter Distinct(string name, AssignedParameter suggested, bool isHeld) => isHeld || _joint.Value.MayRepeat
        ? suggested
        : _service.Distinct(_request, _space, () => Assigned.Overlaid(_wanted).Overlaid(_options.Fixed), name, suggested);

    private ParameterValue Allowed(string name, ParameterValue value, Distribution distribution, string how) => distribution.Coerce(value)
        ?? throw new TrimtabException(
            Invariant($"A parameter that is {how} must have a value its distribution allows. '{name}' is {how} at {value}, and trial ")
            + Invariant($"{_request.Number} asked for {distribution}."));
}

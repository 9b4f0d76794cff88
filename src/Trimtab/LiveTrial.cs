using Trimtab.Numerics;
using Trimtab.Pruners;
using Trimtab.Samplers;

namespace Trimtab;

/// <summary>A trial under way: its objective function asks it for values, reports to it, and may be told to stop. One thread at a time.</summary>
public sealed class LiveTrial
{
    private readonly Study _study;
    private readonly Ask _ask;
    private readonly ParameterSet _wanted;
    private readonly SortedDictionary<string, (Distribution Distribution, ParameterValue Value, string By)> _given = new(StringComparer.Ordinal);
    private ParameterSet _together = ParameterSet.Empty;
    private SearchSpace _space = SearchSpace.Empty;
    private string _togetherBy = "";

    internal LiveTrial(Study study, Ask ask, ParameterSet wanted, CancellationToken cancellationToken)
    {
        (_study, _ask, _wanted, CancellationToken) = (study, ask, wanted, cancellationToken);
        ask.Given = () => Parameters;
    }

    /// <summary>Its place in the study, from 0.</summary>
    public int Number => _ask.Number;

    /// <summary>Cancelled when the study is, or when the trial's time is up.</summary>
    public CancellationToken CancellationToken { get; internal set; }

    /// <summary>Where the objective function's own draws may live; the same in every run of the study.</summary>
    public RandomAddress Random => _ask.Random.At("objective");

    /// <summary>The paused trial this one goes on from, with the same parameters; null where it begins anew. What the objective function kept of that one it may take up.</summary>
    public int? Resumes { get; internal init; }

    /// <summary>To which epoch the pruner lets it go this time; null where there is no such limit. Known once all knobs have been asked for.</summary>
    public int? Limit => _study.Options.Pruner.Limit(_ask.History, Parameters);

    /// <summary>What it was asked for so far.</summary>
    public ParameterSet Parameters => ParameterSet.Create(_given.Select(knob => KeyValuePair.Create(knob.Key, knob.Value.Value)));

    /// <summary>A real number in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    /// <param name="name">The knob.</param>
    /// <param name="low">The least value; above 0 where <paramref name="log"/>.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="log">Whether the logarithm is searched.</param>
    /// <param name="step">The distance between the values allowed, from <paramref name="low"/>; null for all.</param>
    /// <exception cref="TrimtabException">The knob was asked for before in this trial, with other values to choose from.</exception>
    public double SuggestFloat(string name, double low, double high, bool log = false, double? step = null) =>
        Suggest(name, new FloatDistribution(low, high, log, step)).As<double>();

    /// <summary>A whole number in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    /// <inheritdoc cref="SuggestFloat"/>
    public int SuggestInt(string name, int low, int high, bool log = false, int step = 1) =>
        Suggest(name, new IntDistribution(low, high, log, step)).As<int>();

    /// <summary>One of <paramref name="choices"/>: words, numbers, yes or no, members of an enum, null, or any objects with a <c>ToString</c> of their own.</summary>
    /// <exception cref="TrimtabException">There are none, two are equal, or the knob was asked for before with others.</exception>
    public T SuggestCategorical<T>(string name, IReadOnlyList<T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var values = choices.Select(choice => ParameterValue.From(choice)).ToArray();
        var chosen = Suggest(name, new CategoricalDistribution(ParameterValues.Create(values)));
        return choices[Array.IndexOf(values, chosen)];
    }

    /// <summary>A value of <paramref name="distribution"/>.</summary>
    /// <exception cref="TrimtabException">The knob was asked for before with another distribution, or was enqueued or fixed at a value it may not have.</exception>
    public ParameterValue Suggest(string name, Distribution distribution)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(distribution);
        if (_given.TryGetValue(name, out var before))
        {
            return before.Distribution.Equals(distribution)
                ? before.Value
                : throw new TrimtabException($"A trial must ask for a knob in one way. Trial {Number} asked for '{name}' as {before.Distribution} and now as {distribution}.");
        }

        var (value, by) = Find(name, distribution);
        _given.Add(name, (distribution, value, by));
        return value;
    }

    /// <summary>Tells an intermediate value of the objective.</summary>
    /// <param name="value">The figure, as the pruner's measure.</param>
    /// <param name="epoch">How far the trial has come: an epoch, a step, from 1. Told twice, the first counts.</param>
    /// <param name="fold">The fold, where there are several.</param>
    public void Report(double value, int epoch, int fold = 0) =>
        _study.Report(Number, new(fold, epoch, new Dictionary<string, double> { [_study.Options.Pruner.Measure] = value }));

    /// <summary>What it was given before it asked: enqueued, promoted or suggested together.</summary>
    internal ParameterSet Foreseen => _study[Number].Given;

    /// <summary>Tells several figures of an epoch at once.</summary>
    internal void Report(Report report) => _study.Report(Number, report);

    /// <summary>Whether the pruner thinks that the trial will not win. Ask after <see cref="Report(double, int, int)"/>.</summary>
    public bool ShouldPrune() =>
        _study.Options.Pruner.ShouldPrune(new PruneCheck(_study[Number] with { Parameters = Parameters }, _ask.History, _study.PrunedDirection, _study.Name));

    /// <summary>Ends the objective function where <see cref="ShouldPrune"/>; the trial is then pruned, with its last report as its value.</summary>
    /// <exception cref="TrialPrunedException">The pruner said so.</exception>
    public void ThrowIfPruned()
    {
        if (ShouldPrune())
        {
            throw new TrialPrunedException();
        }
    }

    /// <summary>Says by how much the outcome breaks a constraint; 0 or less where it keeps it. Samplers prefer trials that break none.</summary>
    public void Constrain(double violation)
    {
        double above = double.IsNaN(violation) ? double.PositiveInfinity : Math.Max(0, violation);
        _study.Change(Number, trial => trial with { Violation = trial.Violation + above });
    }

    /// <summary>Remembers something of the trial, for tables and other programs.</summary>
    public void SetAttribute(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        _study.Change(Number, trial => trial with { Attributes = new Dictionary<string, string>(trial.Attributes) { [name] = value } });
    }

    /// <summary>Ends the trial by hand, one from <see cref="Study.Ask"/>, with the values of all objectives; NaN makes it failed.</summary>
    public Trial Tell(params IReadOnlyList<double> values)
    {
        Note();
        return _study.Tell(Number, values);
    }

    /// <summary>Ends the trial by hand: it was pruned.</summary>
    public Trial TellPruned()
    {
        Note();
        return _study.TellPruned(Number);
    }

    /// <summary>Ends the trial by hand: it went wrong.</summary>
    public Trial TellFailed(string why)
    {
        Note();
        return _study.TellFailed(Number, why);
    }

    /// <summary>Has the sampler suggest what is known to be asked for.</summary>
    internal void Together(SearchSpace space)
    {
        space = space.Rules.Count == 0 ? space : space.Pin(_wanted).Pin(_study.Options.Fixed);
        (_space, _ask.By) = (space, _study.Options.Sampler.Name);
        (_together, _togetherBy) = (_study.Suggestions.Together(_ask, space), _ask.By);

        var given = Resumes is not null ? _wanted : _wanted.Count == 0 ? _together : ParameterSet.Create(_wanted.Concat(_together.Where(knob => !_wanted.ContainsKey(knob.Key))));
        _study.Change(Number, trial => trial with { Given = given, Parameters = ParameterSet.Empty });
    }

    /// <summary>Writes what was asked for into the trial: before it is told, so that its end holds all.</summary>
    internal void Note()
    {
        var previous = Number > 0 ? _study[Number - 1] : null;
        var space = SearchSpace.Create(_given.Select(knob => KeyValuePair.Create(knob.Key, knob.Value.Distribution)));
        space = space.HasKnobsOf(_space) ? _space : previous is not null && space.HasKnobsOf(previous.Space) ? previous.Space : space;
        var origins = Origins(previous);
        _study.Change(Number, trial => trial with { Parameters = Parameters.SharingNames(previous?.Parameters), Space = space, Origins = origins });
    }

    /// <summary>Forgets what was reported, before another try.</summary>
    internal void Retry() => _study.Change(Number, trial => trial with { Reports = [], Violation = 0 });

    private IReadOnlyDictionary<string, string> Origins(Trial? previous) =>
        previous is not null && previous.Origins.Count == _given.Count && _given.All(knob => previous.Origins.TryGetValue(knob.Key, out string? by) && by == knob.Value.By)
            ? previous.Origins
            : _given.ToDictionary(knob => knob.Key, knob => knob.Value.By);

    private (ParameterValue Value, string By) Find(string name, Distribution distribution)
    {
        if (_study.Options.Fixed.TryGetValue(name, out var value))
        {
            return (Allowed(name, value, distribution, "fixed"), "fixed");
        }

        if (_wanted.TryGetValue(name, out value))
        {
            string how = Resumes is null ? "enqueued" : "promoted";
            return (Allowed(name, value, distribution, how), how);
        }

        if (distribution.OnlyValue is { } only)
        {
            return (only, "the only value");
        }

        if (_together.TryGetValue(name, out value) && distribution.Coerce(value) is { } own && (!_space.TryGetValue(name, out var expected) || expected.Equals(distribution)))
        {
            return (own, _togetherBy);
        }

        _ask.By = _study.Options.Sampler.Name;
        value = _study.Suggestions.Alone(_ask, name, distribution);
        return (value, _ask.By);
    }

    private ParameterValue Allowed(string name, ParameterValue value, Distribution distribution, string how) => distribution.Coerce(value)
        ?? throw new TrimtabException($"A knob that is {how} must have a value its distribution allows. '{name}' is {how} at {value}, and trial {Number} asked for {distribution}.");
}

using System.Collections.Immutable;
using Trimtab.Numerics;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Studies;

namespace Trimtab;

/// <summary>One try of a trial: its objective function asks it for values, reports to it, and may be told to stop. Thread-safe.</summary>
/// <remarks>It expires: once a try has ended, also by its time-out, everything it says is refused, and another try of the trial has an object of its own.</remarks>
public sealed class LiveTrial
{
    private readonly Lock _gate = new();
    private readonly Study _study;
    private readonly Ask _ask;
    private readonly bool _isByHand;
    private readonly SortedDictionary<string, (Distribution Distribution, ParameterValue Value, string By)> _given = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, (Distribution Distribution, ParameterValue Value, string By)>? _before; // of an earlier try
    private ParameterSet _wanted = ParameterSet.Empty, _together = ParameterSet.Empty;
    private SearchSpace _space = SearchSpace.Empty;
    private string _togetherBy = "";
    private bool _hasEnded;

    internal LiveTrial(Study study, Ask ask, bool isByHand, CancellationToken cancellationToken)
    {
        (_study, _ask, CancellationToken, _isByHand) = (study, ask, cancellationToken, isByHand);
        ask.Given = () => Parameters;
    }

    /// <summary>Another try, with the same values.</summary>
    private LiveTrial(LiveTrial other, CancellationToken cancellationToken)
        : this(other._study, other._ask.Copy(), other._isByHand, cancellationToken)
    {
        (_before, _wanted, _together, _space, _togetherBy, Resumes) = (other._given, other._wanted, other._together, other._space, other._togetherBy, other.Resumes);
    }

    /// <summary>Its place in the study, from 0.</summary>
    public int Number => _ask.Number;

    /// <summary>Cancelled when the study is, or when the trial's time is up.</summary>
    public CancellationToken CancellationToken { get; internal set; }

    /// <summary>Where the objective function's own draws may live; the same in every run of the study.</summary>
    public RandomAddress Random => _ask.Random.At("objective");

    /// <summary>The paused trial this one goes on from, with the same parameters; null where it begins anew. What the objective function kept of that one it may take up.</summary>
    public int? Resumes { get; private set; }

    /// <summary>To which epoch the pruner lets it go this time; null where there is no such limit. Known once all parameters have been asked for.</summary>
    public int? Limit => _study.Options.Pruner.Limit(_ask.History, Parameters);

    /// <summary>What it was asked for so far.</summary>
    public ParameterSet Parameters
    {
        get
        {
            lock (_gate)
            {
                return ParameterSet.Create(_given.Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value.Value)));
            }
        }
    }

    /// <summary>A real number in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="low">The least value; above 0 where <paramref name="log"/>.</param>
    /// <param name="high">The greatest.</param>
    /// <param name="log">Whether the logarithm is searched.</param>
    /// <param name="step">The distance between the values allowed, from <paramref name="low"/>; null for all.</param>
    /// <exception cref="TrimtabException">The parameter was asked for before in this trial, with other values to choose from.</exception>
    public double SuggestFloat(string name, double low, double high, bool log = false, double? step = null) =>
        Suggest(name, new FloatDistribution(low, high, log, step)).As<double>();

    /// <summary>A whole number in [<paramref name="low"/>, <paramref name="high"/>].</summary>
    /// <inheritdoc cref="SuggestFloat"/>
    public int SuggestInt(string name, int low, int high, bool log = false, int step = 1) =>
        Suggest(name, new IntDistribution(low, high, log, step)).As<int>();

    /// <summary>One of <paramref name="choices"/>: words, numbers, yes or no, members of an enum, null, or any objects with a <c>ToString</c> of their own.</summary>
    /// <exception cref="TrimtabException">There are none, two are equal, or the parameter was asked for before with others.</exception>
    public T SuggestCategorical<T>(string name, IReadOnlyList<T> choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        var values = ParameterValues.Create([.. choices.Select(choice => ParameterValue.From(choice))]);
        return choices[values.IndexOf(Suggest(name, new CategoricalDistribution(values)))!.Value];
    }

    /// <summary>A value of <paramref name="distribution"/>.</summary>
    /// <exception cref="TrimtabException">
    /// The parameter was asked for before with another distribution, was enqueued or fixed at a value it may not have, or the try has ended.
    /// </exception>
    public ParameterValue Suggest(string name, Distribution distribution)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(distribution);
        bool isKnown;
        (Distribution Distribution, ParameterValue Value, string By) answer;
        lock (_gate)
        {
            RequireOpen();
            isKnown = _given.TryGetValue(name, out answer);
        }

        if (!isKnown)
        {
            var (value, by) = Find(name, distribution); // asks the sampler: not under the lock
            lock (_gate)
            {
                RequireOpen();
                answer = _given.TryAdd(name, (distribution, value, by)) ? (distribution, value, by) : _given[name];
            }
        }

        return answer.Distribution.Equals(distribution)
            ? answer.Value
            : throw new TrimtabException(Invariant($"A trial must ask for a parameter in one way. Trial {Number} asked for '{name}' as {answer.Distribution} and now as {distribution}."));
    }

    /// <summary>Tells an intermediate value of the objective.</summary>
    /// <param name="value">The figure, as the pruner's measure.</param>
    /// <param name="epoch">How far the trial has come: an epoch, a step, from 1. Told twice, the first counts.</param>
    /// <param name="fold">The fold, where there are several; from 0.</param>
    /// <remarks>O(log n) in the trial's reports.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The epoch is below 1, or the fold negative.</exception>
    /// <exception cref="TrimtabException">The try or the trial has ended.</exception>
    public void Report(double value, int epoch, int fold = 0) => Report(new(fold, epoch, new NamedValues([_study.Options.Pruner.Measure], [value])));

    /// <summary>What it was given before it asked: enqueued, promoted or suggested together.</summary>
    internal ParameterSet Foreseen => _study[Number].Given;

    /// <summary>Tells several figures of an epoch at once.</summary>
    internal void Report(Report report)
    {
        lock (_gate)
        {
            RequireOpen();
            _study.Report(Number, report);
        }
    }

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
        Change(trial => trial with { Violation = trial.Violation + above });
    }

    /// <summary>Remembers something of the trial, for tables and other programs.</summary>
    public void SetAttribute(string name, string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(value);
        Change(trial => trial with { Attributes = (trial.Attributes as ImmutableSortedDictionary<string, string> ?? trial.Attributes.ToImmutableSortedDictionary(StringComparer.Ordinal)).SetItem(name, value) });
    }

    /// <summary>Ends the trial by hand, one from <see cref="Study.Ask"/>, with the values of all objectives; NaN makes it failed.</summary>
    public Trial Tell(params IReadOnlyList<double> values)
    {
        RequireByHand();
        Note();
        return _study.Tell(Number, values);
    }

    /// <summary>Ends the trial by hand: it was pruned.</summary>
    public Trial TellPruned()
    {
        RequireByHand();
        Note();
        return _study.TellPruned(Number);
    }

    /// <summary>Ends the trial by hand: it went wrong.</summary>
    public Trial TellFailed(string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return TellFailed(TrialFailure.Because(why));
    }

    /// <summary>Ends the trial by hand: it went wrong, and this was thrown.</summary>
    public Trial TellFailed(Exception error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return TellFailed(TrialFailure.Of(error));
    }

    /// <summary>What a sampler or pruner threw when it was asked for this trial; null where they did not.</summary>
    internal Exception? Refusal { get; set; }

    /// <summary>Has the sampler suggest what is known to be asked for.</summary>
    /// <param name="wanted">Values it is given, by the user or by a trial it goes on from.</param>
    /// <param name="resumes">The trial it goes on from, or null.</param>
    /// <param name="space">What is known to be asked for.</param>
    internal void Prepare(ParameterSet wanted, int? resumes, SearchSpace space)
    {
        (_wanted, Resumes) = (space.Coerce(wanted), resumes);
        var pinned = space.Rules.Count == 0 ? space : space.Pin(_wanted).Pin(_study.Options.Fixed);
        (_space, _ask.By) = (pinned, _study.Options.Sampler.Name);
        _together = _study.Suggestions.Together(_ask, pinned, _study.Options.Fixed.Aggregate(_wanted, (held, parameter) => held.With(parameter.Key, parameter.Value)));
        _togetherBy = _ask.By;

        var given = Resumes is not null ? _wanted : _wanted.Count == 0 ? _together : ParameterSet.Create(_wanted.Concat(_together.Where(parameter => !_wanted.ContainsKey(parameter.Key))));
        _study.Change(Number, trial => trial with { Given = given, Parameters = ParameterSet.Empty });
    }

    /// <summary>Writes what was asked for into the trial: before it is told, so that its end holds all.</summary>
    internal void Note()
    {
        var previous = Number > 0 ? _study[Number - 1] : null;
        lock (_gate)
        {
            var space = SearchSpace.Create(_given.Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value.Distribution)));
            space = space.HasParametersOf(_space) ? _space : previous is not null && space.HasParametersOf(previous.Space) ? previous.Space : space;
            var (origins, parameters) = (Origins(previous), Parameters.SharingNames(previous?.Parameters));
            _study.Change(Number, trial => trial with { Parameters = parameters, Space = space, Origins = origins });
        }
    }

    /// <summary>Ends this try: whatever still runs of its objective function can't change the trial any more.</summary>
    internal void End()
    {
        lock (_gate)
        {
            _hasEnded = true;
        }
    }

    /// <summary>Ends this try, forgets what it told, and begins another with the same values.</summary>
    internal LiveTrial Again(CancellationToken cancellationToken)
    {
        End();
        _study.Change(Number, trial => trial.WithoutResults());
        return new(this, cancellationToken);
    }

    private void Change(Func<Trial, Trial> change)
    {
        lock (_gate)
        {
            RequireOpen();
            _study.Change(Number, change);
        }
    }

    private Trial TellFailed(TrialFailure failure)
    {
        RequireByHand();
        Note();
        return _study.TellFailed(Number, failure);
    }

    private void RequireOpen()
    {
        if (_hasEnded)
        {
            throw new TrimtabException(Invariant($"An attempt that has ended can't change its trial. Trial {Number} was used after the objective function of this attempt had returned or timed out: report and suggest before it returns."));
        }
    }

    private void RequireByHand()
    {
        if (!_isByHand)
        {
            throw new TrimtabException(Invariant($"A trial of OptimizeAsync ends with what its objective function returns or throws; Tell is for trials from Study.Ask. Trial {Number} was told inside its objective function."));
        }
    }

    private IReadOnlyDictionary<string, string> Origins(Trial? previous) =>
        previous is not null && previous.Origins.Count == _given.Count && _given.All(parameter => previous.Origins.TryGetValue(parameter.Key, out string? by) && by == parameter.Value.By)
            ? previous.Origins
            : _given.ToDictionary(parameter => parameter.Key, parameter => parameter.Value.By);

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

        if (_before is not null && _before.TryGetValue(name, out var earlier) && earlier.Distribution.Equals(distribution))
        {
            return (earlier.Value, earlier.By);
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
        return distribution.Coerce(value) is { } suggested
            ? (suggested, _ask.By)
            : throw new TrimtabException($"A sampler must suggest a value the distribution allows. {_ask.By} suggested {value} for '{name}', which is {distribution}.");
    }

    private ParameterValue Allowed(string name, ParameterValue value, Distribution distribution, string how) => distribution.Coerce(value)
        ?? throw new TrimtabException(Invariant($"A parameter that is {how} must have a value its distribution allows. '{name}' is {how} at {value}, and trial {Number} asked for {distribution}."));
}

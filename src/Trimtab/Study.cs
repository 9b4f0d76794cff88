using System.Runtime.ExceptionServices;
using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Studies;

namespace Trimtab;

/// <summary>A search: trials, each an evaluation of a parameter set. A trial waits, runs and finishes; a finished one never changes.</summary>
/// <remarks>
/// <c>OptimizeAsync</c> evaluates a function; <see cref="Ask"/> and <see cref="LiveTrial.Tell"/> do the same by hand. Thread-safe.
/// </remarks>
public sealed partial class Study
{
    private readonly Lock _gate = new();
    private readonly Lock _asking = new();
    private readonly string[] _names;
    private readonly CommonSpace _common = new();
    private readonly TrialStore _trials = new();
    private Trial? _best;

    /// <summary>A study without trials.</summary>
    /// <exception cref="UnknownNameException">A fixed parameter is not in the space that was given.</exception>
    /// <exception cref="TrimtabException">A fixed value is outside its range, or the direction contradicts the objectives.</exception>
    public Study(StudyOptions? options = null)
    {
        Options = options ?? new();
        Options.Check();
        _names = [.. Options.Objectives.Select(objective => objective.Name)];
        Suggestions = new(Options, Options.Sampler.Begin(new(Options.Objectives, Options.Concurrency, Random.At("sampler")) { Space = Options.Space, Fixed = Options.Fixed }));
    }

    /// <summary>What it is about and how it searches.</summary>
    public StudyOptions Options { get; }

    /// <summary>What the study is called.</summary>
    public string Name => Options.Name;

    /// <summary>Which values of the first objective are better.</summary>
    public Direction Direction => Options.Direction;

    /// <summary>How many trials there are, in any state.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _trials.Count;
            }
        }
    }

    /// <summary>The trials as they stand now. O(trials): keep it rather than ask again.</summary>
    public History History
    {
        get
        {
            lock (_gate)
            {
                return _trials.Prefix(_trials.Count);
            }
        }
    }

    /// <summary>The best completed trial of the first objective, the earliest on ties; <see langword="null"/> before there is one.</summary>
    public Trial? Best
    {
        get
        {
            lock (_gate)
            {
                return _best;
            }
        }
    }

    /// <summary>What the user should know of the trials so far: enqueued and fixed parameters that were never asked for. O(trials).</summary>
    public IReadOnlyList<string> Warnings => StudyWarnings.Of(History, Options.Fixed);

    /// <summary>The completed trials that no other beats in every objective, by number.</summary>
    public IReadOnlyList<Trial> ParetoFront => Pareto.Front(History, Options.Objectives);

    /// <summary>Who answers a trial's questions.</summary>
    internal SuggestionService Suggestions { get; }

    /// <summary>The number the next trial begun will have: that of the first that waits, else of a new one.</summary>
    internal int NextNumber
    {
        get
        {
            lock (_gate)
            {
                return _trials.NextNumber;
            }
        }
    }

    /// <summary>How many trials have finished.</summary>
    internal int FinishedCount
    {
        get
        {
            lock (_gate)
            {
                return _trials.FinishedCount;
            }
        }
    }

    /// <summary>Why the sampler has nothing left to suggest, or null.</summary>
    internal string? SamplerIsDone(int? visible)
    {
        lock (_asking)
        {
            History history;
            ParameterSet[] pending;
            lock (_gate)
            {
                if (_trials.Waiting is not null)
                {
                    return null;
                }

                (history, pending) = (Visible(visible, _trials.Count), _trials.Pending(visible, _trials.Count));
            }

            return Options.Pruner.Promoted(history, pending, PrunedDirection) is not null ? null : Suggestions.Done(history, pending);
        }
    }

    /// <summary>Which values of the pruner's measure are better: those of the objective called so, else of the first.</summary>
    internal Direction PrunedDirection => (Options.Objectives.FirstOrDefault(objective => objective.Name == Options.Pruner.Measure) ?? Options.Objectives[0]).Direction;

    private RandomAddress Random => RandomAddress.FromSeed(Options.Seed).At("study");

    /// <summary>Trial <paramref name="number"/> as it stands now.</summary>
    /// <exception cref="TrimtabException">There is no such trial.</exception>
    public Trial this[int number]
    {
        get
        {
            lock (_gate)
            {
                return _trials[number];
            }
        }
    }

    /// <summary>Adds a trial that waits: the next one asked for is it, and takes these values where it asks for their parameters.</summary>
    /// <remarks>Where the study's space is not known beforehand, a name that is never asked for is a warning of the trial.</remarks>
    /// <exception cref="UnknownNameException">A name is not in the study's space.</exception>
    /// <exception cref="TrimtabException">A value is outside its range in the study's space.</exception>
    public Trial Enqueue(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Options.Space?.Require(parameters, "enqueued");
        return Wait(parameters);
    }

    /// <summary>Adds a trial that waits, whatever the space.</summary>
    internal Trial Wait(ParameterSet parameters)
    {
        lock (_gate)
        {
            return _trials.Append(new() { Number = _trials.Count, Parameters = parameters, Enqueued = parameters });
        }
    }

    /// <summary>Adds a finished trial, from another study or a table; samplers learn from it. Its number becomes the next here.</summary>
    /// <remarks>A whole number of a real parameter is stored as a real one, and the reverse, as the trial's or the study's space says. A value that is NaN makes it failed.</remarks>
    /// <exception cref="TrimtabException">It has not finished, or a completed one lacks a value of an objective.</exception>
    public Trial Add(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (!trial.IsFinished || (trial.State == TrialState.Complete && !_names.All(trial.Values.ContainsKey)))
        {
            throw new TrimtabException($"A trial that is added must have finished, and have a value for {string.Join(", ", _names)} where it is complete. Got a trial that is {trial.State} with {string.Join(", ", trial.Values.Keys)}.");
        }

        var space = trial.Space.Count > 0 ? trial.Space : Options.Space ?? SearchSpace.Empty;
        var own = trial with
        {
            Parameters = space.Coerce(trial.Parameters),
            Values = NamedValues.Copy(trial.Values),
            Attributes = trial.Attributes.ToDictionary(),
            Origins = trial.Origins.ToDictionary(),
            Reports = SortedReports.Packed(trial.Reports),
        };
        lock (_gate)
        {
            return Settle(_trials.Append(NotNaN(own) with { Number = _trials.Count }));
        }
    }

    /// <summary>Adds the finished trials of <paramref name="other"/>: what it learned, this one need not learn again.</summary>
    public void WarmStart(Study other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var trial in other.History.Where(trial => trial.IsFinished))
        {
            Add(trial);
        }
    }

    /// <summary>Begins the next trial: the first that waits, else a new one. Evaluate it and <see cref="LiveTrial.Tell"/>.</summary>
    /// <param name="space">What it will ask for, where that is known; suggested together at once. Default: the study's space, or what all trials had in common.</param>
    /// <remarks>What a sampler or pruner throws is thrown here; the trial has failed then.</remarks>
    public LiveTrial Ask(SearchSpace? space = null)
    {
        var trial = Begin(visible: null, space, isByHand: true, CancellationToken.None);
        if (trial.Refusal is { } error)
        {
            TellFailed(trial.Number, TrialFailure.Of(error));
            ExceptionDispatchInfo.Throw(error);
        }

        return trial;
    }

    /// <summary>Refuses values that are not as many as the objectives.</summary>
    /// <exception cref="TrimtabException">They are not, or there are none.</exception>
    internal double[] Require(IReadOnlyList<double>? values, int number) => values is not null && values.Count == _names.Length
        ? [.. values]
        : throw new TrimtabException(Invariant($"A trial must be told a value for each objective ({string.Join(", ", _names)}). Got {(values is null ? "null" : InvariantText.Count(values.Count, "value"))} for trial {number}."));

    /// <summary>Ends a trial with the values of all objectives, in their order; NaN makes it failed.</summary>
    /// <exception cref="TrimtabException">There is no such trial, it has finished, or the values are not as many as the objectives.</exception>
    internal Trial Tell(int number, IReadOnlyList<double>? values)
    {
        double[] told = Require(values, number);
        return Finish(number, trial => NotNaN(trial with { State = TrialState.Complete, Values = new NamedValues(_names, told) }));
    }

    /// <summary>Ends a trial that went wrong.</summary>
    /// <exception cref="TrimtabException">There is no such trial, or it has finished.</exception>
    internal Trial TellFailed(int number, TrialFailure failure) => Finish(number, trial => trial with { State = TrialState.Failed, Failure = failure });

    /// <summary>Ends a trial early; its last report of the pruner's measure becomes its value.</summary>
    /// <exception cref="TrimtabException">There is no such trial, or it has finished.</exception>
    internal Trial TellPruned(int number, double? value = null) =>
        Finish(number, trial => trial with { State = TrialState.Pruned, Values = value is { } given && _names.Length == 1 ? new(_names, [given]) : LastValue(trial) });

    /// <summary>The first <paramref name="count"/> trials.</summary>
    internal History Prefix(int count)
    {
        lock (_gate)
        {
            return _trials.Prefix(count);
        }
    }

    /// <summary>Begins trial <paramref name="number"/>; nothing happens where it runs already.</summary>
    internal Trial Start(int number) => Change(number, trial => trial with { State = TrialState.Running });

    /// <summary>Puts a running trial back to wait: it was interrupted.</summary>
    internal void PutBack(int number) => Change(number, trial => trial.WithoutResults() with { State = TrialState.Waiting, Parameters = trial.Given });

    /// <summary>Adds an intermediate report to trial <paramref name="number"/>. The same fold and epoch twice keeps the first.</summary>
    internal Trial Report(int number, Report report) => Change(number, trial =>
        SortedReports.With(trial.Reports, report) is var reports && ReferenceEquals(reports, trial.Reports) ? trial : trial with { Reports = reports });

    /// <summary>Ends trial <paramref name="number"/>; number and parameters stay as they were.</summary>
    internal Trial Finish(int number, Func<Trial, Trial> finish) => Change(number, trial => finish(trial) is { IsFinished: true } ended
        ? ended with
        {
            Number = trial.Number,
            Parameters = trial.Parameters.Equals(trial.Given) ? trial.Given : trial.Parameters,
            Reports = SortedReports.Packed(ended.Reports),
            Warnings = StudyWarnings.Of(ended),
        }
        : throw new TrimtabException(Invariant($"Finishing a trial must leave it complete, pruned or failed. Trial {number} was left otherwise.")));

    /// <summary>Changes a trial that has not finished.</summary>
    internal Trial Change(int number, Func<Trial, Trial> change)
    {
        lock (_gate)
        {
            var trial = _trials[number];
            return trial.IsFinished
                ? throw new TrimtabException(Invariant($"A finished trial never changes. Trial {number} is {trial.State}; enqueue its parameters anew to evaluate them again."))
                : Settle(_trials.Replace(change(trial)));
        }
    }

    /// <summary>Begins the next trial, seeing only the first <paramref name="visible"/> trials' results, which have all finished; null for all there are.</summary>
    /// <remarks>What a sampler or pruner of the user's own throws is kept as <see cref="LiveTrial.Refusal"/>: the trial must not be evaluated.</remarks>
    internal LiveTrial Begin(int? visible, SearchSpace? space, bool isByHand, CancellationToken cancellationToken)
    {
        lock (_asking)
        {
            var now = Options.TimeProvider.GetUtcNow(); // before anything is begun: a clock may throw
            Trial trial;
            History history;
            ParameterSet[] pending;
            lock (_gate)
            {
                trial = _trials.Waiting ?? _trials.Append(new() { Number = _trials.Count, Parameters = ParameterSet.Empty });
                trial = _trials.Replace(trial with { State = TrialState.Running, Started = now });
                (history, pending) = (Visible(visible, trial.Number), _trials.Pending(visible, trial.Number));
            }

            var ask = new Ask { Number = trial.Number, History = history, Pending = pending, Random = Random.At(trial.Number) };
            var live = new LiveTrial(this, ask, isByHand, cancellationToken);
#pragma warning disable CA1031 // A sampler or pruner of the user's own: whatever it throws fails this trial and no other.
            try
            {
                var promoted = trial.Parameters.Count == 0 ? Options.Pruner.Promoted(history, pending, PrunedDirection) : null;
                live.Prepare(
                    promoted ?? trial.Parameters,
                    promoted is null ? null : history.Last(other => other.State == TrialState.Pruned && other.Parameters.Equals(promoted)).Number,
                    space ?? Options.Space ?? _common.Of(history));
            }
            catch (Exception error)
            {
                live.Refusal = error;
            }
#pragma warning restore CA1031
            return live;
        }
    }

    private History Visible(int? visible, int number) => _trials.Prefix(Math.Min(visible ?? number, number));

    /// <summary>Learns from a trial, where it has finished.</summary>
    private Trial Settle(Trial trial)
    {
        if (trial.IsFinished)
        {
            Suggestions.Remember(trial.Parameters, trial.Number);
            _best = IsBetter(trial) ? trial : _best;
        }

        return trial;
    }

    private bool IsBetter(Trial trial)
    {
        if (trial.State != TrialState.Complete || trial.Violation > 0)
        {
            return false;
        }

        double loss = LossOf(trial), least = _best is null ? double.PositiveInfinity : LossOf(_best);
        return _best is null || loss < least || (loss == least && trial.Number < _best.Number);
    }

    private double LossOf(Trial trial) => Options.Objectives[0].Loss(trial.Values[_names[0]]);

    private Trial NotNaN(Trial trial) => trial.State == TrialState.Complete && _names.FirstOrDefault(name => double.IsNaN(trial.Values[name])) is { } nan
        ? trial with { State = TrialState.Failed, Values = new NamedValues([], []), Failure = TrialFailure.Because($"The objective function returned NaN for {nan}.") }
        : trial;

    private NamedValues LastValue(Trial trial)
    {
        var last = trial.Reports.LastOrDefault(report => report.Measures.ContainsKey(Options.Pruner.Measure));
        return last is null || _names.Length > 1 ? new([], []) : new(_names, [last.Measures[Options.Pruner.Measure]]);
    }
}

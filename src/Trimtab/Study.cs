using Trimtab.Numerics;
using Trimtab.Samplers;

namespace Trimtab;

/// <summary>A search: trials, each an evaluation of a parameter set. A trial waits, runs and finishes; a finished one never changes.</summary>
/// <remarks>
/// <c>OptimizeAsync</c> evaluates a function; <see cref="Ask"/> and <see cref="LiveTrial.Tell"/> do the same by hand. Thread-safe.
/// </remarks>
public sealed class Study
{
    private readonly Lock _gate = new();
    private readonly Lock _asking = new();
    private readonly string[] _names;
    private readonly CommonSpace _common = new();
    private Trial[] _trials = new Trial[16];
    private int _count, _firstWaiting, _finished;

    /// <summary>A study without trials.</summary>
    /// <exception cref="UnknownNameException">A fixed knob is not in the space that was given.</exception>
    public Study(StudyOptions? options = null)
    {
        Options = options ?? new();
        if (Options.Space is { } space && Options.Fixed.Keys.FirstOrDefault(knob => !space.ContainsKey(knob)) is { } unknown)
        {
            throw new UnknownNameException("fixed knob", unknown, space.Keys);
        }

        _names = [.. Options.Objectives.Select(objective => objective.Name)];
        Suggestions = new(Options, Options.Sampler.Begin(new(Options.Objectives, Options.Concurrency, Random.At("sampler"))));
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
                return _count;
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
                return new(_trials.Take(_count));
            }
        }
    }

    /// <summary>The best completed trial of the first objective, the earliest on ties; <see langword="null"/> before there is one.</summary>
    public Trial? Best => History.BestBy(_names[0], Direction);

    /// <summary>The completed trials that no other beats in every objective, by number.</summary>
    public IReadOnlyList<Trial> ParetoFront => Pareto.Front(History, Options.Objectives);

    /// <summary>Evaluates <paramref name="objective"/> on one settings object after another; see <see cref="TypedSpace{T}"/>.</summary>
    /// <inheritdoc cref="OptimizeAsync(Func{LiveTrial, double}, int?, OptimizeOptions?, CancellationToken)"/>
    public Task<string> OptimizeAsync<T>(Func<T, double> objective, int? trials = null, OptimizeOptions? options = null, CancellationToken cancellationToken = default)
        where T : class, new()
    {
        ArgumentNullException.ThrowIfNull(objective);
        var space = new TypedSpace<T>();
        return StudyRunner.RunAsync(this, trial => Task.FromResult<IReadOnlyList<double>>([objective(space.Suggest(trial))]), trials, options, Options.Space ?? space.Always, cancellationToken);
    }

    /// <summary>Who answers a trial's questions.</summary>
    internal Suggestions Suggestions { get; }

    /// <summary>The number the next trial begun will have: that of the first that waits, else of a new one.</summary>
    internal int NextNumber
    {
        get
        {
            lock (_gate)
            {
                return Waiting()?.Number ?? _count;
            }
        }
    }

    /// <summary>Why the sampler has nothing left to suggest, or null.</summary>
    internal string? SamplerIsDone(int? visible)
    {
        lock (_asking)
        {
            lock (_gate)
            {
                int next = Waiting()?.Number ?? _count;
                var (history, pending) = (Visible(visible, next), Pending(visible, next));
                return next < _count || Options.Pruner.Promoted(history, pending, PrunedDirection) is not null ? null : Suggestions.Done(history, pending);
            }
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
                return At(number);
            }
        }
    }

    /// <summary>Adds a trial that waits: the next one asked for is it, and takes these values where it asks for their knobs.</summary>
    public Trial Enqueue(ParameterSet parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        lock (_gate)
        {
            return Append(new() { Number = _count, Parameters = parameters });
        }
    }

    /// <summary>Adds a finished trial, from another study or a table; samplers learn from it. Its number becomes the next here.</summary>
    /// <exception cref="TrimtabException">It has not finished, or a completed one lacks a figure of an objective.</exception>
    public Trial Add(Trial trial)
    {
        ArgumentNullException.ThrowIfNull(trial);
        if (!trial.IsFinished || (trial.State == TrialState.Complete && !_names.All(trial.Values.ContainsKey)))
        {
            throw new TrimtabException($"A trial that is added must have finished, and have a value for {string.Join(", ", _names)} where it is complete. Got a trial that is {trial.State} with {string.Join(", ", trial.Values.Keys)}.");
        }

        lock (_gate)
        {
            Suggestions.Remember(trial.Parameters);
            return Append(trial with { Number = _count });
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
    public LiveTrial Ask(SearchSpace? space = null)
    {
        lock (_asking)
        {
            return Begin(visible: null, space, CancellationToken.None);
        }
    }

    /// <summary>Ends a trial with its value; NaN makes it failed.</summary>
    /// <exception cref="TrimtabException">There is no such trial, or it has finished.</exception>
    internal Trial Tell(int number, double value) => Tell(number, [value]);

    /// <summary>Ends a trial with the values of all objectives, in their order; NaN makes it failed.</summary>
    /// <exception cref="TrimtabException">There is no such trial, it has finished, or the values are not as many as the objectives.</exception>
    internal Trial Tell(int number, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != _names.Length)
        {
            throw new TrimtabException($"A trial must be told a value for each objective ({string.Join(", ", _names)}). Got {values.Count} values for trial {number}.");
        }

        int nan = values.ToList().FindIndex(double.IsNaN);
        return nan < 0
            ? Finish(number, trial => trial with { State = TrialState.Complete, Values = new Figures(_names, [.. values]) })
            : TellFailed(number, $"The objective function returned NaN for {_names[nan]}.");
    }

    /// <summary>Ends a trial that went wrong.</summary>
    /// <exception cref="TrimtabException">There is no such trial, or it has finished.</exception>
    internal Trial TellFailed(int number, string why)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(why);
        return Finish(number, trial => trial with { State = TrialState.Failed, Error = why });
    }

    /// <summary>Ends a trial early; its last report of the pruner's measure becomes its value.</summary>
    /// <exception cref="TrimtabException">There is no such trial, or it has finished.</exception>
    internal Trial TellPruned(int number, double? value = null) =>
        Finish(number, trial => trial with { State = TrialState.Pruned, Values = value is { } given && _names.Length == 1 ? new(_names, [given]) : LastValue(trial) });

    /// <summary>Evaluates <paramref name="objective"/> on one parameter set after another.</summary>
    /// <param name="objective">Asks the trial for values and returns what is judged. Runs on other threads, several at a time where the study's concurrency allows.</param>
    /// <param name="trials">How many trials to add; null for no limit. The options name other reasons to stop.</param>
    /// <param name="options">When to stop, how many workers, who is told.</param>
    /// <param name="cancellationToken">Begins no further trial; those under way see it and are put back to wait.</param>
    /// <returns>Why it stopped.</returns>
    /// <exception cref="TrimtabException">Every trial failed; the message is the first one's.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; the study keeps what has finished.</exception>
    public Task<string> OptimizeAsync(Func<LiveTrial, double> objective, int? trials = null, OptimizeOptions? options = null, CancellationToken cancellationToken = default) =>
        StudyRunner.RunAsync(this, trial => Task.FromResult<IReadOnlyList<double>>([objective(trial)]), trials, options, null, cancellationToken);

    /// <inheritdoc cref="OptimizeAsync(Func{LiveTrial, double}, int?, OptimizeOptions?, CancellationToken)"/>
    public Task<string> OptimizeAsync(Func<LiveTrial, Task<double>> objective, int? trials = null, OptimizeOptions? options = null, CancellationToken cancellationToken = default) =>
        StudyRunner.RunAsync(this, async trial => [await objective(trial).ConfigureAwait(false)], trials, options, null, cancellationToken);

    /// <inheritdoc cref="OptimizeAsync(Func{LiveTrial, double}, int?, OptimizeOptions?, CancellationToken)"/>
    public Task<string> OptimizeAsync(Func<LiveTrial, IReadOnlyList<double>> objective, int? trials = null, OptimizeOptions? options = null, CancellationToken cancellationToken = default) =>
        StudyRunner.RunAsync(this, trial => Task.FromResult(objective(trial)), trials, options, null, cancellationToken);

    /// <summary>The first <paramref name="count"/> trials, all of which have finished.</summary>
    internal History Prefix(int count)
    {
        lock (_gate)
        {
            return new(_trials, count);
        }
    }

    /// <summary>Begins trial <paramref name="number"/>; nothing happens where it runs already.</summary>
    internal Trial Start(int number) => Change(number, trial => trial with { State = TrialState.Running });

    /// <summary>Puts a running trial back to wait: it was interrupted.</summary>
    internal void PutBack(int number)
    {
        lock (_gate)
        {
            _firstWaiting = Math.Min(_firstWaiting, number);
            Change(number, trial => trial with { State = TrialState.Waiting, Parameters = trial.Given, Reports = [] });
        }
    }

    /// <summary>Adds an intermediate report to trial <paramref name="number"/>. The same fold and epoch twice keeps the first.</summary>
    internal Trial Report(int number, Report report) => Change(number, trial => trial.Reports.Any(r => r.Fold == report.Fold && r.Epoch == report.Epoch)
        ? trial
        : trial with { Reports = [.. trial.Reports.Append(report).OrderBy(r => r.Fold).ThenBy(r => r.Epoch)] });

    /// <summary>Ends trial <paramref name="number"/>; number and parameters stay as they were.</summary>
    internal Trial Finish(int number, Func<Trial, Trial> finish) => Change(number, trial => finish(trial) is { IsFinished: true } ended
        ? ended with { Number = trial.Number, Parameters = trial.Parameters.Equals(trial.Given) ? trial.Given : trial.Parameters }
        : throw new TrimtabException($"Finishing a trial must leave it complete, pruned or failed. Trial {number} was left otherwise."));

    /// <summary>Changes a trial that has not finished.</summary>
    internal Trial Change(int number, Func<Trial, Trial> change)
    {
        lock (_gate)
        {
            var trial = At(number);
            if (trial.IsFinished)
            {
                throw new TrimtabException($"A finished trial never changes. Trial {number} is {trial.State}; enqueue its parameters anew to evaluate them again.");
            }

            _trials[number] = change(trial);
            if (_trials[number].IsFinished)
            {
                Suggestions.Remember(_trials[number].Parameters);
            }

            return _trials[number];
        }
    }

    /// <summary>Begins the next trial, seeing only the first <paramref name="visible"/> trials' results, which have all finished; null for all there are.</summary>
    internal LiveTrial Begin(int? visible, SearchSpace? space, CancellationToken cancellationToken)
    {
        lock (_asking)
        {
            Trial trial;
            History history;
            ParameterSet[] pending;
            lock (_gate)
            {
                trial = Waiting() ?? Append(new() { Number = _count, Parameters = ParameterSet.Empty });
                trial = _trials[trial.Number] = trial with { State = TrialState.Running, Started = Options.TimeProvider.GetUtcNow() };
                history = Visible(visible, trial.Number);
                pending = Pending(visible, trial.Number);
            }

            var promoted = trial.Parameters.Count == 0 ? Options.Pruner.Promoted(history, pending, PrunedDirection) : null;
            var ask = new Ask { Number = trial.Number, History = history, Pending = pending, Random = Random.At(trial.Number) };
            var live = new LiveTrial(this, ask, promoted ?? trial.Parameters, cancellationToken)
            {
                Resumes = promoted is null ? null : history.Last(other => other.State == TrialState.Pruned && other.Parameters.Equals(promoted)).Number,
            };
            live.Together(space ?? Options.Space ?? _common.Of(history));
            return live;
        }
    }

    /// <summary>What trials under way were given at their beginning: that does not depend on how far they have come. A trial whose result may not be seen yet counts as under way.</summary>
    private ParameterSet[] Pending(int? visible, int number)
    {
        var given = new List<ParameterSet>();
        for (int other = visible ?? 0; other < number; other++)
        {
            if (visible is not null || !_trials[other].IsFinished)
            {
                given.Add(_trials[other].Given);
            }
        }

        return [.. given];
    }

    private Trial? Waiting()
    {
        for (; _firstWaiting < _count; _firstWaiting++)
        {
            if (_trials[_firstWaiting].State == TrialState.Waiting)
            {
                return _trials[_firstWaiting];
            }
        }

        return null;
    }

    private History Visible(int? visible, int number) => visible is { } count
        ? new(_trials, Math.Min(count, number))
        : new(AllFinished(number) ? _trials : [.. _trials.Take(number)], number);

    private bool AllFinished(int count)
    {
        for (; _finished < count && _trials[_finished].IsFinished; _finished++)
        {
        }

        return _finished >= count;
    }

    private Figures LastValue(Trial trial)
    {
        var last = trial.Reports.LastOrDefault(report => report.Measures.ContainsKey(Options.Pruner.Measure));
        return last is null || _names.Length > 1 ? new([], []) : new(_names, [last.Measures[Options.Pruner.Measure]]);
    }

    private Trial Append(Trial trial)
    {
        if (_count == _trials.Length)
        {
            Array.Resize(ref _trials, 2 * _count);
        }

        return _trials[_count++] = trial;
    }

    private Trial At(int number) => number >= 0 && number < _count
        ? _trials[number]
        : throw new TrimtabException($"A trial's number must be one of the study's {_count}, from 0. Got {number}.");
}

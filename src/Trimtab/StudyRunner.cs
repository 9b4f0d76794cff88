namespace Trimtab;

/// <summary>Evaluates an objective function on a study's trials, several at a time. Questions to the sampler are asked by one thread, in the order of the trials.</summary>
internal sealed class StudyRunner
{
    private readonly Study _study;
    private readonly Func<LiveTrial, Task<IReadOnlyList<double>>> _objective;
    private readonly OptimizeOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly StopRules _rules;
    private readonly Dictionary<Task, int> _running = [];
    private readonly SearchSpace? _space;
    private readonly int _workers;
    private int _begun, _drained;

    private StudyRunner(Study study, Func<LiveTrial, Task<IReadOnlyList<double>>> objective, int? trials, OptimizeOptions options, SearchSpace? space, CancellationToken cancellationToken)
    {
        (_study, _objective, _options, _cancellationToken, _space) = (study, objective, options, cancellationToken, space);
        _rules = new(study, trials, options);
        _workers = Math.Min(study.Options.Concurrency, options.Workers ?? Environment.ProcessorCount);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Retries, nameof(options.Retries));
        ArgumentOutOfRangeException.ThrowIfLessThan(_workers, 1, nameof(options.Workers));
    }

    /// <summary>Runs until there is a reason to stop, and says which.</summary>
    /// <param name="study">The study.</param>
    /// <param name="objective">What is evaluated.</param>
    /// <param name="trials">How many to add, or null.</param>
    /// <param name="options">When to stop and how many workers.</param>
    /// <param name="space">What every trial will ask for, where that is known otherwise than by the study's options.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<string> RunAsync(
        Study study,
        Func<LiveTrial, Task<IReadOnlyList<double>>> objective,
        int? trials,
        OptimizeOptions? options,
        SearchSpace? space,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Task.Run(() => new StudyRunner(study, objective, trials, options ?? new(), space, cancellationToken).RunAsync(), CancellationToken.None);
    }

    private async Task<string> RunAsync()
    {
        int first = _study.Count;
        string? why = null;
        while (true)
        {
            while (why is null && _running.Count < _workers && MayBegin() && (why = Reason()) is null)
            {
                Begin();
            }

            if (_running.Count == 0)
            {
                // All results are there now: a sampler that was done may have more to suggest, a cell that failed for instance.
                (_drained, string? done) = (_study.NextNumber, why);
                why = done is null || _cancellationToken.IsCancellationRequested ? done : Reason();
                if (why is not null)
                {
                    break;
                }
            }

            if (_running.Count == 0)
            {
                continue;
            }

            var ended = await Task.WhenAny(_running.Keys).ConfigureAwait(false);
            _running.Remove(ended);
            await ended.ConfigureAwait(false);
        }

        _cancellationToken.ThrowIfCancellationRequested();
        RequireOneSuccess(first);
        return why ?? "nothing was left to try";
    }

    /// <summary>Whether the results the next trial must see are there: those of all trials up to P before it.</summary>
    private bool MayBegin() => _study.Options.Schedule == Schedule.Asynchronous
        || _running.Count == 0
        || _running.Values.Min() > _study.NextNumber - _study.Options.Concurrency;

    private string? Reason() => _cancellationToken.IsCancellationRequested ? "it was cancelled" : _rules.Reason(_begun, Visible());

    private int Visible() => _study.Options.Schedule == Schedule.Asynchronous ? _study.Count : Math.Max(_drained, _study.NextNumber - _study.Options.Concurrency + 1);

    private void Begin()
    {
        _begun++;
        int? visible = _study.Options.Schedule == Schedule.Asynchronous ? null : Visible();
        var trial = _study.Begin(visible, _space, _cancellationToken);
        _running.Add(Task.Run(() => EvaluateAsync(trial), CancellationToken.None), trial.Number);
    }

    private async Task EvaluateAsync(LiveTrial trial)
    {
        var time = _study.Options.TimeProvider;
        long start = time.GetTimestamp();
        var outcome = await TryAsync(trial, 0).ConfigureAwait(false);
        if (outcome is null)
        {
            _study.PutBack(trial.Number);
            return;
        }

        trial.Note();
        _study.Change(trial.Number, running => running with { Duration = time.GetElapsedTime(start) });
        var ended = outcome();
        lock (_running)
        {
            _options.TrialEnded?.Invoke(_study, ended);
        }
    }

    /// <summary>Evaluates and says how the trial ends; null where it was interrupted.</summary>
    private async Task<Func<Trial>?> TryAsync(LiveTrial trial, int tries)
    {
        int number = trial.Number;
        try
        {
            var values = await WithinTime(trial).ConfigureAwait(false);
            return () => _study.Tell(number, values);
        }
        catch (TrialPrunedException pruned)
        {
            return () => _study.TellPruned(number, pruned.Value);
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            return null;
        }
#pragma warning disable CA1031 // The user's own code: whatever it throws fails its trial and no other.
        catch (Exception error)
        {
            if (tries < _options.Retries)
            {
                trial.Retry();
                return await TryAsync(trial, tries + 1).ConfigureAwait(false);
            }

            return () => _study.TellFailed(number, error.Message.Length > 0 ? error.Message : error.GetType().Name);
        }
#pragma warning restore CA1031
    }

    private async Task<IReadOnlyList<double>> WithinTime(LiveTrial trial)
    {
        if (_options.TrialTimeout is not { } limit)
        {
            return await _objective(trial).ConfigureAwait(false);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        trial.CancellationToken = ending.Token;
        var work = Task.Run(() => _objective(trial), CancellationToken.None);
        try
        {
            return await work.WaitAsync(limit, _study.Options.TimeProvider, _cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            await ending.CancelAsync().ConfigureAwait(false);
            throw new TrimtabException($"A trial may take {limit}. This one took longer.");
        }
    }

    private void RequireOneSuccess(int first)
    {
        var history = _study.History;
        var added = history.Skip(first).Where(trial => trial.IsFinished).ToList();
        if (added.Count > 0 && added.All(trial => trial.State == TrialState.Failed))
        {
            throw new TrimtabException($"All {added.Count} trials failed. The first, {added[0].Parameters.ToDisplayString()}: {added[0].Error}");
        }
    }
}

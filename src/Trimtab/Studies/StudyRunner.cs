using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>
/// Runs an objective function on a study's trials, several at a time. Trials begin on one thread, in the order of their numbers.
/// </summary>
internal sealed class StudyRunner
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(100); // before other processes are looked at again

    private readonly StudyOptions _settings;
    private readonly ITrialStore _store;
    private readonly TrialSource _source;
    private readonly StopRules _rules;
    private readonly TrialEvaluation _evaluation;
    private readonly RunLog _log;
    private readonly SearchSpace? _space;
    private readonly OptimizeOptions _options;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _cancellationToken;
    private readonly Dictionary<Task<bool>, int> _running = [];
    private readonly int _workers;
    private int _begun, _drained;

    private StudyRunner(
        Study study,
        Func<LiveTrial, Task<IReadOnlyList<double>>> objective,
        int? trials,
        OptimizeOptions options,
        SearchSpace? space,
        CancellationToken cancellationToken)
    {
        (_settings, _store, _source, _space, _cancellationToken) = (study.Options, study.Store, study.Source, space, cancellationToken);
        _rules = new(study, trials, options);
        _log = new(study, options);
        _evaluation = new(study, objective, options, _log, cancellationToken);
        _workers = WorkersOf(study, options);
        (_options, _clock) = (options, study.Options.TimeProvider);
    }

    private bool IsAsynchronous => _settings.Schedule == Schedule.Asynchronous;

    /// <summary>How many trials are evaluated at the same time.</summary>
    public static int WorkersOf(Study study, OptimizeOptions options) =>
        options.Workers ?? Math.Min(study.Options.Concurrency, Environment.ProcessorCount);

    /// <summary>Runs until there is a reason to stop, and says which.</summary>
    /// <param name="study">The study.</param>
    /// <param name="objective">What is evaluated.</param>
    /// <param name="trials">How many to add, or null.</param>
    /// <param name="options">When to stop and how many workers.</param>
    /// <param name="space">What every trial will ask for, where that is known otherwise than by the study's options.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task<OptimizeResult> RunAsync(
        Study study,
        Func<LiveTrial, Task<IReadOnlyList<double>>> objective,
        int? trials,
        OptimizeOptions? options,
        SearchSpace? space,
        CancellationToken cancellationToken)
    {
        _ = Setting.AtLeast(trials, 0, nameof(trials));
        options ??= new();
        if (options.Workers > study.Options.Concurrency)
        {
            throw Setting.OutOfRange(
                nameof(options),
                Invariant($"Workers must be at most the study's Concurrency, on which results depend. Got {options.Workers} and ")
                + Invariant($"{study.Options.Concurrency}: set StudyOptions.Concurrency to {options.Workers} or more."));
        }

        study.Enter();
        return Task.Run(
            async () =>
            {
                try
                {
                    return await study.Log.RunAsync(study, options, OptimizeAsync, cancellationToken).ConfigureAwait(false);
                }
                finally
                {
                    study.Leave();
                }
            },
            CancellationToken.None);

        async Task<OptimizeResult> OptimizeAsync()
        {
            var stop = await new StudyRunner(study, objective, trials, options, space, cancellationToken).RunAsync().ConfigureAwait(false);
            return OptimizeResult.Of(study, stop.Reason, stop.Message);
        }
    }

    private async Task<StopRules.Stop> RunAsync()
    {
        StopRules.Stop? stop = null;
        while (true)
        {
            while (!HasToEnd && stop is null && _running.Count < _workers && MayBegin() && (stop = Check()) is null && !HasToEnd)
            {
                Begin();
            }

            if (_running.Count == 0)
            {
                // All results are there now: a sampler that was exhausted may have more to suggest, a cell that failed for instance.
                (_drained, bool isLast) = (_store.NextNumber, stop is not null);
                stop = isLast && !HasToEnd ? Check() : stop;
                if (HasToEnd || (isLast && stop is not null && !MayChange(stop)))
                {
                    break;
                }

                if (MayChange(stop) || !MayBegin())
                {
                    stop = null;
                    await WaitForOthersAsync().ConfigureAwait(false);
                }

                continue;
            }

            var ended = await Task.WhenAny(_running.Keys).ConfigureAwait(false);
            _running.Remove(ended);
            if (ended.Exception is { InnerException: { } error })
            {
                _log.Keep(error);
            }
            else if (!await ended.ConfigureAwait(false))
            {
                _begun--; // another worker has it
            }
        }

        _log.ThrowIfAny();
        _cancellationToken.ThrowIfCancellationRequested();
        _log.RequireOneSuccess();
        return stop!;
    }

    /// <summary>Whether no trial may begin and no rule be asked any more.</summary>
    private bool HasToEnd => _log.HasThrown || _cancellationToken.IsCancellationRequested;

    /// <summary>
    /// Whether the results the next trial must see are there: those of all trials up to P before it; and whether no other process hinders.
    /// </summary>
    private bool MayBegin() => IsAsynchronous
        || ((_running.Count == 0 || _running.Values.Min() > _store.NextNumber - _settings.Concurrency) && MayClaim());

    /// <summary>Whether trials that other processes evaluate may take back a reason to stop, when they fail or are given back.</summary>
    private bool MayChange(StopRules.Stop? stop) =>
        stop is not null && _store.Others.UnderWay > 0 && !_rules.IsTimeUp
        && (stop.Reason == StopReason.Exhausted || (stop.Reason == StopReason.TotalReached && _store.FinishedCount < _options.UpTo));

    private Task WaitForOthersAsync() => Task.Delay(_pause, _clock, _cancellationToken).ContinueWith(
        _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private bool MayClaim()
    {
#pragma warning disable CA1031 // Another process evaluates trials: running trials end before it is reported.
        try
        {
            return _store.MayClaim;
        }
        catch (Exception error)
        {
            _log.Keep(error);
            return false;
        }
#pragma warning restore CA1031
    }

    private StopRules.Stop? Check()
    {
#pragma warning disable CA1031 // A stop rule, sampler or pruner of the user's own: running trials end before it is reported.
        try
        {
            _store.Refresh();
            return _rules.Check(_begun, Visible(), _running.Values);
        }
        catch (Exception error)
        {
            _log.Keep(error);
            return null;
        }
#pragma warning restore CA1031
    }

    private int Visible() => IsAsynchronous ? _store.Count : Math.Max(_drained, _store.NextNumber - _settings.Concurrency + 1);

    private void Begin()
    {
        int? visible = IsAsynchronous ? null : Visible();
#pragma warning disable CA1031 // A clock of the user's own: running trials end before it is reported.
        try
        {
            if (_source.Begin(visible, _space, ends: null) is { } trial)
            {
                _begun++;
                _running.Add(Task.Run(() => _evaluation.RunAsync(trial), CancellationToken.None), trial.Number);
            }
        }
        catch (Exception error)
        {
            _log.Keep(error);
        }
#pragma warning restore CA1031
    }
}

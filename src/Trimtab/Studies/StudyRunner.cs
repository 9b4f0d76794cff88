using System.Runtime.ExceptionServices;
using Trimtab.Spaces;

namespace Trimtab.Studies;

/// <summary>Evaluates an objective function on a study's trials, several at a time. Questions to the sampler are asked by one thread, in the order of the trials.</summary>
internal sealed class StudyRunner
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1); // for a try to end after its token was cancelled
    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1); // a timer can wait for

    private readonly Lock _telling = new();
    private readonly Study _study;
    private readonly Func<LiveTrial, Task<IReadOnlyList<double>>> _objective;
    private readonly OptimizeOptions _options;
    private readonly CancellationToken _cancellationToken;
    private readonly StopRules _rules;
    private readonly Dictionary<Task, int> _running = [];
    private readonly SearchSpace? _space;
    private readonly int _workers;
    private int _begun, _drained, _ended, _failed;
    private (Trial Trial, Exception? Error)? _firstFailure; // by number
    private ExceptionDispatchInfo? _thrown; // by a callback or a stop rule of the user's own: reported once, at the end
    private bool _isSilent;

    private StudyRunner(Study study, Func<LiveTrial, Task<IReadOnlyList<double>>> objective, int? trials, OptimizeOptions options, SearchSpace? space, CancellationToken cancellationToken)
    {
        (_study, _objective, _options, _cancellationToken, _space) = (study, objective, options, cancellationToken, space);
        _rules = new(study, trials, options);
        _workers = Math.Min(study.Options.Concurrency, options.Workers ?? Environment.ProcessorCount);
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
        ArgumentOutOfRangeException.ThrowIfNegative(trials.GetValueOrDefault(), nameof(trials));
        study.Enter();
        return Task.Run(
            async () =>
            {
                try
                {
                    return await new StudyRunner(study, objective, trials, options ?? new(), space, cancellationToken).RunAsync().ConfigureAwait(false);
                }
                finally
                {
                    study.Leave();
                }
            },
            CancellationToken.None);
    }

    private async Task<string> RunAsync()
    {
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

                continue;
            }

            var ended = await Task.WhenAny(_running.Keys).ConfigureAwait(false);
            _running.Remove(ended);
            if (ended.Exception is { InnerException: { } error })
            {
                Keep(error);
            }
        }

        _thrown?.Throw();
        _cancellationToken.ThrowIfCancellationRequested();
        RequireOneSuccess();
        return why;
    }

    /// <summary>Whether the results the next trial must see are there: those of all trials up to P before it.</summary>
    private bool MayBegin() => _study.Options.Schedule == Schedule.Asynchronous
        || _running.Count == 0
        || _running.Values.Min() > _study.NextNumber - _study.Options.Concurrency;

    private string? Reason()
    {
        if (_thrown is not null || _cancellationToken.IsCancellationRequested)
        {
            return _thrown is not null ? "the user's code threw" : "it was cancelled";
        }

#pragma warning disable CA1031 // A stop rule, sampler or pruner of the user's own: running trials end before it is reported.
        try
        {
            return _rules.Reason(_begun, Visible());
        }
        catch (Exception error)
        {
            Keep(error);
            return Reason();
        }
#pragma warning restore CA1031
    }

    private int Visible() => _study.Options.Schedule == Schedule.Asynchronous ? _study.Count : Math.Max(_drained, _study.NextNumber - _study.Options.Concurrency + 1);

    private void Begin()
    {
        _begun++;
        int? visible = _study.Options.Schedule == Schedule.Asynchronous ? null : Visible();
#pragma warning disable CA1031 // A clock of the user's own: running trials end before it is reported.
        try
        {
            var trial = _study.Begin(visible, _space, isByHand: false, _cancellationToken);
            _running.Add(Task.Run(() => EvaluateAsync(trial), CancellationToken.None), trial.Number);
        }
        catch (Exception error)
        {
            Keep(error);
        }
#pragma warning restore CA1031
    }

    /// <summary>Evaluates a trial, and ends it or puts it back; where the clock throws, the trial has failed.</summary>
    private async Task EvaluateAsync(LiveTrial trial)
    {
#pragma warning disable CA1031 // A clock of the user's own: no trial is left running, and it is reported.
        try
        {
            await EvaluateTimedAsync(trial).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Keep(error);
            trial.End();
            Tell(_study.TellFailed(trial.Number, TrialFailure.Of(error)), error);
        }
#pragma warning restore CA1031
    }

    private async Task EvaluateTimedAsync(LiveTrial trial)
    {
        var time = _study.Options.TimeProvider;
        long start = time.GetTimestamp();
        var outcome = await TryAsync(trial).ConfigureAwait(false);
        for (int left = _options.Retries; outcome?.Error is not null && trial.Refusal is null && left > 0 && !_cancellationToken.IsCancellationRequested; left--)
        {
            trial = trial.Again(_cancellationToken);
            outcome = await TryAsync(trial).ConfigureAwait(false);
        }

        trial.End();
        if (outcome is null)
        {
            _study.PutBack(trial.Number);
            return;
        }

        trial.Note();
        _study.Change(trial.Number, running => running with { Duration = time.GetElapsedTime(start) });
        Tell(outcome.End(), outcome.Error);
    }

    /// <summary>Evaluates once and says how the trial ends; null where it was interrupted.</summary>
    private async Task<Outcome?> TryAsync(LiveTrial trial)
    {
        int number = trial.Number;
        bool isLate = false;
#pragma warning disable CA1031 // The user's own code: whatever it throws fails its trial and no other.
        try
        {
            if (trial.Refusal is not null)
            {
                ExceptionDispatchInfo.Throw(trial.Refusal);
            }

            (var values, isLate) = await WithinTime(trial).ConfigureAwait(false);
            double[] told = isLate ? throw new TrimtabException($"A trial may take {_options.TrialTimeout!.Value.ToString("c")}. This one took longer.") : _study.Require(values, number);
            return new(() => _study.Tell(number, told));
        }
        catch (Exception error) when (Pruning(error) is { } pruned)
        {
            return new(() => _study.TellPruned(number, pruned.Value));
        }
        catch (Exception error) when (_cancellationToken.IsCancellationRequested && (isLate || IsCancellation(error)))
        {
            return null;
        }
        catch (Exception error)
        {
            return new(() => _study.TellFailed(number, TrialFailure.Of(error)), error);
        }
#pragma warning restore CA1031
    }

    /// <summary>The exception that prunes, also where tasks or a parallel loop wrapped it and nothing else was thrown beside it; otherwise null.</summary>
    private static TrialPrunedException? Pruning(Exception error) => error as TrialPrunedException
        ?? (error is AggregateException several && several.Flatten().InnerExceptions is [TrialPrunedException first, ..] all && all.All(inner => inner is TrialPrunedException) ? first : null);

    private static bool IsCancellation(Exception error) => error is OperationCanceledException || (error is AggregateException several && several.Flatten().InnerExceptions.All(IsCancellation));

    /// <summary>What the objective function returns; late where its time was up before. It has ended then, or can't change the trial any more.</summary>
    private async Task<(IReadOnlyList<double>? Values, bool IsLate)> WithinTime(LiveTrial trial)
    {
        if (_options.TrialTimeout is not { } limit)
        {
            return (await _objective(trial).ConfigureAwait(false), false);
        }

        var ending = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        trial.CancellationToken = ending.Token;
        var took = TimeSpan.Zero;
        var work = Task.Run(TimedAsync, CancellationToken.None);
        try
        {
            // A timer may ring late, or not at all where threads are busy: the time that passed decides.
            if (await EndsWithin(work, limit).ConfigureAwait(false) && took <= limit)
            {
                return (await work.ConfigureAwait(false), false);
            }

            trial.End();
            await EndsWithin(Task.WhenAll(work, ending.CancelAsync()), _grace).ConfigureAwait(false);
            return (null, true);
        }
        finally
        {
            _ = work.ContinueWith(
                ended =>
                {
                    _ = ended.Exception; // seen: nobody waits for it any more
                    ending.Dispose();
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        async Task<IReadOnlyList<double>> TimedAsync()
        {
            var time = _study.Options.TimeProvider;
            long start = time.GetTimestamp();
            try
            {
                return await _objective(trial).ConfigureAwait(false);
            }
            finally
            {
                took = time.GetElapsedTime(start);
            }
        }
    }

    /// <summary>Refuses null in place of a task.</summary>
    public static Task<T> Given<T>(Task<T>? task) => task ?? throw new TrimtabException("An asynchronous objective function must return a task. Got null.");

    private async Task<bool> EndsWithin(Task work, TimeSpan limit)
    {
        await work.WaitAsync(limit <= _longest ? limit : Timeout.InfiniteTimeSpan, _study.Options.TimeProvider, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return work.IsCompleted;
    }

    /// <summary>Counts a trial that has ended and tells the user of it; not again once that has thrown.</summary>
    private void Tell(Trial ended, Exception? error)
    {
        lock (_telling)
        {
            _ended++;
            if (ended.State == TrialState.Failed)
            {
                _failed++;
                _firstFailure = _firstFailure is { } first && first.Trial.Number < ended.Number ? first : (ended, error);
            }

#pragma warning disable CA1031 // The user's own code: it is reported when the running trials have ended.
            try
            {
                if (!_isSilent)
                {
                    _options.TrialEnded?.Invoke(_study, ended);
                }
            }
            catch (Exception thrown)
            {
                _isSilent = true;
                Keep(thrown);
            }
#pragma warning restore CA1031
        }
    }

    private void Keep(Exception error) => Interlocked.CompareExchange(ref _thrown, ExceptionDispatchInfo.Capture(error), null);

    private void RequireOneSuccess()
    {
        if (_ended > 0 && _failed == _ended && _firstFailure is var (first, error))
        {
            throw new TrimtabException(Invariant($"{InvariantText.AllFailed(_ended, "trial")}, {first.Parameters.ToDisplayString()}: {first.Error}"), error!);
        }
    }

    private sealed record Outcome(Func<Trial> End, Exception? Error = null);
}

using System.Runtime.ExceptionServices;

namespace Trimtab.Studies;

/// <summary>Evaluates an objective function on a trial: attempts, time limit, and how the trial ends. Thread-safe.</summary>
internal sealed class TrialEvaluation(
    Study study,
    Func<LiveTrial, Task<IReadOnlyList<double>>> objective,
    OptimizeOptions options,
    RunLog log,
    CancellationToken cancellationToken)
{
    private static readonly TimeSpan _grace = TimeSpan.FromSeconds(1); // for an attempt to end after its token was cancelled
    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1); // a timer can wait for

    private readonly TimeProvider _time = study.Options.TimeProvider;

    /// <summary>Refuses null in place of a task.</summary>
    public static Task<T> Required<T>(Task<T>? task) =>
        task ?? throw new TrimtabException("An asynchronous objective function must return a task. Got null.");

    /// <summary>Evaluates a trial, and ends it or puts it back; where the clock throws, the trial has failed.</summary>
    /// <returns>Whether it was evaluated; false where it became another worker's meanwhile.</returns>
    public async Task<bool> RunAsync(LiveTrial trial)
    {
        TrialEnd? end;
        using var ending = trial.CancellationToken.CanBeCanceled // lost
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, trial.CancellationToken)
            : null;
        var token = trial.CancellationToken = ending?.Token ?? cancellationToken;
        using var scope = study.Log.BeginScope(trial.Number);
#pragma warning disable CA1031 // A clock of the user's own: no trial is left running, and it is reported.
        try
        {
            long start = _time.GetTimestamp();
            end = await AttemptAsync(trial).ConfigureAwait(false);
            for (int attempt = 1; end?.Error is { } error && MayRetry(trial, attempt, error, token); attempt++)
            {
                study.Log.TrialRetried(trial.Number, attempt, options.Retries - attempt, error);
                trial = trial.Again(token);
                end = await AttemptAsync(trial).ConfigureAwait(false);
            }

            end = end is null ? null : end with { Duration = _time.GetElapsedTime(start) };
        }
        catch (LostTrialException lost)
        {
            study.Log.TrialLost(trial.Number, lost);
            return false;
        }
        catch (Exception error)
        {
            log.Keep(error);
            end = TrialEnds.Failed(error);
        }
#pragma warning restore CA1031

        try
        {
            End(trial.End(), end);
            return true;
        }
        catch (LostTrialException lost)
        {
            study.Log.TrialLost(trial.Number, lost);
            return false;
        }
    }

    private void End(TrialClaim claim, TrialEnd? end)
    {
        try
        {
            if (end is null)
            {
                study.Store.Release(claim);
            }
            else
            {
                log.TrialEnded(study.Store.Finish(claim, end), end.Error);
            }
        }
        catch (Exception error) when (error is not LostTrialException)
        {
            study.Store.Abandon(claim);
            throw;
        }
    }

    private bool MayRetry(LiveTrial trial, int attempt, Exception error, CancellationToken token) =>
        trial.Refusal is null && error is not LostTrialException && attempt <= options.Retries && !token.IsCancellationRequested
        && (options.RetryWhen?.Invoke(error) ?? true);

    /// <summary>Evaluates once and says how the trial ends; null where it was interrupted.</summary>
    private async Task<TrialEnd?> AttemptAsync(LiveTrial trial)
    {
        bool isLate = false;
#pragma warning disable CA1031 // The user's own code: whatever it throws fails its trial and no other.
        try
        {
            if (trial.Refusal is not null)
            {
                ExceptionDispatchInfo.Throw(trial.Refusal);
            }

            (var values, isLate) = await WithinTime(trial).ConfigureAwait(false);
            return !isLate
                ? study.Ends.Completed(study.Ends.Require(values, trial.Number))
                : throw new TrimtabException($"A trial may take {options.TrialTimeout!.Value.ToString("c")}. This one took longer.");
        }
        catch (StorageException error)
        {
            log.Keep(error);
            return null; // what it reported can't be kept: the study ends, and the trial is evaluated again when it goes on
        }
        catch (Exception error) when (Pruning(error) is { } pruned)
        {
            return study.Ends.Stopped(study[trial.Number], pruned.IsPaused || trial.IsPaused, pruned.Value);
        }
        catch (Exception error) when (cancellationToken.IsCancellationRequested && (isLate || IsCancellation(error)))
        {
            return null;
        }
        catch (Exception error)
        {
            return TrialEnds.Failed(error);
        }
#pragma warning restore CA1031
    }

    /// <summary>
    /// The exception that prunes, also where tasks or a parallel loop wrapped it and nothing else was thrown beside it; otherwise null.
    /// </summary>
    private static TrialPrunedException? Pruning(Exception error) => error as TrialPrunedException
        ?? (error is AggregateException several
            && several.Flatten().InnerExceptions is [TrialPrunedException first, ..] all
            && all.All(inner => inner is TrialPrunedException)
            ? first
            : null);

    private static bool IsCancellation(Exception error) =>
        error is OperationCanceledException
        || (error is AggregateException several && several.Flatten().InnerExceptions.All(IsCancellation));

    /// <summary>
    /// What the objective function returns; late where its time was up before. It has ended then, or can't change the trial any more.
    /// </summary>
    private async Task<(IReadOnlyList<double>? Values, bool IsLate)> WithinTime(LiveTrial trial)
    {
        if (options.TrialTimeout is not { } limit)
        {
            return (await objective(trial).ConfigureAwait(false), false);
        }

        var ending = CancellationTokenSource.CreateLinkedTokenSource(trial.CancellationToken);
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
            study.Log.TrialTimedOut(trial.Number, limit);
            await EndsWithin(Task.WhenAll(work, ending.CancelAsync()), _grace).ConfigureAwait(false);
            return (null, true);
        }
        finally
        {
            _ = work.ContinueWith(
                ended =>
                {
                    _ = ended.Exception; // observed: the attempt is over
                    ending.Dispose();
                },
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
        }

        async Task<IReadOnlyList<double>> TimedAsync()
        {
            long start = _time.GetTimestamp();
            try
            {
                return await objective(trial).ConfigureAwait(false);
            }
            finally
            {
                took = _time.GetElapsedTime(start);
            }
        }
    }

    private async Task<bool> EndsWithin(Task work, TimeSpan limit)
    {
        await work.WaitAsync(limit <= _longest ? limit : Timeout.InfiniteTimeSpan, _time, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return work.IsCompleted;
    }
}

using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Trimtab.Logging;

namespace Trimtab.ModelSelection.Running;

/// <summary>Runs units of work on dedicated threads, each taking the next unit in order.</summary>
/// <remarks>
/// A unit must depend on its number alone; results then do not depend on the number of workers or the order of completion.
/// </remarks>
internal static class WorkerPool
{
    /// <summary>Runs <paramref name="units"/> units on <paramref name="workers"/> threads and waits for them.</summary>
    /// <param name="units">How many; they are numbered from 0.</param>
    /// <param name="workers">Threads, 1 or more; never more than there are units.</param>
    /// <param name="run">Runs one unit. An exception stops the others from starting and is thrown here once all threads have ended.</param>
    /// <param name="cancellationToken">No further unit starts once it is cancelled; units see it themselves.</param>
    /// <param name="log">Given the workers' events; null for none.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void Run(int units, int workers, Action<int> run, CancellationToken cancellationToken, ILogger? log = null)
    {
        log ??= NullLogger.Instance;
        int next = -1;
        Exception? failure = null;
        var threads = new Thread[Math.Min(workers, units)];
        for (int worker = 0; worker < threads.Length; worker++)
        {
            int number = worker;
            threads[worker] = new(() => Work(number)) { Name = Invariant($"trimtab worker {worker}"), IsBackground = true };
            threads[worker].Start();
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }

        if (failure is not null and not OperationCanceledException)
        {
            throw new TrimtabException(failure is TrimtabException
                ? failure.Message
                : $"A unit of work ended in an error: {failure.Message}", failure);
        }

        cancellationToken.ThrowIfCancellationRequested();

        void Work(int worker)
        {
            int done = 0;
            log.WorkerStarted(worker, threads.Length);
            for (int unit = Interlocked.Increment(ref next);
                unit < units && Volatile.Read(ref failure) is null && !cancellationToken.IsCancellationRequested;
                unit = Interlocked.Increment(ref next))
            {
                try
                {
                    run(unit);
                    done++;
                }
#pragma warning disable CA1031 // A thread of ours must not end the process: the error is thrown where the work was ordered.
                catch (Exception error)
                {
                    Interlocked.CompareExchange(ref failure, error, null);
                    if (error is not (OperationCanceledException or RaisedException))
                    {
                        log.TrainingLost(worker, unit, LogText.OneLine(TrialFailure.Of(error).Sentence), error);
                    }
                }
#pragma warning restore CA1031
            }

            log.WorkerEnded(worker, done);
        }
    }
}

using System.Collections.Concurrent;
using Trimtab.Data;
using Trimtab.ModelSelection.Planning;
using Trimtab.ModelSelection.Running;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection;

/// <summary>
/// Measured costs of trainings on this machine: a few steps of each kind are timed. Shared by several searches, each kind is timed once.
/// Thread-safe.
/// </summary>
/// <remarks>
/// A kind is timed over the first rows of the data, more at each try until an epoch takes long enough to measure, on as many threads
/// as the search has workers, because cores that share a memory slow one another down. What can't be trained costs nothing: it fails at
/// once.
/// Of a search with more than a hundred kinds of trainings, a hundred are timed, evenly spread over its candidates; the others are taken to
/// cost the mean of those.
/// An estimator without epochs is timed once; as one timing has no spread, it is taken to be right to a factor of two either way.
/// One kind is timed with all workers' threads for it alone, as the refit has them.
/// Trainings that run are observed: the plans of searches to come, and the time left of one that runs, go by what its epochs took.
/// </remarks>
public sealed class TrainingCosts
{
    private const int FirstRows = 128, Timings = 3, MostTimed = 100;
    private const double LongEnough = 0.010; // seconds of an epoch

    private readonly ConcurrentDictionary<string, StepCost> _timed = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (double Seconds, double Rows)> _observed = [];
    private double _seconds, _foreseen; // of the kinds that were timed and then observed
    private readonly SharedTrainings _shared = new();
    private readonly TimeProvider _time;

    /// <summary>No measurements yet.</summary>
    /// <param name="time">The clock. Default: the system's.</param>
    public TrainingCosts(TimeProvider? time = null) => _time = time ?? TimeProvider.System;

    /// <summary>Time that <c>Fit</c> takes, alone on a thread; timed now where its kind is not known.</summary>
    public TimeRange Of(IEstimator estimator, Dataset data, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(estimator);
        ArgumentNullException.ThrowIfNull(data);
        string kind = KindOf(estimator, PlannedTrajectory.IdentityOf(estimator), ParameterSet.Empty);
        Measure([(kind, estimator)], data, workers: 1, _ => { }, cancellationToken);
        var cost = Known(kind);
        double rows = (double)data.Count * estimator.Length;
        return new(
            TimeSpan.FromSeconds(cost.Low * rows), TimeSpan.FromSeconds(cost.Expected * rows), TimeSpan.FromSeconds(cost.High * rows));
    }

    /// <summary>
    /// Identifies trainings that are timed together: the configuration where it is known, else the type and the candidate.
    /// </summary>
    internal static string KindOf(IEstimator estimator, TrajectoryIdentity identity, ParameterSet candidate) =>
        identity.Key.Length > 0 ? identity.Key
            : $"{estimator.GetType()} {(estimator is IIterativeEstimator iterative ? candidate.Without(iterative.EpochsName) : candidate)}";

    /// <summary>
    /// What a kind costs: as observed in trainings; else as timed, times how much longer than timed the trainings of other kinds took; else
    /// nothing.
    /// </summary>
    internal StepCost Known(string kind)
    {
        var timed = _timed.GetValueOrDefault(kind);
        lock (_gate)
        {
            double expected = _observed.TryGetValue(kind, out var observed) ? observed.Seconds / observed.Rows
                : _foreseen > 0 ? timed.Expected * (_seconds / _foreseen)
                : timed.Expected;
            return timed.Expected > 0 ? timed.Times(expected / timed.Expected) : StepCost.Of([expected], 0, 0);
        }
    }

    /// <summary>Time of a training that may use <paramref name="threads"/> threads, divided by that on one beside others.</summary>
    internal double ShareOf(int threads) => _shared.Share(threads);

    /// <summary>An epoch of a kind has been trained: later plans and the time left go by what it took.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="time">The epoch's time.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="threads">Threads it might use.</param>
    internal void Observe(string kind, TimeSpan time, int rows, int threads)
    {
        if (threads > 1)
        {
            _shared.Add(threads, time.TotalSeconds, Known(kind).Expected * rows);
            return;
        }

        double timed = _timed.GetValueOrDefault(kind).Expected;
        lock (_gate)
        {
            var (seconds, all) = _observed.GetValueOrDefault(kind);
            _observed[kind] = (seconds + time.TotalSeconds, all + rows);
            if (timed > 0)
            {
                (_seconds, _foreseen) = (_seconds + time.TotalSeconds, _foreseen + (timed * rows));
            }
        }
    }

    /// <summary>
    /// Times kinds that are not known, until a hundred of them are; <paramref name="timed"/> receives the share that is done, from 0 to 1.
    /// </summary>
    internal void Measure(
        IEnumerable<(
            string Kind, IEstimator Estimator)> kinds, Dataset data, int workers, Action<double> timed, CancellationToken cancellationToken)
    {
        var missing = Missing([.. kinds.DistinctBy(item => item.Kind)]);
        if (missing.Count > 0 && _timed.IsEmpty)
        {
            TimeOne(missing[0].Estimator, data, threads: 1, cancellationToken); // the first of all pays for what is compiled on the way
        }

        int done = 0;
        WorkerPool.Run(
            missing.Count,
            workers,
            i =>
            {
                _timed[missing[i].Kind] = TimeOne(missing[i].Estimator, data, threads: 1, cancellationToken);
                timed((double)Interlocked.Increment(ref done) / missing.Count);
            },
            cancellationToken);
        timed(1);
    }

    /// <summary>Times one of the kinds, which have been timed on one thread, with several; unless that is known.</summary>
    internal void MeasureShared(
        IReadOnlyList<(string Kind, IEstimator Estimator)> kinds, Dataset data, int threads, CancellationToken cancellationToken)
    {
        var timed = kinds.Where(item => _timed.GetValueOrDefault(item.Kind).Expected > 0).ToList();
        if (timed.Count > 0 && !_shared.IsKnown(threads))
        {
            var (kind, estimator) = timed[timed.Count / 2];
            double alone = _timed[kind].Expected;
            _shared.Add(threads, Math.Min(TimeOne(estimator, data, threads, cancellationToken).Expected, alone), alone);
        }
    }

    /// <summary>What is to be timed: evenly spread over what is not known.</summary>
    private List<(string Kind, IEstimator Estimator)> Missing(List<(string Kind, IEstimator Estimator)> kinds)
    {
        var missing = kinds.Where(item => !_timed.ContainsKey(item.Kind)).ToList();
        int count = Math.Min(missing.Count, Math.Max(0, MostTimed - (kinds.Count - missing.Count)));
        return [.. Enumerable.Range(0, count).Select(i => missing[(int)((long)i * missing.Count / count)])];
    }

    /// <summary>Times one kind over as many rows as it takes; nothing where it can't be trained.</summary>
    private StepCost TimeOne(IEstimator estimator, Dataset data, int threads, CancellationToken cancellationToken)
    {
        var cost = default(StepCost);
        for (int rows = FirstRows, tried = 0; tried < data.Count; rows = Enough(rows, cost))
        {
            tried = Math.Min(rows, data.Count);
            var first = data.Select([.. Enumerable.Range(0, tried)]);
            cost = default;
            // what fails here fails its candidate when it is trained
            _ = UserCode.Try(() => cost = TimeOver(estimator, first, threads, cancellationToken), cancellationToken);
            if (cost.Low * tried >= LongEnough)
            {
                break;
            }
        }

        return cost;
    }

    /// <summary>As many rows as take long enough at this cost, and some more; twice as many where it is not known.</summary>
    private static int Enough(int rows, StepCost cost) =>
        cost.Low > 0 ? Math.Max(2 * rows, (int)Math.Min(1.2 * LongEnough / cost.Low, int.MaxValue / 2)) : 2 * rows;

    /// <summary>Times a few epochs over <paramref name="rows"/>, the first of which does not count, and a scoring.</summary>
    private StepCost TimeOver(IEstimator estimator, Dataset rows, int threads, CancellationToken cancellationToken)
    {
        var context = new FitContext { CancellationToken = cancellationToken, IsTiming = true, Threads = threads };
        bool hasEpochs = estimator is IIterativeEstimator;
        long begun = _time.GetTimestamp();
        var trajectory = estimator is IIterativeEstimator iterative
            ? iterative.Begin(rows, context)
            : new OneStepTrajectory(estimator, rows, context);
        double start = _time.GetElapsedTime(begun).TotalSeconds;
        try
        {
            return TimeOver(trajectory, hasEpochs, rows, start);
        }
        finally
        {
            _ = UserCode.Try(trajectory.Dispose, cancellationToken);
        }
    }

    private StepCost TimeOver(ITrajectory trajectory, bool hasEpochs, Dataset rows, double start)
    {
        var times = new double[hasEpochs ? Timings : 1];
        if (hasEpochs)
        {
            trajectory.AdvanceTo(1);
        }

        for (int i = 0; i < times.Length; i++)
        {
            times[i] = Seconds(() => trajectory.AdvanceTo(hasEpochs ? i + 2 : 1)) / rows.Count;
        }

        double score = Seconds(() => trajectory.Fitted.Score(rows));
        Array.Sort(times);
        return StepCost.Of(times, score / rows.Count, start);
    }

    private double Seconds(Action action)
    {
        long start = _time.GetTimestamp();
        action();
        return _time.GetElapsedTime(start).TotalSeconds;
    }
}

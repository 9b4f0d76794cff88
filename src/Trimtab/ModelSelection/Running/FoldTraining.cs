using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection.Planning;

namespace Trimtab.ModelSelection.Running;

/// <summary>
/// Runs a planned training along its stops: scores come from the ledger where it has them, else from training to the stop. Belongs to one
/// thread.
/// </summary>
/// <param name="run">The run it belongs to.</param>
/// <param name="candidate">The number of the candidate it is for, or of the first that shares it; for the log.</param>
/// <param name="planned">The training on its fold.</param>
/// <param name="cancellationToken">Ends it.</param>
internal sealed class FoldTraining(RunContext run, int candidate, PlannedTrajectory planned, CancellationToken cancellationToken)
    : IDisposable
{
    private readonly Ledger? _ledger = planned.Content.Length > 0 ? run.Search.Ledger : null;
    private readonly (Dataset Train, Dataset Test) _fold = run.Compiled.Folds[planned.Fold];
    private TrackedTraining? _training;
    private Exception? _error = planned.Refusal;
    private HashSet<int> _wanted = []; // epochs other searches want scored on the way

    /// <summary>
    /// Whether scores of single test rows are kept at an epoch. Default: at every one, because a later search may end a candidate there.
    /// </summary>
    public Func<int, bool> KeepsRows { get; init; } = _ => true;

    /// <summary>Called after each epoch trained.</summary>
    public Action? EpochTrained { get; init; }

    /// <summary>
    /// The outcome at each stop, in order; whole outcomes are in the ledger before they are returned. Only cancellation and errors that are
    /// to be raised are thrown.
    /// </summary>
    /// <param name="stops">Epochs at which to score, rising.</param>
    public IEnumerable<(Stop Stop, FoldOutcome Outcome)> Along(IReadOnlyList<Stop> stops)
    {
        var known = stops.Select(stop => planned.Find(stop, _ledger)).ToList();
        _training = Training();
        foreach (var (stop, cell) in stops.Zip(known))
        {
            LogCache(stop, isHit: cell is not null);
            if (cell is null && !_training.HasBegun && _error is null)
            {
                Begin(first: stop.Epoch, last: stops[known.LastIndexOf(null)].Epoch);
            }

            yield return (stop, cell is null ? TrainTo(stop.Epoch) : new(cell) { IsReused = true });
        }

        Save();
    }

    /// <summary>Leaves a snapshot of a training that is not broken, to be taken further from.</summary>
    public void Save()
    {
        if (_error is null && _training is { HasBegun: true })
        {
            _training.Save();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_training is { HasBegun: true })
        {
            // a failed fit without epochs was one
            run.Tally.AddTrained(planned.Estimator is IIterativeEstimator || _error is null ? _training.Trained : 1);
            _training.Dispose();
        }
    }

    private TrackedTraining Training()
    {
        var context = new FitContext
        {
            Random = run.Compiled.RandomOf(planned.Fold),
            Name = run.Search.FitPrefix + Invariant($"candidate-{candidate}-fold-{planned.Fold}-epochs-{planned.Epochs}"),
            Cores = run.Cores,
            ClassNumbers = run.Compiled.ClassNumbers,
            CancellationToken = cancellationToken,
        };
        return new(planned.Estimator, _fold.Train, context, planned.Content, run)
        {
            EpochTrained = time =>
            {
                run.Costs.Observe(planned.CostKind, time, _fold.Train.Count, context.Threads);
                EpochTrained?.Invoke();
            },
        };
    }

    /// <summary>
    /// Begins for stops from <paramref name="first"/> to <paramref name="last"/> that are not known, and for what other searches want
    /// between.
    /// </summary>
    private void Begin(int first, int last)
    {
        _wanted = [.. _ledger?.WantedBetween(planned.Content, planned.SnapshotBefore(first, _ledger), last) ?? []];
        _error = Try(() => _training!.Begin(_wanted.Append(first).Min()));
        if (_error is null)
        {
            run.Log.TrainingStarted(candidate, planned.Fold, _training!.Done, last);
        }

        ScoreIfWanted(unless: first);
    }

    private FoldOutcome TrainTo(int epoch)
    {
        while (_error is null && _training!.Done < epoch)
        {
            _training.SaveIfDue();
            _error = Try(_training.Advance);
            ScoreIfWanted(unless: epoch);
        }

        return _error is null ? Score(KeepsRows(epoch)) : run.Scorer.Failed(_error, _training!);
    }

    private void ScoreIfWanted(int unless)
    {
        if (_error is null && _training!.Done != unless && _wanted.Contains(_training.Done))
        {
            Score(keepsRows: true);
        }
    }

    private FoldOutcome Score(bool keepsRows)
    {
        var outcome = run.Scorer.Score(_training!, _fold, keepsRows, cancellationToken);
        if (outcome.IsWhole)
        {
            _ledger?.Keep(new(planned.Content, _training!.Done), outcome.Cell);
        }

        return outcome;
    }

    private void LogCache(Stop stop, bool isHit)
    {
        if (_ledger is not null)
        {
            run.Log.CacheRead(candidate, planned.Fold, stop.Epoch, isHit);
        }
    }

    private Exception? Try(Action act) => run.Scorer.Try(act, cancellationToken);
}

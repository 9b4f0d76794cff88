using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Trimtab.ModelSelection.Planning;
using Trimtab.Spaces;

namespace Trimtab.ModelSelection.Running;

/// <summary>
/// Candidates that a sampler suggests one after another, or a list under a pruner: a study whose objective function is the cross-validation
/// of one candidate.
/// </summary>
internal sealed class SuggestedCandidates : CandidateSource
{
    private readonly RunContext _run;
    private readonly SamplingOptions _options;
    private readonly Study _study;
    private readonly string _scorer; // the metric that is maximized
    private readonly int _length;
    private readonly ConcurrentDictionary<int, CandidateResult> _results = new();
    private readonly ConcurrentDictionary<int, IReadOnlyList<FoldFailure>> _failures = new();
    private readonly HashSet<ParameterSet> _counted = [];
    private CancellationTokenSource? _stopping;
    private bool _isComplete;

    public SuggestedCandidates(RunContext run, SamplingOptions options)
    {
        (_run, _options, _scorer, _length) = (run, options, run.Compiled.Scorers[run.Compiled.Deciding], run.Search.Estimator.Length);
        _study = new(new()
        {
            Name = "search",
            Objectives = [new(_scorer, Direction.Maximize)],
            Seed = run.Search.Seed,
            Space = options.Space.Count > 0 ? options.Space : null,
            Sampler = options.Sampler,
            Pruner = options.Pruner,
            Concurrency = options.Concurrency,
            TimeProvider = run.Search.TimeProvider,
            LoggerFactory = run.Log.Loggers,
        });
        RequireTrainable();
        foreach (var candidate in options.First)
        {
            _study.Wait(candidate); // also one outside of the space
        }

        long epochs = (long)options.Trials * Folds * _length;
        Meter = new(run.Search.Progress, run.Search.TimeProvider, options.Trials * Folds, epochs, Work(epochs));
    }

    public override ProgressMeter Meter { get; }

    public override bool IsComplete => _isComplete;

    public override IReadOnlyList<CandidateResult> Results => [.. _results.OrderBy(item => item.Key).Select(item => item.Value)];

    public override History Trials => _study.Trials;

    public override IReadOnlyDictionary<int, IReadOnlyList<FoldFailure>> TrialFailures => _failures;

    public override bool IsGuided => true;

    private int Folds => _run.Compiled.Folds.Count;

    public override void Score(CancellationToken cancellationToken)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _stopping = stopping;
        var options = new OptimizeOptions { Workers = Math.Min(_run.Search.Workers, _options.Concurrency), TrialEnded = Count };
        _study.OptimizeAsync(Evaluate, _options.IsList ? null : _options.Trials, options, stopping.Token).GetAwaiter().GetResult();
        RequireOneResult();
        _isComplete = true;
    }

    /// <summary>
    /// One training in epochs of a fold, at the pace of all workers together; a refit's epoch has more rows, and one worker.
    /// </summary>
    private PlannedWork Work(long epochs)
    {
        double folds = (double)_run.Compiled.Data.Count * Folds / _run.Compiled.Folds.Sum(fold => fold.Train.Count);
        double refit = _length * folds * Math.Min(_run.Search.Workers, _options.Concurrency);
        PlannedRefit[] refits = _run.Search.Refit is Refit.Never ? [] : [new(null, "", refit)];
        return new([new(_study, "", epochs)], refits, new(new Dictionary<string, double>(), epochs), _ => 1, workers: 1);
    }

    /// <summary>Refuses given candidates that can't work before anything is trained.</summary>
    private void RequireTrainable()
    {
        if (_options.IsList || (_options.First.Count > 0 && _run.Search.ErrorScore.IsRaised))
        {
            _run.Compiled.TrainingsOf(_options.First, everyEpoch: false).RequireTrainable(_run.Search.ErrorScore);
        }
    }

    private void RequireOneResult()
    {
        if (_results.IsEmpty)
        {
            var trials = _study.Trials;
            var failed = trials.Where(trial => trial.State == TrialState.Failed).ToList();
            throw new TrimtabException(failed.Count == trials.Count && failed.Count > 0
                ? $"{InvariantText.AllFailed(failed.Count, "trial")}, {failed[0].Parameters.ToDisplayString()}: {failed[0].Error}"
                : Invariant($"None of {trials.Count} trials was trained to its end: ")
                    + Invariant($"{_options.Pruner.GetType().Name} ended {trials.Count - failed.Count}, {failed.Count} failed. ")
                        + "Let it prune later.");
        }
    }

    /// <summary>Counts a candidate as done once, whatever training it was spared.</summary>
    private void Count(Study study, Trial trial)
    {
        if (!_counted.Add(trial.Parameters))
        {
            return; // one that was paused before
        }

        Meter.EpochsEnded(Folds * (long)_length, _study, 1);
        bool isFailed = trial.State == TrialState.Failed;
        for (int fold = 0; fold < Folds; fold++)
        {
            bool isScored = fold == Folds - 1 && trial.State == TrialState.Complete;
            Meter.FitEnded(isFailed, isScored ? (trial.Parameters, trial.Values[_scorer]) : null);
        }
    }

    /// <summary>
    /// Scores the trial's candidate on every fold and returns the mean; a pruned one throws on the way, a paused one at the end.
    /// </summary>
    private double Evaluate(LiveTrial trial)
    {
        var parameters = Suggest(trial);
        _run.Log.CandidateStarted(trial.Number, parameters);
        var planned = _run.Compiled.TrainingsOf([parameters], _options.HasPruner || _run.Search.ScoreEveryEpoch);
        RaiseIfRefused(planned);
        int length = planned.Estimators[0].Length, limit = Math.Min(length, trial.EpochLimit ?? length);
        _run.Tally.AddAsked(trial.Resumes is null ? Folds * (long)length : 0);
        var outcomes = new FoldOutcome[Folds];
        foreach (var trajectory in planned.Trajectories.OrderBy(planned => planned.Fold))
        {
            var outcome = outcomes[trajectory.Fold] = Score(trial, trajectory, limit);
            _run.FitEnded(trial.Number, trajectory.Fold, outcome);
            RequireScore(trial, trajectory.Fold, outcome);
        }

        var result = CandidateResult.Of(parameters, outcomes, _run.Compiled);
        double score = result.Test[_scorer].Mean;
        if (limit < length)
        {
            throw new TrialPrunedException(score);
        }

        _results[trial.Number] = result;
        _run.Log.CandidateScored(trial.Number, _run.Compiled, score);
        return score;
    }

    private ParameterSet Suggest(LiveTrial trial) => ParameterSet.Create(_options.IsList || trial.Number < _options.First.Count
        ? trial.Given.Select(parameter => KeyValuePair.Create(parameter.Key, trial.Suggest(parameter.Key, DistributionOf(parameter))))
        : _options.Space.Select(parameter => KeyValuePair.Create(parameter.Key, trial.Suggest(parameter.Key, parameter.Value))));

    /// <summary>The distribution of a given candidate's parameter: the space's where it allows the value, else that value alone.</summary>
    private Distribution DistributionOf(KeyValuePair<string, ParameterValue> parameter) =>
        _options.Space.TryGetValue(parameter.Key, out var distribution) && distribution.Contains(parameter.Value)
            ? distribution
            : new CategoricalDistribution([parameter.Value]);

    /// <summary>Ends the trial where a fold has no score that the sampler could learn from.</summary>
    private void RequireScore(LiveTrial trial, int fold, FoldOutcome outcome)
    {
        if (outcome.ErrorOf(_run.Compiled.Deciding) is { } error && double.IsNaN(_run.Search.ErrorScore.Value))
        {
            _failures[trial.Number] = [.. outcome.Failures(fold, _run.Compiled.Scorers)
                .Where(failure => failure.Scorer is null || (failure.Scorer == _scorer && !failure.IsOnTrainingRows))];
            ExceptionDispatchInfo.Throw(error);
        }
    }

    /// <summary>Trains and scores one fold up to <paramref name="limit"/>, reporting every stop to the trial.</summary>
    private FoldOutcome Score(LiveTrial trial, PlannedTrajectory trajectory, int limit)
    {
        using var training = new FoldTraining(_run, trial.Number, trajectory, trial.CancellationToken)
        {
            KeepsRows = epoch => KeepsRows(trajectory, epoch),
        };

        FoldOutcome? last = null;
        try
        {
            foreach (var (stop, outcome) in training.Along([.. trajectory.Stops.TakeWhile(stop => stop.Epoch <= limit)]))
            {
                last = outcome;
                if (outcome.ErrorOf(_run.Compiled.Deciding) is null)
                {
                    Report(trial, trajectory, stop.Epoch, outcome);
                }
            }
        }
        catch (TrialPrunedException)
        {
            training.Save();
            throw;
        }
        catch (RaisedException)
        {
            _stopping!.Cancel();
            throw;
        }

        return last!;
    }

    private void Report(LiveTrial trial, PlannedTrajectory trajectory, int epoch, FoldOutcome outcome)
    {
        var metrics = new Dictionary<string, double>(outcome.ReportAt(epoch, _run.Compiled.Scorers).Metrics)
        {
            [_options.Pruner.Metric] = outcome.Cell.Test[_run.Compiled.Deciding],
        };
        trial.Report(metrics, epoch, trajectory.Fold);
        bool isLast = trajectory.Fold == Folds - 1 && epoch == trajectory.Epochs;
        if (_options.HasPruner && trial.EpochLimit is null && !isLast)
        {
            trial.ThrowIfPruned();
        }
    }

    private bool KeepsRows(PlannedTrajectory trajectory, int epoch) =>
        _run.Search.ScoreEveryEpoch || epoch == trajectory.Epochs || (
            trajectory.Content.Length > 0 && _run.Search.Ledger?.IsExpected(trajectory.Content, epoch) == true);

    /// <summary>Ends the search where errors are to be raised and the candidate can't be trained.</summary>
    private void RaiseIfRefused(PlannedCandidates candidate)
    {
        if (candidate.Refused.Any() && _run.Search.ErrorScore.IsRaised)
        {
            try
            {
                candidate.RequireTrainable(_run.Search.ErrorScore);
            }
            catch (TrimtabException error)
            {
                _stopping!.Cancel();
                _run.Scorer.RaiseIfWanted(error);
            }
        }
    }
}

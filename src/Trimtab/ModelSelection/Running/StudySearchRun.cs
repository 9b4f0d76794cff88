using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection.Planning;
using Trimtab.Numerics;
using Trimtab.Pruners;
using Trimtab.Spaces;
using Trimtab.Statistics;

namespace Trimtab.ModelSelection.Running;

/// <summary>One run of a <see cref="StudySearchCV"/>: a study whose objective function is a cross-validation.</summary>
internal sealed class StudySearchRun
{
    private readonly StudySearchCV _search;
    private readonly Dataset _data;
    private readonly CancellationToken _cancellationToken;
    private readonly IReadOnlyList<string> _names;
    private readonly FoldRunner _runner;
    private readonly Study _study;
    private readonly ConcurrentDictionary<int, CandidateResult> _results = new();
    private readonly ConcurrentDictionary<int, IReadOnlyList<FoldFailure>> _failures = new(); // of trials without a result
    private readonly ProgressMeter _meter;
    private readonly Ledger? _ledger;
    private readonly HashSet<ParameterSet> _heard = [];
    private readonly string _scorer; // what is maximized
    private readonly int _length, _scorerIndex;
    private readonly IReadOnlyList<Fold> _folds;
    private readonly long _start;
    private long _epochsAsked, _epochsTrained;
    private int _fits, _failed, _reused;
    private CancellationTokenSource? _stopping;
    private ExceptionDispatchInfo? _raised; // what ends the search, where errors are to be raised

    public StudySearchRun(StudySearchCV search, Dataset data, CancellationToken cancellationToken)
    {
        (_search, _data, _cancellationToken) = (search, data, cancellationToken);
        _start = search.TimeProvider.GetTimestamp();
        _ledger = search.Ledger ?? (search.Pruner is NoPruner ? null : new()); // a paused training goes on from its snapshot
        SearchCheck.Scoring(search.Scoring, search.Refit);
        _names = FoldRunner.Names(search.Scoring);
        _scorerIndex = search.Refit.Deciding(_names);
        _scorer = _names[_scorerIndex];
        _runner = new(search.Scoring, search.ErrorScore, search.ReturnTrainScore, search.TimeProvider);
        _study = new(new()
        {
            Name = "search",
            Objectives = [new(_scorer, Direction.Maximize)],
            Seed = search.Seed,
            Space = search.Space.Count > 0 ? search.Space : null,
            Sampler = search.Sampler,
            Pruner = search.Pruner,
            Concurrency = search.Concurrency,
            TimeProvider = search.TimeProvider,
        });
        _length = FoldRunner.LengthOf(search.Estimator);
        _folds = search.Cv.FoldsFor(search.Estimator.Kind, data, search.Groups);
        RequireTrainable();
        long epochs = (long)search.Trials * _folds.Count * _length;
        _meter = new(search.Progress, search.TimeProvider, search.Trials * _folds.Count, epochs, Work(epochs));
        foreach (var candidate in search.First)
        {
            _study.Wait(candidate); // also one outside of the space
        }
    }

    /// <summary>One training in epochs of a fold, at the pace of all workers together; a refit's epoch has more rows, and one worker.</summary>
    private PlannedWork Work(long epochs)
    {
        double folds = (double)_data.Count * _folds.Count / _folds.Sum(fold => fold.Train.Length);
        double refit = _length * folds * Math.Min(_search.Workers, _search.Concurrency);
        return new([new(_study, "", epochs)], _search.Refit is Refit.Never ? [] : [new(null, "", refit)], new(new Dictionary<string, double>(), epochs), _ => 1, workers: 1);
    }

    /// <summary>Refuses what can't work before anything is trained: a parameter the estimator lacks, rows, and candidates that are given.</summary>
    private void RequireTrainable()
    {
        SearchCheck.Candidates(_search.Estimator, [.. _search.First, _search.Space.Sample(new RandomAddress(_search.Seed))]);
        SearchCheck.Data(_data, _search.Estimator.Kind);
        if (IsList || (_search.First.Count > 0 && _search.ErrorScore.IsRaised))
        {
            new CompiledSearch(new ListSearch(_search, _search.First), _data).RequireTrainable(_search.ErrorScore);
        }
    }

    /// <summary>Whether all candidates are given, and none is to be suggested.</summary>
    private bool IsList => _search.Sampler is ListSampler;

    private bool HasPruner => _search.Pruner is not NoPruner;

    public SearchResult Run()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(_cancellationToken);
        _stopping = stopping;
        try
        {
            _study.OptimizeAsync(Evaluate, IsList ? null : _search.Trials, new() { Workers = Math.Min(_search.Workers, _search.Concurrency), TrialEnded = Hear }, stopping.Token).GetAwaiter().GetResult();
            return Finish();
        }
        catch (OperationCanceledException) when (_raised is not null)
        {
            _raised.Throw();
            throw;
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            var partial = Results();
            throw new SearchCancelledException(Result(partial, partial.Count == 0 ? -1 : partial.BestBy(_scorer), TimeSpan.Zero) with { IsComplete = false }, _cancellationToken);
        }
        finally
        {
            _meter.Finish();
        }
    }

    /// <summary>Trains the best again on all rows.</summary>
    private SearchResult Finish()
    {
        var results = Results();
        if (results.Count == 0)
        {
            throw NothingFinished();
        }

        int best = _search.Refit is Refit.ByFunction rule ? rule.ChooseFrom(results) : results.BestBy(_scorer);
        long start = _search.TimeProvider.GetTimestamp();
        var chosen = new ListSearch(_search, [results[best].Parameters]);
        var compiled = new CompiledSearch(chosen, _data);
        var fitted = _search.Refit is Refit.Never ? null : SearchRun.TrainOnAll(chosen, compiled, compiled.Estimators[0], _data, _meter, _cancellationToken);
        return Result(results, best, _search.TimeProvider.GetElapsedTime(start)) with { BestEstimator = fitted };
    }

    private TrimtabException NothingFinished()
    {
        var failed = _study.Trials.Where(trial => trial.State == TrialState.Failed).ToList();
        return new(failed.Count == _study.Trials.Count && failed.Count > 0
            ? $"{InvariantText.AllFailed(failed.Count, "trial")}, {failed[0].Parameters.ToDisplayString()}: {failed[0].Error}"
            : Invariant($"None of {_study.Trials.Count} trials was trained to its end: {_search.Pruner.GetType().Name} ended {_study.Trials.Count - failed.Count}, {failed.Count} failed. Let it prune later."));
    }

    private CvResults Results() => new([.. _results.OrderBy(item => item.Key).Select(item => item.Value)], _names, _scorerIndex);

    private SearchResult Result(CvResults results, int best, TimeSpan refitTime) => new()
    {
        CvResults = results,
        Study = _study,
        ListenerError = _meter.ListenerError,
        BestIndex = best,
        BestScorer = _scorer,
        TrialFailures = _failures,
        Statistics = !results.HasScore(best, _scorer) ? null : SearchStatistics.Of(results, best, _scorer, _folds),
        Cost = new(
            _search.TimeProvider.GetElapsedTime(_start),
            TimeSpan.FromSeconds(results.Sum(candidate => candidate.FitSeconds.Folds.Sum())),
            refitTime,
            _fits,
            _failed,
            Interlocked.Read(ref _epochsAsked),
            Interlocked.Read(ref _epochsTrained),
            _reused),
    };

    /// <summary>Counts a trial as done, whatever it was spared.</summary>
    private void Hear(Study study, Trial trial)
    {
        if (!_heard.Add(trial.Parameters))
        {
            return; // one that was paused, counted then
        }

        _meter.EpochsEnded(_folds.Count * (long)_length, _study, 1);
        bool isFailed = trial.State == TrialState.Failed;
        for (int fold = 0; fold < _folds.Count; fold++)
        {
            _meter.FitEnded(isFailed, fold == _folds.Count - 1 && trial.State == TrialState.Complete ? (trial.Parameters, trial.Values[_scorer]) : null);
        }
    }

    /// <summary>Suggests a candidate, scores it on every fold, and returns the mean; a pruned one throws on the way, a paused one at the end.</summary>
    private double Evaluate(LiveTrial trial)
    {
        var parameters = IsList || trial.Number < _search.First.Count
            ? ParameterSet.Create(trial.Given.Select(parameter => KeyValuePair.Create(parameter.Key, trial.Suggest(parameter.Key, DistributionOf(parameter)))))
            : ParameterSet.Create(_search.Space.Select(parameter => KeyValuePair.Create(parameter.Key, trial.Suggest(parameter.Key, parameter.Value))));
        var compiled = new CompiledSearch(new ListSearch(_search, [parameters]), _data);
        var outcomes = new FoldOutcome[compiled.Folds.Count];
        int length = FoldRunner.LengthOf(compiled.Estimators[0]), limit = Math.Min(length, trial.EpochLimit ?? length);
        RaiseIfRefused(compiled);
        Interlocked.Add(ref _epochsAsked, trial.Resumes is null ? outcomes.Length * (long)length : 0);
        foreach (var planned in compiled.Trajectories.OrderBy(planned => planned.Fold))
        {
            var outcome = outcomes[planned.Fold] = Score(trial, planned, compiled.Folds[planned.Fold], limit, planned.Fold == outcomes.Length - 1);
            Interlocked.Increment(ref _fits);
            Interlocked.Add(ref _reused, outcome.IsReused ? 1 : 0);
            Interlocked.Add(ref _failed, outcome.FitError is null ? 0 : 1);
            if (outcome.ErrorOf(_scorerIndex) is { } error && double.IsNaN(_search.ErrorScore.Value))
            {
                _failures[trial.Number] = [.. outcome.Failures(planned.Fold, _names).Where(failure => failure.Scorer is null || (failure.Scorer == _scorer && !failure.IsOnTrainingRows))];
                ExceptionDispatchInfo.Throw(error); // without a score there is nothing to learn from
            }
        }

        var result = FoldOutcomes.Gather(parameters, outcomes, _names, _search.ReturnTrainScore);
        double score = result.Test[_scorer].Mean;
        if (limit < length)
        {
            throw new TrialPrunedException(score);
        }

        _results[trial.Number] = result;
        return score;
    }

    /// <summary>Ends the search where errors are to be raised and the candidate can't be trained.</summary>
    private void RaiseIfRefused(CompiledSearch candidate)
    {
        if (_search.ErrorScore.IsRaised)
        {
            try
            {
                candidate.RequireTrainable(_search.ErrorScore);
            }
            catch (TrimtabException error)
            {
                Raise(error);
                throw;
            }
        }
    }

    /// <summary>Lets the first error end the search.</summary>
    private void Raise(Exception error)
    {
        Interlocked.CompareExchange(ref _raised, ExceptionDispatchInfo.Capture(error), null);
        _stopping!.Cancel();
    }

    /// <summary>What a given candidate's parameter may be: what it is in the space, or nothing else than it is.</summary>
    private Distribution DistributionOf(KeyValuePair<string, ParameterValue> parameter) =>
        _search.Space.TryGetValue(parameter.Key, out var distribution) && distribution.Contains(parameter.Value) ? distribution : new CategoricalDistribution([parameter.Value]);

    /// <summary>One fold: what the ledger knows is reported from there, the rest is trained on from its last snapshot.</summary>
    private FoldOutcome Score(LiveTrial trial, PlannedTrajectory planned, (Dataset Train, Dataset Test) fold, int limit, bool isLastFold)
    {
        var ledger = planned.Content.Length > 0 ? _ledger : null;
        int[] stops = HasPruner || _search.ScoreEveryEpoch ? [.. Enumerable.Range(1, limit)] : [limit];
        FoldOutcome? last = null;
        int known = 0;
        for (; known < stops.Length && planned.Find((stops[known], JudgedAt(stops[known])), ledger) is { } cell; known++)
        {
            Tell(stops[known], last = FoldOutcome.From(cell));
        }

        if (known == stops.Length)
        {
            return last!;
        }

        if (planned.Refusal is { } refusal)
        {
            return _runner.Failed(refusal);
        }

        int told = 0;
        var context = new FitContext { Random = FoldRunner.RandomOf(_search.Seed, planned.Fold), CancellationToken = trial.CancellationToken, EpochEnded = _ => told++ };
        using var training = new TrackedTraining(planned.Estimator, fold.Train, context, planned.Content, ledger, _search.TimeProvider);
        try
        {
            _runner.Run(
                training,
                stops[known..],
                fold,
                (stop, outcome) =>
                {
                    last = outcome;
                    if (outcome.IsWhole)
                    {
                        ledger?.Keep(new(planned.Content, stops[known + stop]), outcome.ToCell());
                    }

                    if (outcome.ErrorOf(_scorerIndex) is null)
                    {
                        Tell(stops[known + stop], outcome);
                    }
                },
                keepsRows: epoch => _search.ScoreEveryEpoch || epoch == planned.Epochs || ledger?.IsExpected(planned.Content, epoch) == true,
                trial.CancellationToken);
            if (limit < planned.Epochs)
            {
                training.Save();
            }
        }
        catch (TrialPrunedException) when (_search.Ledger is not null)
        {
            training.Save();
            throw;
        }
        catch (Exception error) when (_search.ErrorScore.IsRaised && error is not (TrialPrunedException or OperationCanceledException))
        {
            Raise(error);
            throw;
        }
        finally
        {
            Interlocked.Add(ref _epochsTrained, planned.Estimator is IIterativeEstimator ? told : 1);
        }

        return last!;

        int[] JudgedAt(int epoch) => epoch == planned.Epochs ? planned.Stops[^1].Candidates : [];

        void Tell(int epoch, FoldOutcome outcome)
        {
            var metrics = new Dictionary<string, double>(outcome.ReportOf(epoch, _names).Measures) { [_search.Pruner.Metric] = outcome.Test[_scorerIndex].Value };
            trial.Report(new(planned.Fold, epoch, metrics));
            if (HasPruner && trial.EpochLimit is null && !(isLastFold && epoch == planned.Epochs))
            {
                trial.ThrowIfPruned();
            }
        }
    }
}

using Trimtab.Data;
using Trimtab.ModelSelection.Planning;
using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Statistics;
using Trimtab.Studies;

namespace Trimtab.ModelSelection.Running;

/// <summary>One run of a search: checks, units, results. Outcomes are put in their places by number, whoever brings them and when.</summary>
internal sealed class SearchRun
{
    private readonly CandidateSearch _search;
    private readonly Dataset _data;
    private readonly CancellationToken _cancellationToken;
    private readonly IReadOnlyList<ParameterSet> _candidates;
    private readonly IReadOnlyList<IEstimator> _estimators;
    private readonly IReadOnlyList<(Dataset Train, Dataset Test)> _folds;
    private readonly IReadOnlyList<string> _names;
    private readonly int _deciding; // the position of the scorer that decides
    private readonly FoldOutcome?[] _outcomes;
    private readonly IReadOnlyList<PlannedTrajectory> _plan;
    private readonly CompiledSearch _compiled;
    private readonly FoldRunner _runner;
    private readonly TrainingCosts _costs;
    private readonly ProgressMeter _meter;
    private long _epochsTrained;
    private readonly bool[] _isFinished; // by candidate

    public SearchRun(CandidateSearch search, Dataset data, CancellationToken cancellationToken)
    {
        (_search, _data, _cancellationToken) = (search, data, cancellationToken);
        var compiled = _compiled = new CompiledSearch(search, data);
        (_candidates, _estimators, _folds, _plan) = (compiled.Candidates, compiled.Estimators, compiled.Folds, [.. compiled.Trajectories.OrderBy(planned => planned.Refusal is null)]); // what can't be trained is said first
        compiled.RequireTrainable(search.ErrorScore);
        _names = FoldRunner.Names(search.Scoring);
        _deciding = search.Refit.Deciding(_names);
        _isFinished = new bool[_candidates.Count];
        _outcomes = new FoldOutcome?[_candidates.Count * _folds.Count];
        _runner = new(search.Scoring, search.ErrorScore, search.ReturnTrainScore, search.TimeProvider);
        _costs = search.Costs ?? new();
        long epochs = _plan.Sum(trajectory => (long)trajectory.EpochsToTrain(search.Ledger));
        _meter = new(search.Progress, search.TimeProvider, _outcomes.Length, epochs, new SearchForecast(search, compiled, search.Ledger, _costs).Work());
    }

    public SearchResult Run()
    {
        try
        {
            WorkerPool.Run(_plan.Count, _search.Workers, RunTrajectory, _cancellationToken);
            FoldOutcomes.RequireOneFit(_outcomes!, first: () => $", {_candidates[0].ToDisplayString()}");
            var results = Results(Enumerable.Range(0, _candidates.Count));
            var (index, scorer) = Choose(results);
            return Finish(results, index, scorer);
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            throw new SearchCancelledException(Partial(), _cancellationToken);
        }
        finally
        {
            _meter.Finish();
        }
    }

    private void RunTrajectory(int number)
    {
        var planned = _plan[number];
        if (planned.Refusal is { } refusal)
        {
            foreach (int candidate in planned.Stops.SelectMany(stop => stop.Candidates))
            {
                Keep(candidate, planned.Fold, _runner.Failed(refusal));
            }

            return;
        }

        var outcomes = new TrajectoryOutcomes(planned.Stops, _names, (candidate, outcome) => Keep(candidate, planned.Fold, outcome));
        var missing = new List<int>();
        foreach (var stop in planned.Stops)
        {
            if (planned.Find(stop, _search.Ledger) is { } cell)
            {
                outcomes.Add(stop.Epoch, FoldOutcome.From(cell));
            }
            else
            {
                missing.Add(stop.Epoch);
            }
        }

        if (missing.Count > 0)
        {
            Train(planned, missing, outcomes);
        }
    }

    /// <summary>Trains and scores wherever a candidate of this search, or on the way one of a search that is expected, stops.</summary>
    private void Train(PlannedTrajectory planned, List<int> missing, TrajectoryOutcomes outcomes)
    {
        _meter.TrainingBegins(planned);
        int told = 0, expected = planned.EpochsToTrain(_search.Ledger);
        var context = new FitContext
        {
            Random = FoldRunner.RandomOf(_search.Seed, planned.Fold),
            CancellationToken = _cancellationToken,
            EpochEnded = _ =>
            {
                told++;
                _meter.EpochsEnded(1, planned, _folds[planned.Fold].Train.Count);
            },
        };
        var fold = _folds[planned.Fold];
        var ledger = planned.Content.Length > 0 ? _search.Ledger : null;
        using var training = new TrackedTraining(planned.Estimator, fold.Train, context, planned.Content, ledger, _search.TimeProvider) { EpochTrained = time => _costs.Observe(planned.CostKind, time, fold.Train.Count) };
        int[] stops = [.. missing.Union(ledger?.WantedBetween(planned.Content, planned.SnapshotBefore(missing[0], ledger), missing[^1]) ?? []).Order()];
        _runner.Run(
            training,
            stops,
            fold,
            (stop, outcome) =>
            {
                if (outcome.IsWhole)
                {
                    ledger?.Keep(new(planned.Content, stops[stop]), outcome.ToCell());
                }

                outcomes.Add(stops[stop], outcome);
            },
            keepsRows: null, // later searches may end candidates at any of these epochs
            _cancellationToken);
        _meter.TrainingEnded(planned, expected - told);
        Interlocked.Add(ref _epochsTrained, planned.Estimator is IIterativeEstimator ? told : 1);
    }

    private void Keep(int candidate, int fold, FoldOutcome outcome)
    {
        lock (_outcomes)
        {
            _outcomes[(candidate * _folds.Count) + fold] = outcome;
        }

        _meter.FitEnded(outcome.FitError is not null, FinishTrial(candidate));
    }

    /// <summary>Ends the trial when this was the last of its folds; returns its parameters and its mean of the deciding scorer then. It has failed where that scorer has no score.</summary>
    private (ParameterSet Parameters, double Score)? FinishTrial(int candidate)
    {
        lock (_outcomes)
        {
            if (_isFinished[candidate] || !IsDone(candidate))
            {
                return null;
            }

            _isFinished[candidate] = true;
            var result = ResultOf(candidate);
            return (result.Parameters, result.Test[_names[_deciding]].Mean);
        }
    }

    /// <summary>The candidates as trials of a study; those without all folds wait.</summary>
    private Study Study()
    {
        var study = new Study(new() { Name = "search", Objectives = [.. _names.Select(name => new Objective(name, Direction.Maximize))], Sampler = new RandomSampler() });
        for (int candidate = 0; candidate < _candidates.Count; candidate++)
        {
            _ = IsDone(candidate) ? study.Store.Add(TrialOf(candidate)) : study.Wait(_candidates[candidate]);
        }

        return study;
    }

    private Trial TrialOf(int candidate)
    {
        var result = ResultOf(candidate);
        var outcomes = OutcomesOf(candidate);
        var error = outcomes.Select(outcome => outcome!.ErrorOf(_deciding)).FirstOrDefault(error => error is not null);
        return new()
        {
            Number = candidate,
            Parameters = result.Parameters,
            State = error is null ? TrialState.Complete : TrialState.Failed,
            Values = new NamedValues([.. _names], [.. _names.Select(name => result.Test[name].Mean)]),
            Failure = error is null ? null : TrialFailure.Of(error),
            Reports = [.. outcomes.SelectMany((outcome, fold) => outcome!.Epochs.Select(epoch => new Report(fold, epoch.Epoch, epoch.Measures)))],
        };
    }

    private bool IsDone(int candidate) => OutcomesOf(candidate).All(outcome => outcome is not null);

    private CvResults Results(IEnumerable<int> candidates) => new([.. candidates.Select(ResultOf)], _names, _deciding);

    private CandidateResult ResultOf(int candidate) =>
        FoldOutcomes.Gather(_candidates[candidate], [.. OutcomesOf(candidate).Select(outcome => outcome!)], _names, _search.ReturnTrainScore);

    private FoldOutcome?[] OutcomesOf(int candidate) => _outcomes.AsSpan(candidate * _folds.Count, _folds.Count).ToArray();

    private (int Index, string Scorer) Choose(CvResults results) => _search.Refit switch
    {
        Refit.ByFunction rule => (rule.ChooseFrom(results), _names[0]),
        Refit.Never when _names.Count > 1 => (-1, _names[0]),
        _ => (results.BestBy(_names[_deciding]), _names[_deciding]),
    };

    private SearchResult Finish(CvResults results, int index, string scorer)
    {
        var time = _search.TimeProvider;
        long start = time.GetTimestamp();
        var best = _search.Refit is Refit.Never || index < 0 ? null : TrainOnAll(_search, _compiled, _estimators[index], _data, _meter, _cancellationToken);
        return Result(results, index, scorer, best is null ? TimeSpan.Zero : time.GetElapsedTime(start)) with { BestEstimator = best };
    }

    /// <summary>The refit; a ledger keeps where it ends, so that it is trained once as well.</summary>
    internal static IFitted TrainOnAll(CandidateSearch search, CompiledSearch compiled, IEstimator estimator, Dataset data, ProgressMeter meter, CancellationToken cancellationToken)
    {
        var context = new FitContext { Random = RandomAddress.FromSeed(search.Seed).At("refit"), CancellationToken = cancellationToken };
        var training = new TrackedTraining(estimator, data, context, compiled.RefitContent(estimator), search.Ledger, search.TimeProvider); // not disposed: what was learned lives on
        int epochs = FoldRunner.LengthOf(estimator);
        training.Begin(epochs);
        meter.RefitBegins(epochs - training.Done);
        while (training.Done < epochs)
        {
            training.SaveIfDue();
            training.Advance();
            meter.RefitEpochEnded();
        }

        training.Save();
        return training.Fitted;
    }

    private SearchResult Partial()
    {
        var results = Results(Enumerable.Range(0, _candidates.Count).Where(IsDone));
        string scorer = _names[_deciding];
        return Result(results, results.Count == 0 ? -1 : results.BestBy(scorer), scorer, TimeSpan.Zero) with { IsComplete = results.Count == _candidates.Count };
    }

    private SearchResult Result(CvResults results, int index, string scorer, TimeSpan refitTime)
    {
        var done = _outcomes.OfType<FoldOutcome>().ToList();
        return new()
        {
            CvResults = results,
            Study = Study(),
            ListenerError = _meter.ListenerError,
            BestIndex = index,
            BestScorer = scorer,
            Statistics = !results.HasScore(index, scorer) ? null : SearchStatistics.Of(results, index, scorer, _compiled.FoldRows),
            Cost = new(
                _meter.Elapsed,
                new(done.Sum(outcome => outcome.FitTime.Ticks)),
                refitTime,
                done.Count,
                done.Count(outcome => outcome.FitError is not null),
                done.Sum(outcome => (long)Math.Max(1, outcome.Epochs.Count)),
                Interlocked.Read(ref _epochsTrained),
                done.Count(outcome => outcome.IsReused)),
        };
    }
}

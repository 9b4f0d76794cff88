namespace Trimtab.ModelSelection.Planning;

/// <summary>Estimated duration of a search, from the costs of its trainings.</summary>
/// <param name="compiled">The search over its rows.</param>
/// <param name="candidates">Its candidates.</param>
/// <param name="known">Scores, snapshots and refits that are there already or will be.</param>
/// <param name="costs">What trainings cost.</param>
internal sealed class SearchForecast(CompiledSearch compiled, PlannedCandidates candidates, PlannedCells known, TrainingCosts costs)
{
    private readonly CandidateSearch _search = compiled.Search;
    private readonly RefitForecast _refit = new(compiled, candidates, known);

    /// <summary>All of it: the trainings on the workers, longest first as they will run, then the refit on all of them.</summary>
    /// <remarks>By what trainings cost now.</remarks>
    public TimeRange Duration
    {
        get
        {
            var cost = CostsNow();
            return new(
                TimeSpan.FromSeconds(OnWorkers(kind => cost(kind).Low, cost) + Refits(kind => cost(kind).Low)
                    .Select(refit => refit.Probability < 1 ? 0 : refit.Seconds).DefaultIfEmpty(0).Min()),
                TimeSpan.FromSeconds(OnWorkers(kind => cost(kind).Expected, cost) + Refits(kind => cost(kind).Expected)
                    .Select(refit => refit.Probability * refit.Seconds).DefaultIfEmpty(0).Average()),
                TimeSpan.FromSeconds(OnWorkers(kind => cost(kind).High, cost) + Refits(kind => cost(kind).High)
                    .Select(refit => refit.Probability > 0 ? refit.Seconds : 0).DefaultIfEmpty(0).Max()));
        }
    }

    /// <summary>Trainings to be timed; the refit if there are none.</summary>
    public IEnumerable<(string Kind, IEstimator Estimator)> ToTime()
    {
        var needed = candidates.Trajectories.Where(planned => planned.EpochsToTrain(known) > 0).ToList();
        return needed.Count > 0
            ? needed.Select(planned => (planned.CostKind, planned.Estimator))
            : RefitsToTime();
    }

    /// <summary>Trainings the refit may be.</summary>
    public IReadOnlyList<(string Kind, IEstimator Estimator)> RefitsToTime() =>
    [
        .. _refit.Candidates
            .Where(refit => refit.Work.Rows > 0 && refit.Probability > 0)
            .Select(refit => (refit.Work.Kind, refit.Estimator)),
    ];

    /// <summary>The same as work, which follows what trainings turn out to cost.</summary>
    public PlannedWork Work()
    {
        var trainings = candidates.Trajectories.OrderBy(planned => planned.Refusal is null)
            .Select(planned => new PlannedTraining(
                planned, planned.CostKind, (double)planned.EpochsToTrain(known) * compiled.Folds[planned.Fold].Train.Count))
            .ToList();
        var rows = trainings.GroupBy(training => training.Kind).ToDictionary(same => same.Key, same => same.Sum(training => training.Rows));
        var scored = candidates.Trajectories.GroupBy(planned => planned.CostKind)
            .ToDictionary(same => same.Key, same => same.Sum(ScoredRows));
        var foreseen = rows.Keys.ToDictionary(kind => kind, kind => costs.Known(kind) is { Expected: > 0 } cost
            ? cost.Expected + (cost.Score * ScoredPerRow(kind))
            : 0);
        var refits = _refit.Candidates.Select(refit => refit.Work).ToList();
        return new(trainings, refits, new(foreseen, rows.Values.Sum()), TrainingShare, _search.Workers, costs.ShareOf(_search.Workers));

        double ScoredPerRow(string kind) => rows.GetValueOrDefault(kind) is var trained and > 0 ? scored[kind] / trained : 0;

        double TrainingShare(string kind) => costs.Known(kind) is { Expected: > 0 } cost
            ? cost.Expected / (cost.Expected + (cost.Score * ScoredPerRow(kind)))
            : 1;
    }

    private double OnWorkers(Func<string, double> pace, Func<string, StepCost> cost)
    {
        var busy = new PriorityQueue<int, double>(Enumerable.Range(0, Math.Min(_search.Workers, candidates.Trajectories.Count))
            .Select(worker => (worker, 0.0)));
        double longest = 0;
        foreach (var planned in candidates.Trajectories)
        {
            busy.TryDequeue(out int worker, out double until);
            until += Seconds(planned, pace, cost);
            busy.Enqueue(worker, until);
            longest = Math.Max(longest, until);
        }

        return longest;
    }

    private double Seconds(PlannedTrajectory planned, Func<string, double> pace, Func<string, StepCost> cost)
    {
        int epochs = planned.EpochsToTrain(known); // 0 where it is refused
        return (pace(planned.CostKind) * compiled.Folds[planned.Fold].Train.Count * epochs)
            + (epochs > 0 ? cost(planned.CostKind).Start : 0)
            + (cost(planned.CostKind).Score * ScoredRows(planned));
    }

    private double ScoredRows(PlannedTrajectory planned)
    {
        var (train, test) = compiled.Folds[planned.Fold];
        return planned.Refusal is not null
            ? 0
            : (double)(test.Count + (_search.ReturnTrainScore ? train.Count : 0)) * planned.CountMissing(known);
    }

    /// <summary>Seconds of the refit for each candidate it may be, and how likely they are needed then.</summary>
    private IEnumerable<(double Seconds, double Probability)> Refits(Func<string, double> pace) =>
        _refit.Candidates.Select(refit => (pace(refit.Work.Kind) * refit.Work.Rows * costs.ShareOf(_search.Workers), refit.Probability));

    /// <summary>What each kind costs by now; where that is not known, the mean of the trainings for which it is.</summary>
    private Func<string, StepCost> CostsNow()
    {
        var known = candidates.Trajectories.Select(planned => planned.CostKind).Distinct().ToDictionary(kind => kind, costs.Known);
        var mean = StepCost.Mean(
            [.. candidates.Trajectories.Select(planned => known[planned.CostKind]).Where(cost => cost.Expected > 0)]);
        return kind => known.TryGetValue(kind, out var cost) && cost.Expected > 0 ? cost : mean;
    }
}

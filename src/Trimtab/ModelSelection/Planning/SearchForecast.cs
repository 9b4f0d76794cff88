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

    /// <summary>All of it: the trainings on the workers, longest first as they will run, then the refit on one.</summary>
    public TimeRange Duration => new(
        TimeSpan.FromSeconds(OnWorkers(cost => cost.Low) + Refits(cost => cost.Low)
            .Select(refit => refit.Probability < 1 ? 0 : refit.Seconds).DefaultIfEmpty(0).Min()),
        TimeSpan.FromSeconds(OnWorkers(cost => cost.Expected) + Refits(cost => cost.Expected)
            .Select(refit => refit.Probability * refit.Seconds).DefaultIfEmpty(0).Average()),
        TimeSpan.FromSeconds(OnWorkers(cost => cost.High) + Refits(cost => cost.High)
            .Select(refit => refit.Probability > 0 ? refit.Seconds : 0).DefaultIfEmpty(0).Max()));

    /// <summary>Trainings to be timed; the refit if there are none.</summary>
    public IEnumerable<(string Kind, IEstimator Estimator)> ToTime()
    {
        var needed = candidates.Trajectories.Where(planned => planned.EpochsToTrain(known) > 0).ToList();
        return needed.Count > 0
            ? needed.Select(planned => (planned.CostKind, planned.Estimator))
            : _refit.Candidates
                .Where(refit => refit.Work.Rows > 0 && refit.Probability > 0)
                .Select(refit => (refit.Work.Kind, refit.Estimator));
    }

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
        return new(trainings, refits, new(foreseen, rows.Values.Sum()), TrainingShare, _search.Workers);

        double ScoredPerRow(string kind) => rows.GetValueOrDefault(kind) is var trained and > 0 ? scored[kind] / trained : 0;

        double TrainingShare(string kind) => costs.Known(kind) is { Expected: > 0 } cost
            ? cost.Expected / (cost.Expected + (cost.Score * ScoredPerRow(kind)))
            : 1;
    }

    private double OnWorkers(Func<StepCost, double> pace)
    {
        double[] busy = new double[Math.Min(_search.Workers, candidates.Trajectories.Count)];
        foreach (var planned in candidates.Trajectories)
        {
            int free = busy.IndexOf(busy.Min());
            busy[free] += Seconds(planned, pace);
        }

        return busy.Max();
    }

    private double Seconds(PlannedTrajectory planned, Func<StepCost, double> pace)
    {
        if (planned.Refusal is not null)
        {
            return 0;
        }

        var cost = CostOf(planned.CostKind);
        return (pace(cost) * compiled.Folds[planned.Fold].Train.Count * planned.EpochsToTrain(known)) + (cost.Score * ScoredRows(planned));
    }

    private double ScoredRows(PlannedTrajectory planned)
    {
        var (train, test) = compiled.Folds[planned.Fold];
        return planned.Refusal is not null
            ? 0
            : (double)(test.Count + (_search.ReturnTrainScore ? train.Count : 0)) * planned.Missing(known).Count;
    }

    /// <summary>Seconds of the refit for each candidate it may be, and how likely they are needed then.</summary>
    private IEnumerable<(double Seconds, double Probability)> Refits(Func<StepCost, double> pace) =>
        _refit.Candidates.Select(refit => (pace(CostOf(refit.Work.Kind)) * refit.Work.Rows, refit.Probability));

    /// <summary>What its kind costs; where that is not known, the mean of those that are.</summary>
    private StepCost CostOf(string kind)
    {
        var cost = costs.Known(kind);
        return cost.Expected > 0
            ? cost
            : StepCost.Mean([.. candidates.Trajectories.Select(other => costs.Known(other.CostKind)).Where(other => other.Expected > 0)]);
    }
}

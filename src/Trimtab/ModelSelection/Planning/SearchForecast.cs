
using Trimtab.Caching;
using Trimtab.ModelSelection.Running;

namespace Trimtab.ModelSelection.Planning;

/// <summary>How long a search will take, from what its trainings cost.</summary>
internal sealed class SearchForecast(CandidateSearch search, CompiledSearch compiled, IKnownCells? known, TrainingCosts costs)
{
    /// <summary>All of it: the trainings on the workers, longest first as they will run, then the refit on one.</summary>
    public TimeRange Duration => new(
        TimeSpan.FromSeconds(OnWorkers(cost => cost.Low) + Refits(cost => cost.Low).DefaultIfEmpty(0).Min()),
        TimeSpan.FromSeconds(OnWorkers(cost => cost.Expected) + Refit),
        TimeSpan.FromSeconds(OnWorkers(cost => cost.High) + Refits(cost => cost.High).DefaultIfEmpty(0).Max()));

    /// <summary>The same as work, which follows what trainings turn out to cost; in rows until something has been timed or trained.</summary>
    public PlannedWork Work()
    {
        var rows = compiled.Trajectories.GroupBy(planned => planned.CostKind)
            .ToDictionary(same => same.Key, same => same.Sum(planned => (double)planned.EpochsToTrain(known) * compiled.Folds[planned.Fold].Train.Count));
        var refits = RefitRows().ToList();
        var refitRows = refits.GroupBy(refit => refit.Planned.CostKind).ToDictionary(same => same.Key, same => same.Sum(refit => refit.Rows) / refits.Count);
        return new(rows, refitRows, Costs, search.Workers, IsTimed ? Duration.Expected : null);

        Dictionary<string, double> Costs()
        {
            var own = rows.Keys.ToDictionary(kind => kind, kind => costs.Known(kind).Expected);
            double mean = own.Values.Where(cost => cost > 0).DefaultIfEmpty(1).Average();
            return own.ToDictionary(kind => kind.Key, kind => kind.Value > 0 ? kind.Value : mean);
        }
    }

    private double Refit => Refits(cost => cost.Expected).DefaultIfEmpty(0).Average();

    private bool IsTimed => compiled.Trajectories.Any(planned => costs.Known(planned.CostKind).Expected > 0);

    private double OnWorkers(Func<StepCost, double> pace)
    {
        double[] busy = new double[Math.Min(search.Workers, compiled.Trajectories.Count)];
        foreach (var planned in compiled.Trajectories)
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

        var cost = CostOf(planned);
        var (train, test) = compiled.Folds[planned.Fold];
        int scored = test.Count + (search.ReturnTrainScore ? train.Count : 0);
        return (pace(cost) * train.Count * planned.EpochsToTrain(known)) + (cost.Score * scored * planned.Missing(known).Count);
    }

    /// <summary>Seconds of the refit for each candidate it may be.</summary>
    private IEnumerable<double> Refits(Func<StepCost, double> pace) => RefitRows().Select(refit => pace(CostOf(refit.Planned)) * refit.Rows);

    /// <summary>Rows of the refit, every epoch counted, for each candidate it may be; nothing where it is likely known.</summary>
    private IEnumerable<(PlannedTrajectory Planned, double Rows)> RefitRows()
    {
        bool isKnown = compiled.Trajectories.All(planned => planned.Missing(known).Count == 0)
            && compiled.Estimators.Any(estimator => known?.SnapshotEpoch(compiled.RefitContent(estimator)) >= FoldRunner.LengthOf(estimator));
        return search.Refit is Refit.Never || isKnown
            ? []
            : compiled.Trajectories.Where(planned => planned is { Fold: 0, Refusal: null }).SelectMany(planned => planned.Stops.SelectMany(stop =>
                stop.Candidates.Select(_ => (planned, (double)compiled.Rows * stop.Epoch))));
    }

    /// <summary>What its kind costs; where that is not known, the mean of those that are.</summary>
    private StepCost CostOf(PlannedTrajectory planned)
    {
        var cost = costs.Known(planned.CostKind);
        return cost.Expected > 0 ? cost : StepCost.Mean([.. compiled.Trajectories.Select(other => costs.Known(other.CostKind)).Where(other => other.Expected > 0)]);
    }
}

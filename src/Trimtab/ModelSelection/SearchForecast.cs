using Trimtab.Training;

namespace Trimtab.ModelSelection;

/// <summary>How long a search will take, from what its trainings cost.</summary>
internal sealed class SearchForecast(CandidateSearch search, CompiledSearch compiled, IKnownCells? known, TrainingCosts costs)
{
    /// <summary>All of it: the trainings on the workers, longest first as they will run, then the refit on one.</summary>
    public TimeRange Duration => new(
        TimeSpan.FromSeconds(OnWorkers(cost => cost.Low) + Refits(cost => cost.Low).DefaultIfEmpty(0).Min()),
        TimeSpan.FromSeconds(OnWorkers(cost => cost.Expected) + Refit),
        TimeSpan.FromSeconds(OnWorkers(cost => cost.High) + Refits(cost => cost.High).DefaultIfEmpty(0).Max()));

    /// <summary>The same as work, in epochs over a fold's rows where nothing has been timed.</summary>
    public ForeseenWork Work => new(
        compiled.Trajectories.Sum(planned => Epoch(planned) * planned.EpochsToTrain(known)),
        IsTimed ? Refit : Refits(_ => 1.0 / compiled.Folds[0].Train.Count).DefaultIfEmpty(0).Average(),
        search.Workers,
        IsTimed ? Duration.Expected : null);

    /// <summary>Seconds the refit takes, as a rule.</summary>
    public double Refit => Refits(cost => cost.Expected).DefaultIfEmpty(0).Average();

    /// <summary>Seconds of an epoch of <paramref name="planned"/>, as a rule; 1 where nothing has been timed.</summary>
    public double Epoch(PlannedTrajectory planned) => IsTimed ? CostOf(planned).Expected * compiled.Folds[planned.Fold].Train.Count : 1;

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

    /// <summary>Seconds of the refit for each candidate it may be; nothing where it is likely known.</summary>
    private IEnumerable<double> Refits(Func<StepCost, double> pace)
    {
        bool isKnown = compiled.Trajectories.All(planned => planned.Missing(known).Count == 0)
            && compiled.Estimators.Any(estimator => known?.SnapshotEpoch(compiled.RefitContent(estimator)) >= FoldRunner.LengthOf(estimator));
        return search.Refit is Refit.Never || isKnown
            ? []
            : compiled.Trajectories.Where(planned => planned is { Fold: 0, Refusal: null }).SelectMany(planned => planned.Stops.SelectMany(stop =>
                stop.Candidates.Select(_ => pace(CostOf(planned)) * compiled.Rows * stop.Epoch)));
    }

    /// <summary>What its kind costs; where that is not known, the mean of those that are.</summary>
    private StepCost CostOf(PlannedTrajectory planned)
    {
        var cost = costs.Known(planned.CostKind);
        return cost.Expected > 0 ? cost : StepCost.Mean([.. compiled.Trajectories.Select(other => costs.Known(other.CostKind)).Where(other => other.Expected > 0)]);
    }
}

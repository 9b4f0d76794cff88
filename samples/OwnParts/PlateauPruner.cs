using Trimtab;
using Trimtab.Pruners;

namespace OwnParts;

/// <summary>Stops a trial that has not improved for some reports on the fold it is in, however good it is.</summary>
[Named("plateau")]
public sealed record PlateauPruner : Pruner
{
    /// <summary>Reports without improvement after which the trial is stopped, 1 or more. Default 5.</summary>
    public int Patience
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Patience must be 1 or more.");
    } = 5;

    /// <inheritdoc/>
    public override PruneDecision Decide(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        int sinceBest = 0;
        double best = double.PositiveInfinity;
        string metric = request.Metric.Name;
        foreach (var report in request.Trial.Reports.Where(report => report.Fold == request.Fold && report.Metrics.ContainsKey(metric)))
        {
            double loss = request.Metric.Loss(report.Metrics[metric]);
            (sinceBest, best) = loss < best ? (0, loss) : (sinceBest + 1, best); // NaN is no improvement
        }

        return sinceBest >= Patience ? PruneDecision.Stop : PruneDecision.Continue;
    }
}

using Trimtab.Statistics;

namespace Trimtab.Pruners;

/// <summary>Ends a trial over folds when it is significantly worse than the best one on the folds both have done.</summary>
/// <remarks>
/// A signed-rank test after every fold, as Optuna's; the level holds for each test, not for all together. Never prunes a trial whose mean is as
/// good as the best one's on the same folds. A fold's figure is its last report.
/// </remarks>
[Named("wilcoxon")]
public sealed record WilcoxonPruner : Pruner
{
    /// <summary>Prune below this probability, in (0, 1). Default 0.1.</summary>
    public double Threshold { get; init; } = 0.1;

    /// <summary>Folds before the first test. Default 2.</summary>
    public int StartupFolds { get; init; } = 2;

    /// <inheritdoc/>
    public override bool ShouldPrune(PruneCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var ours = FoldsOf(check, check.Trial);
        var best = check.History.Completed.Select(trial => FoldsOf(check, trial)).Where(folds => folds.Count > 0).MinBy(folds => folds.Values.Average());
        double[] differences = best is null ? [] : [.. ours.Where(fold => best.ContainsKey(fold.Key)).Select(fold => fold.Value - best[fold.Key])];
        return differences.Length >= Math.Max(1, StartupFolds) && differences.Average() > 0 && WilcoxonSignedRank.Greater(differences) < Threshold;
    }

    private Dictionary<int, double> FoldsOf(PruneCheck check, Trial trial) => trial.Reports
        .Select(report => report.Fold).Distinct()
        .Select(fold => (Fold: fold, Curve: check.CurveOf(trial, fold, Measure)))
        .Where(item => item.Curve.Count > 0 && !double.IsNaN(item.Curve[^1].Loss))
        .ToDictionary(item => item.Fold, item => item.Curve[^1].Loss);
}

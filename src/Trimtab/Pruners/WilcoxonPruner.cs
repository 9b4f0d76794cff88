using Trimtab.Statistics;

namespace Trimtab.Pruners;

/// <summary>Ends a trial over folds when it is significantly worse than the best one on the folds both have done.</summary>
/// <remarks>
/// A signed-rank test after every fold, as Optuna's; the level holds for each test, not for all together. Never prunes a trial whose mean is as
/// good as the best one's on the same folds. A fold's figure is its last report; in the middle of a fold nothing is tested. The best one has the
/// best mean of its folds; where a fold of it or of the trial is NaN or infinite, the trial is not pruned.
/// </remarks>
[Named("wilcoxon")]
public sealed record WilcoxonPruner : Pruner
{
    /// <summary>Prune below this probability, in (0, 1). Default 0.1.</summary>
    public double Threshold { get; init => field = Setting.Check(value, value is > 0 and < 1, "above 0 and below 1"); } = 0.1;

    /// <summary>Folds before the first test, 0 or more. Default 2.</summary>
    public int StartupFolds { get; init => field = Setting.AtLeast(value, 0); } = 2;

    /// <inheritdoc/>
    public override bool ShouldPrune(PruneCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var best = check.History.Completed.Select(FoldsOf).Where(folds => folds.Count > 0 && !double.IsNaN(folds.Values.Average())).MinBy(folds => folds.Values.Average());
        if (best is null || !check.EndsFold(Measure) || !best.Values.Concat(FoldsOf(check.Trial).Values).All(double.IsFinite))
        {
            return false;
        }

        double[] differences = [.. check.FoldsDone(check.Trial, Measure).Where(fold => best.ContainsKey(fold.Key)).Select(fold => fold.Value - best[fold.Key])];
        return differences.Length >= Math.Max(1, StartupFolds) && differences.Average() > 0 && WilcoxonSignedRank.Greater(differences) < Threshold;

        Dictionary<int, double> FoldsOf(Trial trial) => check.LastReports(trial, Measure).ToDictionary(fold => fold.Fold, fold => fold.Loss);
    }
}

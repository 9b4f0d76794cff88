using Trimtab.Statistics;

namespace Trimtab.Pruners;

/// <summary>Prunes a trial over folds when it is significantly worse than the best one on the folds both have done.</summary>
/// <remarks>
/// A signed-rank test after every fold, as Optuna's; the level holds for each test, not for all together. Never prunes a trial whose mean
/// is as good as the best one's on the same folds. A fold's value is its last report; in the middle of a fold nothing is tested. The best
/// one has the best mean of its folds; where a fold of it or of the trial is NaN or infinite, the trial is not pruned.
/// <code>
/// var search = new StudySearchCV(model, new() { ["rate"] = new FloatDistribution(1e-4, 1e-1, Log: true) }, 20)
/// {
///     Cv = 10, Pruner = new WilcoxonPruner(),
/// };
/// </code>
/// </remarks>
[Named("wilcoxon")]
public sealed record WilcoxonPruner : Pruner
{
    /// <summary>Prune below this probability, in (0, 1). Default 0.1.</summary>
    public double Threshold { get; init => field = Setting.Check(value, value is > 0 and < 1, "above 0 and below 1"); } = 0.1;

    /// <summary>Folds before the first test, 0 or more. Default 2.</summary>
    public int StartupFolds { get; init => field = Setting.AtLeast(value, 0); } = 2;

    /// <inheritdoc/>
    public override PruneDecision Decide(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.EndsFold && request.BestByFolds is { } best && IsWorse(request, request.LastLosses(best))
            ? PruneDecision.Stop
            : PruneDecision.Continue;
    }

    private bool IsWorse(PruningRequest request, IReadOnlyDictionary<int, double> best)
    {
        if (!best.Values.Concat(request.LastLosses(request.Trial).Values).All(double.IsFinite))
        {
            return false;
        }

        double[] differences = [.. request.FoldsDone.Where(fold => best.ContainsKey(fold.Key)).Select(fold => fold.Value - best[fold.Key])];
        return differences.Length >= Math.Max(1, StartupFolds) && differences.Average() > 0
            && WilcoxonSignedRank.Greater(differences) < Threshold;
    }
}

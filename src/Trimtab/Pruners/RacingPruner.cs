using Trimtab.Statistics;

namespace Trimtab.Pruners;

/// <summary>Ends a trial over folds when it is surely worse than a completed one; a trial no worse than any is ended with at most a given probability, over all folds and rivals.</summary>
/// <remarks>
/// After every fold a paired, one-sided t-test against each completed trial, with the variance that folds sharing training rows have (Nadeau and
/// Bengio 2003). Each test has its part of <see cref="Level"/>: that divided by the folds at which tests are made and by the rivals
/// (Bonferroni), so it does not matter how often one looks, nor that the best rival was chosen for its luck. The races of Maron and Moore, NIPS
/// 1994, and of F-Race, with an error that holds.
/// </remarks>
[Named("racing")]
public sealed record RacingPruner : Pruner
{
    /// <summary>How likely a trial that is no worse than all others is ended, at most; in (0, 1). Default 0.1.</summary>
    public double Level { get; init => field = Setting.Check(value, value is > 0 and < 1, "above 0 and below 1"); } = 0.1;

    /// <summary>Folds of a whole trial, 2 or more. Default: as many as the completed trials have.</summary>
    public int? Folds { get; init => field = Setting.AtLeast(value, 2); }

    /// <inheritdoc/>
    public override bool ShouldPrune(PruneCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var ours = check.FoldsDone(check.Trial, Measure);
        var rivals = check.History.Completed.Select(trial => check.FoldsDone(trial, Measure)).Where(rival => ours.Keys.All(rival.ContainsKey)).ToList();
        int folds = Folds ?? rivals.Select(rival => rival.Count).DefaultIfEmpty(0).Max();
        if (ours.Count < 2 || ours.Count >= folds || !check.EndsFold(Measure))
        {
            return false;
        }

        double level = Level / ((folds - 2) * rivals.Count);
        return rivals.Exists(rival => new CorrectedTTest([.. ours.Select(fold => fold.Value - rival[fold.Key])], folds - 1, 1).PGreater < level);
    }
}

using Trimtab.Statistics;

namespace Trimtab.Pruners;

/// <summary>
/// Prunes a trial over folds when it is significantly worse than a completed one; the probability that a trial no worse than all others is
/// pruned is bounded over all folds and rivals.
/// </summary>
/// <remarks>
/// After every fold a paired, one-sided t-test against each completed trial, with the variance that folds sharing training rows have
/// (Nadeau and Bengio 2003). Each test has its part of <see cref="Level"/>: that divided by the folds at which tests are made and by the
/// rivals (Bonferroni), so neither the number of looks nor the choice of the best rival inflates the error. The races of Maron and Moore,
/// NIPS 1994, and of F-Race, with an error that holds. O(n) in completed trials, once a fold.
/// <code>
/// var search = new StudySearchCV(model, new() { ["rate"] = new FloatDistribution(1e-4, 1e-1, Log: true) }, 20)
/// {
///     Cv = 10, Pruner = new RacingPruner(),
/// };
/// </code>
/// </remarks>
[Named("racing")]
public sealed record RacingPruner : Pruner
{
    private const double Rounding = 1e-12;

    /// <summary>Upper bound of the probability that a trial that is no worse than all others is pruned; in (0, 1). Default 0.1.</summary>
    public double Level { get; init => field = Setting.Check(value, value is > 0 and < 1, "above 0 and below 1"); } = 0.1;

    /// <summary>Folds of a whole trial, 2 or more. Default: as many as the completed trials have.</summary>
    public int? Folds { get; init => field = Setting.AtLeast(value, 2); }

    /// <inheritdoc/>
    public override PruneDecision Decide(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.EndsFold && IsBeaten(request) ? PruneDecision.Stop : PruneDecision.Continue;
    }

    private bool IsBeaten(PruningRequest request)
    {
        var ours = request.FoldsDone;
        var rivals = request.History.Completed.Select(request.FoldsDoneOf).Where(rival => ours.Keys.All(rival.ContainsKey)).ToList();
        int folds = Folds ?? rivals.Select(rival => rival.Count).DefaultIfEmpty(0).Max();
        double level = Level / ((folds - 2) * rivals.Count);
        return ours.Count >= 2 && ours.Count < folds && rivals.Exists(rival => PGreater(ours, rival, folds) < level);
    }

    /// <summary>The p-value; 1 where the differences are equal up to rounding: they do not show how much they vary by chance.</summary>
    private static double PGreater(IReadOnlyDictionary<int, double> ours, IReadOnlyDictionary<int, double> rival, int folds)
    {
        double[] differences = [.. ours.Select(fold => fold.Value - rival[fold.Key])];
        double largest = ours.Max(fold => Math.Max(Math.Abs(fold.Value), Math.Abs(rival[fold.Key])));
        return differences.Max() - differences.Min() <= Rounding * largest ? 1 : new CorrectedTTest(differences, folds - 1, 1).PGreater;
    }
}

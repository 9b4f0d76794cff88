namespace Trimtab.Pruners;

/// <summary>
/// Prunes a trial whose best value so far is worse than a percentile of what the completed trials had last reported by the same epoch.
/// </summary>
/// <remarks>
/// As Optuna's, but for rivals that did not report at the very epoch: their last report before counts. A trial that reports nothing but NaN
/// is pruned when it is asked about; rivals' NaN is left out. The median rule is of Golovin et al., KDD 2017.
/// <code>
/// var study = new Study(new() { Pruner = new PercentilePruner(25) { StartupTrials = 10 } });
/// </code>
/// </remarks>
/// <param name="Percentile">The share that goes on, in percent, in (0, 100]: 25 keeps the best quarter. Default 25.</param>
[Named("percentile")]
public sealed record PercentilePruner(double Percentile = 25) : QuantilePruner
{
    /// <summary>The share that goes on, in percent, in (0, 100].</summary>
    public double Percentile { get; init => field = Share(value); } = Share(Percentile);

    private protected override double Quantile => Percentile / 100;

    private static double Share(double percentile) =>
        Setting.Check(percentile, percentile is > 0 and <= 100, "above 0 and at most 100", nameof(Percentile));
}

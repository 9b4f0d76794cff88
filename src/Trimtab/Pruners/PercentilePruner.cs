using Trimtab.Numerics;

namespace Trimtab.Pruners;

/// <summary>Ends a trial whose best figure so far is worse than what a share of the completed trials had last reported by the same epoch.</summary>
/// <remarks>
/// As Optuna's, but for rivals that did not report at the very epoch: their last report before counts. A trial that reports nothing but NaN is
/// pruned where it is asked; rivals' NaN is left out. The median rule is of Golovin et al., KDD 2017.
/// </remarks>
/// <param name="Percentile">The share that goes on, in percent, in (0, 100]: 25 keeps the best quarter. Default 25.</param>
[Named("percentile")]
public record PercentilePruner(double Percentile = 25) : Pruner
{
    /// <summary>The share that goes on, in percent.</summary>
    public double Percentile { get; init => field = Share(value); } = Share(Percentile);

    /// <summary>Completed trials before any is pruned, 0 or more. Default 5.</summary>
    public int StartupTrials { get; init => field = Setting.AtLeast(value, 0); } = 5;

    /// <summary>Epochs of a trial before it may be pruned, 0 or more. Default 0.</summary>
    public int WarmupEpochs { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>Length of the intervals that begin with the first epoch after the warm-up, in epochs, 1 or more. The pruner is asked at a trial's first report in each. Default 1.</summary>
    public int Interval { get; init => field = Setting.AtLeast(value, 1); } = 1;

    /// <inheritdoc/>
    public override bool ShouldPrune(PruneCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var curve = check.Curve(Measure);
        if (!IsAsked(curve) || check.History.Completed.Count() < Math.Max(1, StartupTrials))
        {
            return false;
        }

        double best = curve.Select(point => point.Loss).Where(loss => !double.IsNaN(loss)).DefaultIfEmpty(double.NaN).Min();
        double[] others = [.. check.LossesUpTo(check.Fold, curve[^1].Epoch, Measure).Order()];
        return double.IsNaN(best) || (others.Length > 0 && best > At(others, Percentile / 100));
    }

    private static double Share(double percentile) => Setting.Check(percentile, percentile is > 0 and <= 100, "above 0 and at most 100", nameof(Percentile));

    /// <summary>Whether the last report is the first of an interval after the warm-up.</summary>
    private bool IsAsked(IReadOnlyList<(int Epoch, double Loss)> curve) => curve.Count > 0 && IntervalOf(curve[^1].Epoch) > (curve.Count > 1 ? IntervalOf(curve[^2].Epoch) : 0);

    /// <summary>The number of an epoch's interval, from 1; 0 during the warm-up.</summary>
    private int IntervalOf(int epoch) => epoch <= WarmupEpochs ? 0 : ((epoch - WarmupEpochs - 1) / Interval) + 1;

    /// <summary>The quantile, between neighbours by their distance.</summary>
    private static double At(double[] sorted, double share)
    {
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return place == below ? sorted[below] : PortableMath.Lerp(sorted[below], sorted[below + 1], place - below);
    }
}

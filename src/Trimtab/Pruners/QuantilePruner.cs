namespace Trimtab.Pruners;

/// <summary>
/// Prunes a trial whose best value so far is worse than a quantile of what the completed trials had last reported by the same epoch.
/// </summary>
public abstract record QuantilePruner : Pruner
{
    private protected QuantilePruner()
    {
    }

    /// <summary>Completed trials before any is pruned, 0 or more. Default 5.</summary>
    public int StartupTrials { get; init => field = Setting.AtLeast(value, 0); } = 5;

    /// <summary>Epochs of a trial before it may be pruned, 0 or more. Default 0.</summary>
    public int WarmupEpochs { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>
    /// Length of the intervals that begin with the first epoch after the warm-up, in epochs, 1 or more. A trial may be pruned at its first
    /// report in each. Default 1.
    /// </summary>
    public int Interval { get; init => field = Setting.AtLeast(value, 1); } = 1;

    /// <inheritdoc/>
    public override PruneDecision Decide(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var curve = request.Curve;
        if (!IsDue(curve) || request.CompletedCount < Math.Max(1, StartupTrials))
        {
            return PruneDecision.Continue;
        }

        // False beside no rivals: NaN.
        bool isBehind = double.IsNaN(curve.Best) || curve.Best > request.LossQuantileUpTo(request.Fold, curve.Last.Epoch, Quantile);
        return isBehind ? PruneDecision.Stop : PruneDecision.Continue;
    }

    /// <summary>The quantile of the rivals' losses above which a trial is pruned, in [0, 1].</summary>
    private protected abstract double Quantile { get; }

    /// <summary>Whether the last report is the first of an interval after the warm-up.</summary>
    private bool IsDue(LossCurve curve) =>
        curve.Count > 0 && IntervalOf(curve.Last.Epoch) > (curve.Count > 1 ? IntervalOf(curve[^2].Epoch) : 0);

    /// <summary>The number of an epoch's interval, from 1; 0 during the warm-up.</summary>
    private int IntervalOf(int epoch) => epoch <= WarmupEpochs ? 0 : ((epoch - WarmupEpochs - 1) / Interval) + 1;
}

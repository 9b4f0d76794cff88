namespace Trimtab.Pruners;

/// <summary>Ends a trial whose figure is out of bounds or not a number: it has blown up, or never got going.</summary>
[Named("threshold")]
public sealed record ThresholdPruner : Pruner
{
    /// <summary>What is too little; not NaN. Default: nothing.</summary>
    public double Lower { get; init => field = Setting.Check(value, !double.IsNaN(value), "a number or an infinity"); } = double.NegativeInfinity;

    /// <summary>What is too much; not NaN. Default: nothing.</summary>
    public double Upper { get; init => field = Setting.Check(value, !double.IsNaN(value), "a number or an infinity"); } = double.PositiveInfinity;

    /// <summary>Epochs of a trial before it may be pruned, 0 or more. Default 0.</summary>
    public int WarmupEpochs { get; init => field = Setting.AtLeast(value, 0); }

    /// <inheritdoc/>
    public override bool ShouldPrune(PruneCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        var curve = check.Curve(Measure);
        if (curve.Count == 0 || curve[^1].Epoch <= WarmupEpochs)
        {
            return false;
        }

        double value = check.Direction == Direction.Maximize ? -curve[^1].Loss : curve[^1].Loss;
        return !(value >= Lower && value <= Upper);
    }
}

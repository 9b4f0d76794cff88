namespace Trimtab.Pruners;

/// <summary>Prunes a trial whose value is out of bounds or not a number, as where a training diverges.</summary>
/// <remarks>
/// <code>
/// var study = new Study(new() { Pruner = new ThresholdPruner { Upper = 10 } });
/// </code>
/// </remarks>
[Named("threshold")]
public sealed record ThresholdPruner : Pruner
{
    /// <summary>The lowest value allowed; not NaN. Default: none.</summary>
    public double Lower
    {
        get;
        init => field = Setting.Check(value, !double.IsNaN(value), "a number or an infinity");
    } = double.NegativeInfinity;

    /// <summary>The highest value allowed; not NaN. Default: none.</summary>
    public double Upper
    {
        get;
        init => field = Setting.Check(value, !double.IsNaN(value), "a number or an infinity");
    } = double.PositiveInfinity;

    /// <summary>Epochs of a trial before it may be pruned, 0 or more. Default 0.</summary>
    public int WarmupEpochs { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>Checks that <see cref="Lower"/> is not above <see cref="Upper"/>.</summary>
    /// <exception cref="TrimtabException">It is.</exception>
    public override void Check()
    {
        if (Lower > Upper)
        {
            throw new TrimtabException(Invariant($"Lower must be at most Upper. Got {Lower} and {Upper}: every trial would be pruned."));
        }
    }

    /// <inheritdoc/>
    public override PruneDecision Decide(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var curve = request.Curve;
        if (curve.Count == 0 || curve.Last.Epoch <= WarmupEpochs)
        {
            return PruneDecision.Continue;
        }

        double value = request.Metric.Loss(curve.Last.Loss); // the loss of a loss is the value
        return value >= Lower && value <= Upper ? PruneDecision.Continue : PruneDecision.Stop;
    }
}

namespace Trimtab.Pruners;

/// <summary>Lets another pruner decide only after a trial has not improved for some epochs.</summary>
[Named("patient")]
public sealed record PatientPruner : Pruner
{
    /// <summary>The pruner that decides then. Default: none; every trial that has not improved is pruned.</summary>
    public Pruner? Inner { get; init; }

    /// <summary>Reports without improvement that are tolerated, 0 or more. Default 5.</summary>
    public int Patience { get; init => field = Setting.Between(value, 0, int.MaxValue - 1); } = 5;

    /// <summary>An improvement of no more than this counts as none; 0 or more. Default 0.</summary>
    public double LeastImprovement { get; init => field = Setting.AtLeast(value, 0); }

    /// <inheritdoc/>
    public override PruneDecision Decide(PruningRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var curve = request.Curve;
        int before = curve.Count - Patience - 1;
        if (before < 1)
        {
            return PruneDecision.Continue;
        }

        bool hasStalled = OrInfinity(curve.BestOf(before)) + LeastImprovement < curve.Skip(before).Min(point => OrInfinity(point.Loss));
        return !hasStalled ? PruneDecision.Continue : Inner?.Decide(request) ?? PruneDecision.Stop;
    }

    private static double OrInfinity(double loss) => double.IsNaN(loss) ? double.PositiveInfinity : loss;
}

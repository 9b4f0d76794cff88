namespace Trimtab.Pruners;

/// <summary>Lets another pruner decide only after a trial has not improved for some epochs.</summary>
/// <remarks>
/// As Optuna's.
/// <code>
/// var study = new Study(new() { Pruner = new PatientPruner { Inner = new MedianPruner(), Patience = 3 } });
/// </code>
/// </remarks>
[Named("patient")]
public sealed record PatientPruner : Pruner
{
    /// <summary>The pruner that decides then. Default: none; every trial that has not improved is pruned.</summary>
    public Pruner? Inner { get; init; }

    /// <summary>Reports without improvement that are tolerated, 0 or more. Default 5.</summary>
    public int Patience { get; init => field = Setting.Between(value, 0, int.MaxValue - 1); } = 5;

    /// <summary>An improvement of no more than this counts as none; 0 or more. Default 0.</summary>
    public double MinDelta { get; init => field = Setting.AtLeast(value, 0); }

    /// <summary>Checks the settings of <see cref="Inner"/>.</summary>
    /// <exception cref="TrimtabException">They do not fit one another.</exception>
    public override void Check() => Inner?.Check();

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

        bool hasStalled = OrInfinity(curve.BestOf(before)) + MinDelta < curve.Skip(before).Min(point => OrInfinity(point.Loss));
        return !hasStalled ? PruneDecision.Continue : Inner?.Decide(request) ?? PruneDecision.Stop;
    }

    private static double OrInfinity(double loss) => double.IsNaN(loss) ? double.PositiveInfinity : loss;
}

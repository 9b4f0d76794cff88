namespace Trimtab.Pruners;

/// <summary>Lets another pruner decide only where the last reports of a trial are all worse than its best before them.</summary>
/// <remarks>
/// As Optuna's: it decides where the best of the last <see cref="Patience"/> + 1 reports is worse than the best before them by more than
/// <see cref="MinDelta"/>. A curve that stays level is not worse.
/// <code>
/// var study = new Study(new() { Pruner = new PatientPruner { Inner = new MedianPruner(), Patience = 3 } });
/// </code>
/// </remarks>
[Named("patient")]
public sealed record PatientPruner : Pruner
{
    /// <summary>The pruner that decides then. Default: none; the trial is pruned.</summary>
    public Pruner? Inner { get; init; }

    /// <summary>Reports worse than the best before that are tolerated, 0 or more. Default 5.</summary>
    public int Patience { get; init => field = Setting.Between(value, 0, int.MaxValue - 1); } = 5;

    /// <summary>Least amount by which the last reports must be worse, 0 or more: a larger value prunes less. Default 0.</summary>
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

        bool isWorse = OrInfinity(curve.BestOf(before)) + MinDelta < LastLosses().Min();
        return !isWorse ? PruneDecision.Continue : Inner?.Decide(request) ?? PruneDecision.Stop;

        IEnumerable<double> LastLosses() => Enumerable.Range(before, Patience + 1).Select(index => OrInfinity(curve[index].Loss));
    }

    private static double OrInfinity(double loss) => double.IsNaN(loss) ? double.PositiveInfinity : loss;
}

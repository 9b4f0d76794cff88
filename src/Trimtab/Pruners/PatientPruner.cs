namespace Trimtab.Pruners;

/// <summary>Lets another pruner speak only where a trial has not improved for some epochs.</summary>
[Named("patient")]
public sealed record PatientPruner : Pruner
{
    /// <summary>Who decides then. Default: whoever has not improved is pruned.</summary>
    public Pruner? Inner { get; init; }

    /// <summary>Reports without improvement that are forgiven, 0 or more. Default 5.</summary>
    public int Patience { get; init => field = Setting.Between(value, 0, int.MaxValue - 1); } = 5;

    /// <summary>What is no improvement yet, 0 or more. Default 0.</summary>
    public double LeastImprovement { get; init => field = Setting.AtLeast(value, 0); }

    /// <inheritdoc/>
    public override bool ShouldPrune(PruneCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        double[] losses = [.. check.Curve(Measure).Select(point => double.IsNaN(point.Loss) ? double.PositiveInfinity : point.Loss)];
        if (losses.Length <= Patience + 1)
        {
            return false;
        }

        bool hasStalled = losses[..^(Patience + 1)].Min() + LeastImprovement < losses[^(Patience + 1)..].Min();
        return hasStalled && (Inner?.ShouldPrune(check) ?? true);
    }
}

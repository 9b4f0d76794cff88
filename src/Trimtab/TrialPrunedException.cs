namespace Trimtab;

/// <summary>Ends an objective function early: its trial is pruned. See <see cref="LiveTrial.ThrowIfPruned"/>.</summary>
public sealed class TrialPrunedException : Exception
{
    /// <summary>Says so.</summary>
    public TrialPrunedException()
        : base("The trial was pruned.")
    {
    }
}

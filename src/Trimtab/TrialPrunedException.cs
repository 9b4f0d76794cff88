namespace Trimtab;

/// <summary>Ends an objective function early: its trial is pruned. See <see cref="LiveTrial.ThrowIfPruned"/>.</summary>
public sealed class TrialPrunedException : Exception
{
    /// <summary>Says so.</summary>
    public TrialPrunedException()
        : base("The trial was pruned.")
    {
    }

    /// <summary>Says so, with the value the trial then has instead of its last report.</summary>
    internal TrialPrunedException(double value)
        : this() => Value = value;

    /// <summary>What the trial is worth so far; null for its last report.</summary>
    internal double? Value { get; }
}

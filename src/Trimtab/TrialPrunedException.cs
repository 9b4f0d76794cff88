namespace Trimtab;

/// <summary>
/// Ends an objective function early: its trial is pruned, or paused where the pruner's last decision was to. See <see
/// cref="LiveTrial.ThrowIfPruned"/>.
/// </summary>
public sealed class TrialPrunedException : Exception
{
    /// <summary>The trial's value is its last report.</summary>
    public TrialPrunedException()
        : base("The trial was pruned.")
    {
    }

    /// <summary>The trial's value is <paramref name="value"/>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isPaused">Whether the trial is paused, whatever the pruner decided last.</param>
    internal TrialPrunedException(double value, bool isPaused)
        : this() => (Value, IsPaused) = (value, isPaused);

    /// <summary>The trial's value; null for its last report.</summary>
    internal double? Value { get; }

    /// <summary>Whether the trial is paused in any case.</summary>
    internal bool IsPaused { get; }
}

namespace Trimtab.Networks;

/// <summary>Outcome of a training.</summary>
public enum TrainingOutcome
{
    /// <summary>All epochs were completed.</summary>
    Completed,

    /// <summary>A callback stopped the training early.</summary>
    Stopped,

    /// <summary>The loss became NaN or infinite. The weights are those of that moment.</summary>
    NonFiniteLoss,
}

/// <summary>History of a training: loss and metrics of each epoch. Immutable.</summary>
/// <param name="Epochs">One report per epoch, in order: <c>loss</c>, the metrics, and both with the prefix <c>val_</c> if there was
/// validation data.</param>
/// <param name="Outcome">How the training ended.</param>
/// <param name="Reason">Reason if the training did not complete; otherwise empty.</param>
public sealed record TrainingHistory(IReadOnlyList<EpochReport> Epochs, TrainingOutcome Outcome, string Reason)
{
    /// <summary>Values of one metric over the epochs; NaN for epochs without it.</summary>
    /// <exception cref="UnknownNameException">No epoch has this metric.</exception>
    public double[] this[string metric] => Epochs.Any(e => e.Metrics.ContainsKey(metric))
        ? [.. Epochs.Select(e => e.Metrics.GetValueOrDefault(metric, double.NaN))]
        : throw new UnknownNameException("metric", metric, Epochs.SelectMany(e => e.Metrics.Keys).Distinct());

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

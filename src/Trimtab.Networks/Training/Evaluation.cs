namespace Trimtab.Networks;

/// <summary>Loss and metrics of a net on some rows.</summary>
/// <param name="Loss">
/// Mean loss per row, including the penalties of regularizers. Rows with weights count by them; the sum is divided by the number of rows,
/// as in Keras.
/// </param>
/// <param name="Metrics">All metrics of the compiled net, by name; without the loss.</param>
public sealed record Evaluation(double Loss, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>The metric called <paramref name="metric"/>, or the loss for "loss".</summary>
    /// <exception cref="UnknownNameException">No metric has this name.</exception>
    public double this[string metric] => metric == "loss" ? Loss
        : Metrics.TryGetValue(metric, out double value) ? value
        : throw new UnknownNameException("metric", metric, ["loss", .. Metrics.Keys]);

    /// <summary>The members as text, the same in every culture.</summary>
    public override string ToString() => InvariantText.Record(this, PrintMembers);
}

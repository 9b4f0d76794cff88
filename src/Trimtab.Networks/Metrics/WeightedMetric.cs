namespace Trimtab.Networks;

/// <summary>A metric in which each row counts by its weight, as Keras's <c>weighted_metrics</c>; others count rows alike.</summary>
/// <remarks>
/// Weights are those of the rows, training and validation alike, and not those of classes. Rows without weights count alike.
/// <code>
/// var model = new Sequential([8]) { new Dense(3) { Activation = "softmax" } };
/// model.Compile("adam", "categorical_crossentropy", "accuracy", new WeightedMetric { Metric = "accuracy" });
/// </code>
/// </remarks>
[Named("weighted")]
public sealed record WeightedMetric : Metric
{
    /// <summary>The metric. Default <see cref="Accuracy"/>.</summary>
    public Metric Metric { get; init => field = Setting.Required(value); } = new Accuracy();

    /// <summary><c>weighted_</c> and the metric's name.</summary>
    public override string Name => $"weighted_{Metric.Name}";

    /// <inheritdoc/>
    public override Direction Direction => Metric.Direction;

    /// <inheritdoc/>
    public override bool UsesWeights => true;

    /// <inheritdoc/>
    public override bool NeedsClassNumbers => Metric.NeedsClassNumbers;

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs) =>
        Metric.Evaluate(targets, targetColumns, predictions, outputs);

    /// <inheritdoc/>
    public override double Evaluate(
        ReadOnlySpan<float> targets,
        int targetColumns,
        ReadOnlySpan<float> predictions,
        int outputs,
        ReadOnlySpan<float> weights) => Metric.Evaluate(targets, targetColumns, predictions, outputs, weights);
}

namespace Trimtab.Networks;

/// <summary>F1 score: the harmonic mean of precision and recall, 2TP / (2TP + FP + FN).</summary>
/// <remarks>
/// One output or two: of class 1, predicted if the only or the second output is above 0.5.
/// More: the macro average over classes that occur in targets or predictions. 0 if the denominator is 0; NaN without rows.
/// These are the binary and macro averages of scikit-learn; Keras 2 has no such metric.
/// </remarks>
[Named("f1")]
public sealed record F1 : Metric
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Maximize;

    /// <inheritdoc/>
    public override bool NeedsClassNumbers => true;

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs) =>
        Evaluate(targets, targetColumns, predictions, outputs, []);

    /// <inheritdoc/>
    public override double Evaluate(
        ReadOnlySpan<float> targets,
        int targetColumns,
        ReadOnlySpan<float> predictions,
        int outputs,
        ReadOnlySpan<float> weights) =>
        Confusion.Average(
            this,
            targets,
            targetColumns,
            predictions,
            outputs,
            weights,
            static c => ClassCounts.Ratio(2 * c.TruePositives, c.Predicted + c.Actual));
}

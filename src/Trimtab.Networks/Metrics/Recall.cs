namespace Trimtab.Networks;

/// <summary>Recall: the fraction of the rows of a class that are predicted as it, TP / (TP + FN).</summary>
/// <remarks>
/// One output or two: of class 1, predicted if the only or the second output is above 0.5.
/// More: the macro average over classes that occur in targets or predictions. 0 if the denominator is 0; NaN without rows.
/// These are the binary and macro averages of scikit-learn. Keras 2's metric of this name takes every output above 0.5 as predicted, and
/// counts all outputs together.
/// </remarks>
[Named("recall")]
public sealed record Recall : Metric
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
            static c => ClassCounts.Ratio(c.TruePositives, c.Actual));
}

namespace Trimtab.Networks;

/// <summary>
/// Sparse categorical accuracy: the fraction of rows whose largest output is the class given by number. NaN without rows.
/// </summary>
/// <remarks>Of equal outputs, the first is the largest.</remarks>
[Named("sparse_categorical_accuracy")]
public sealed record SparseCategoricalAccuracy : Metric
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Maximize;

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs) =>
        Evaluate(targets, targetColumns, predictions, outputs, []);

    /// <inheritdoc/>
    public override double Evaluate(
        ReadOnlySpan<float> targets,
        int targetColumns,
        ReadOnlySpan<float> predictions,
        int outputs,
        ReadOnlySpan<float> weights)
    {
        Rows.Require(targetColumns == 1, this, "one target column, the class number", targetColumns, outputs);
        return Rows.Fraction(
            targets, targetColumns, predictions, outputs, weights, static (target, prediction) => Rows.ArgMax(prediction) == target[0]);
    }
}

namespace Trimtab.Networks;

/// <summary>The share of rows whose greatest output is the class whose number is the target. NaN without rows.</summary>
/// <remarks>Of equal outputs the first counts.</remarks>
[Named("sparse_categorical_accuracy")]
public sealed record SparseCategoricalAccuracy : Metric
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Maximize;

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs)
    {
        Rows.Require(targetColumns == 1, this, "one target column, the class number", targetColumns, outputs);
        return Rows.Share(targets, targetColumns, predictions, outputs, static (target, prediction) => Rows.ArgMax(prediction) == target[0]);
    }
}

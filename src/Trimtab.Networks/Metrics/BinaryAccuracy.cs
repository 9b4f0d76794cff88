namespace Trimtab.Networks;

/// <summary>
/// Binary accuracy: the fraction of outputs equal to their target, 0 or 1, at the threshold 0.5 (exclusive). NaN without rows.
/// </summary>
/// <remarks>Several outputs are counted separately. A target other than 0 and 1 is never predicted.</remarks>
[Named("binary_accuracy")]
public sealed record BinaryAccuracy : Metric
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
        Rows.RequireSame(this, targetColumns, outputs);
        Rows.Count(targets, targetColumns, predictions, outputs, weights);
        return Rows.Fraction(
            targets,
            1,
            predictions,
            1,
            Rows.Repeated(weights, outputs),
            static (target, prediction) => target[0] == (prediction[0] > 0.5f ? 1 : 0));
    }
}

namespace Trimtab.Networks;

/// <summary>Categorical accuracy: the fraction of rows whose largest output is the class of the one-hot target. NaN without rows.</summary>
/// <remarks>Of equal outputs, the first is the largest.</remarks>
[Named("categorical_accuracy")]
public sealed record CategoricalAccuracy : Metric
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
        return Rows.Fraction(
            targets,
            targetColumns,
            predictions,
            outputs,
            weights,
            static (target, prediction) => Rows.ArgMax(prediction) == Rows.ArgMax(target));
    }
}

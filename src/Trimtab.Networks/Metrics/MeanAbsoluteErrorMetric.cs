namespace Trimtab.Networks;

/// <summary>Mean absolute error: the mean of |prediction − target| over all rows and outputs. NaN without rows.</summary>
/// <remarks>The corresponding loss is <see cref="MeanAbsoluteError"/>.</remarks>
[Named("mae", "mean_absolute_error")]
public sealed record MeanAbsoluteErrorMetric : Metric
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Minimize;

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
        Rows.MeanError(this, targets, targetColumns, predictions, outputs, weights, static error => Math.Abs(error));
}

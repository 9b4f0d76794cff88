namespace Trimtab.Networks;

/// <summary>Mean squared error: the mean of (prediction − target)² over all rows and outputs. NaN without rows.</summary>
/// <remarks>The corresponding loss is <see cref="MeanSquaredError"/>.</remarks>
[Named("mse", "mean_squared_error")]
public sealed record MeanSquaredErrorMetric : Metric
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
        Rows.MeanError(this, targets, targetColumns, predictions, outputs, weights, static error => error * error);
}

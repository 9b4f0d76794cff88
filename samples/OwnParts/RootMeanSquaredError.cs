using Trimtab;
using Trimtab.Networks;

namespace OwnParts;

/// <summary>Root of the mean squared error over all rows and outputs. NaN without rows.</summary>
[Named("rmse")]
public sealed record RootMeanSquaredError : Metric
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
        ReadOnlySpan<float> weights)
    {
        if (targetColumns != outputs || targets.Length != predictions.Length)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"The metric rmse needs a target for each output. Got {targetColumns} target columns and {outputs} outputs."));
        }

        double squares = 0, total = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double weight = weights.IsEmpty ? 1 : weights[i / outputs], error = (double)predictions[i] - targets[i];
            squares += weight * error * error;
            total += weight;
        }

        return Math.Sqrt(squares / total);
    }
}

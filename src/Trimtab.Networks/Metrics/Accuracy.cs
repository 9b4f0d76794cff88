namespace Trimtab.Networks;

/// <summary>
/// Accuracy: the fraction of correct predictions; binary, categorical or sparse, by the numbers of targets and outputs, as in Keras.
/// </summary>
/// <remarks>
/// One output: <see cref="BinaryAccuracy"/>. As many target columns as outputs: <see cref="CategoricalAccuracy"/>.
/// One target column and several outputs: <see cref="SparseCategoricalAccuracy"/>.
/// </remarks>
[Named("accuracy", "acc")]
public sealed record Accuracy : Metric
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
        Metric kind = (targetColumns, outputs) switch
        {
            (_, 1) => new BinaryAccuracy(),
            (1, _) => new SparseCategoricalAccuracy(),
            _ => new CategoricalAccuracy(),
        };
        return kind.Evaluate(targets, targetColumns, predictions, outputs, weights);
    }
}

namespace Trimtab.Networks;

/// <summary>Top-k categorical accuracy: the fraction of rows whose true class is among the k largest outputs. NaN without rows.</summary>
/// <remarks>
/// Targets are one-hot or class numbers. Of equal outputs, the first is the largest. An output that is not finite never counts.
/// </remarks>
[Named("top_k_categorical_accuracy")]
public sealed record TopKCategoricalAccuracy : Metric
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Maximize;

    /// <summary>k, the number of outputs considered. 1 or more. Default 5.</summary>
    public int K
    {
        get;
        init => field = Setting.AtLeast(value, 1);
    } = 5;

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
        Rows.RequireClasses(this, targetColumns, outputs);
        return Rows.Fraction(
            targets,
            targetColumns,
            predictions,
            outputs,
            weights,
            (target, prediction) => IsInTopK(Rows.TrueClass(target, prediction.Length), prediction));
    }

    private bool IsInTopK(int truth, ReadOnlySpan<float> prediction)
    {
        if ((uint)truth >= (uint)prediction.Length || !float.IsFinite(prediction[truth]))
        {
            return false;
        }

        int larger = 0;
        for (int i = 0; i < prediction.Length; i++)
        {
            larger += prediction[i] > prediction[truth] || (prediction[i] == prediction[truth] && i < truth) ? 1 : 0;
        }

        return larger < K;
    }
}

namespace Trimtab.Networks;

/// <summary>The share of rows whose true class is among the <see cref="K"/> greatest outputs. NaN without rows.</summary>
/// <remarks>Targets are one-hot or class numbers. Of equal outputs the earlier is the greater. An output that is not finite is among none.</remarks>
[Named("top_k_categorical_accuracy")]
public sealed record TopKCategoricalAccuracy : Metric
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Maximize;

    /// <summary>How many outputs may be tried. 1 or more. Default 5.</summary>
    public int K
    {
        get;
        init => field = Setting.AtLeast(value, 1);
    } = 5;

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs)
    {
        Rows.Require(targetColumns == 1 || targetColumns == outputs, this, "one target column or as many as the net has outputs", targetColumns, outputs);
        return Rows.Share(targets, targetColumns, predictions, outputs, (target, prediction) => IsAmongGreatest(Rows.TrueClass(target), prediction));
    }

    private bool IsAmongGreatest(int truth, ReadOnlySpan<float> prediction)
    {
        if ((uint)truth >= (uint)prediction.Length || !float.IsFinite(prediction[truth]))
        {
            return false;
        }

        int greater = 0;
        for (int i = 0; i < prediction.Length; i++)
        {
            greater += prediction[i] > prediction[truth] || (prediction[i] == prediction[truth] && i < truth) ? 1 : 0;
        }

        return greater < K;
    }
}

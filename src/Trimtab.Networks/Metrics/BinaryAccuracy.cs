namespace Trimtab.Networks;

/// <summary>The share of outputs on the side of 0.5 that their target, 0 or 1, is on; 0.5 itself counts as 0. NaN without rows.</summary>
/// <remarks>With several outputs each counts by itself. A target that is neither 0 nor 1 is never met.</remarks>
[Named("binary_accuracy")]
public sealed record BinaryAccuracy : Metric
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Maximize;

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs)
    {
        Rows.RequireSame(this, targetColumns, outputs);
        return Rows.Share(targets, 1, predictions, 1, static (target, prediction) => target[0] == (prediction[0] > 0.5f ? 1 : 0));
    }
}

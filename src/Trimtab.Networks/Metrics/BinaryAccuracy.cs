namespace Trimtab.Networks;

/// <summary>
/// Binary accuracy: the fraction of outputs that are above <see cref="Threshold"/> where their target is 1, and not where it is 0. NaN
/// without rows.
/// </summary>
/// <remarks>Several outputs are counted separately. A target other than 0 and 1 is never predicted.</remarks>
[Named("binary_accuracy")]
public sealed record BinaryAccuracy : Metric
{
    /// <summary>The largest output that is predicted as 0; 0 for a net that learns margins, as by <c>hinge</c>. Default 0.5.</summary>
    public float Threshold { get; init => field = Setting.Finite(value); } = 0.5f;

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
            (target, prediction) => target[0] == (prediction[0] > Threshold ? 1 : 0));
    }
}

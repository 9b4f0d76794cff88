namespace Trimtab.Networks;

/// <summary>Of the rows of a class, the share that were found.</summary>
/// <remarks>
/// One output or two: of class 1, which is predicted where the only or the second output is above 0.5.
/// More: the plain ("macro") mean over the classes that occur in targets or predictions. 0 where nothing is to be divided by; NaN without rows.
/// </remarks>
[Named("recall")]
public sealed record Recall : Metric
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Maximize;

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs) =>
        Confusion.Figure(this, targets, targetColumns, predictions, outputs, static c => ClassCounts.Ratio(c.TruePositives, c.TruePositives + c.FalseNegatives));
}

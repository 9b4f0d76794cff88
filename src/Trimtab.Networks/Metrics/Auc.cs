namespace Trimtab.Networks;

/// <summary>
/// Area under the ROC curve: the probability that a row of class 1 has a higher score than a row of class 0; ties count half.
/// </summary>
/// <remarks>
/// The score is the only output, or the second of two. Exact, by ranks (Keras: approximated by 200 thresholds). NaN if only one class
/// occurs or a score is NaN. O(n log n).
/// </remarks>
[Named("auc")]
public sealed record Auc : Metric
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Maximize;

    /// <inheritdoc/>
    public override bool NeedsClassNumbers => true;

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
        Rows.Require(outputs <= 2 && targetColumns <= outputs, this, "one output or two", targetColumns, outputs);
        float[] scores = new float[Rows.Count(targets, targetColumns, predictions, outputs, weights)];
        (bool IsPositive, double Weight)[] rows = new (bool, double)[scores.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] = predictions[((row + 1) * outputs) - 1];
            rows[row] = (targets[((row + 1) * targetColumns) - 1] > 0.5f, Rows.WeightOf(weights, row));
        }

        return Array.Exists(scores, float.IsNaN) ? double.NaN : OfScores(scores, rows);
    }

    /// <summary>The AUC as the Mann-Whitney U statistic, group by group of equal scores; sorts both arrays.</summary>
    private static double OfScores(float[] scores, (bool IsPositive, double Weight)[] rows)
    {
        Array.Sort(scores, rows);
        double positives = 0, negatives = 0, doubledU = 0;
        for (int start = 0, end; start < scores.Length; start = end)
        {
            double groupPositives = 0, groupNegatives = 0;
            for (end = start; end < scores.Length && scores[end] == scores[start]; end++)
            {
                groupPositives += rows[end].IsPositive ? rows[end].Weight : 0;
                groupNegatives += rows[end].IsPositive ? 0 : rows[end].Weight;
            }

            doubledU += groupPositives * ((2 * negatives) + groupNegatives);
            positives += groupPositives;
            negatives += groupNegatives;
        }

        return doubledU / 2.0 / (positives * negatives);
    }
}

namespace Trimtab.Networks;

/// <summary>The area under the ROC curve: the chance that a row of class 1 gets a higher score than one of class 0, ties counting half.</summary>
/// <remarks>
/// The score is the only output, or the second of two. Exact, by ranks (Keras sums 200 thresholds). NaN where only one class is there or a score is NaN. O(n log n).
/// </remarks>
[Named("auc")]
public sealed record Auc : Metric
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Maximize;

    /// <inheritdoc/>
    public override double Evaluate(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs)
    {
        Rows.Require(outputs <= 2 && targetColumns <= outputs, this, "one output or two", targetColumns, outputs);
        float[] scores = new float[Rows.Count(targets, targetColumns, predictions, outputs)];
        bool[] isPositive = new bool[scores.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] = predictions[((row + 1) * outputs) - 1];
            isPositive[row] = targets[((row + 1) * targetColumns) - 1] > 0.5f;
        }

        return Array.Exists(scores, float.IsNaN) ? double.NaN : OfScores(scores, isPositive);
    }

    /// <summary>Sorts both; then each group of equal scores wins against the negatives below it and half against its own.</summary>
    private static double OfScores(float[] scores, bool[] isPositive)
    {
        Array.Sort(scores, isPositive);
        long positives = 0, negatives = 0, doubledWins = 0;
        for (int start = 0, end; start < scores.Length; start = end)
        {
            int groupPositives = 0;
            for (end = start; end < scores.Length && scores[end] == scores[start]; end++)
            {
                groupPositives += isPositive[end] ? 1 : 0;
            }

            long groupNegatives = end - start - groupPositives;
            doubledWins += groupPositives * ((2 * negatives) + groupNegatives);
            positives += groupPositives;
            negatives += groupNegatives;
        }

        return doubledWins / 2.0 / ((double)positives * negatives);
    }
}

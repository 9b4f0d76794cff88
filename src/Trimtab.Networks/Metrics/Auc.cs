namespace Trimtab.Networks;

/// <summary>
/// Area under the ROC curve: the probability that a row of class 1 has a higher score than a row of class 0; ties count half.
/// </summary>
/// <remarks>
/// The score is the only output, or the second of two. Exact, by ranks (Keras: approximated by 200 thresholds). NaN if only one class
/// occurs or a
/// score is NaN. O(n log n).
/// </remarks>
[Named("auc")]
public sealed record Auc : Metric
{
    /// <inheritdoc/>
    public override Direction Direction => Direction.Maximize;

    /// <inheritdoc/>
    internal override bool NeedsClassNumbers => true;

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

    /// <summary>The AUC as the Mann-Whitney U statistic, group by group of equal scores; sorts both arrays.</summary>
    private static double OfScores(float[] scores, bool[] isPositive)
    {
        Array.Sort(scores, isPositive);
        long positives = 0, negatives = 0, doubledU = 0;
        for (int start = 0, end; start < scores.Length; start = end)
        {
            int groupPositives = 0;
            for (end = start; end < scores.Length && scores[end] == scores[start]; end++)
            {
                groupPositives += isPositive[end] ? 1 : 0;
            }

            long groupNegatives = end - start - groupPositives;
            doubledU += groupPositives * ((2 * negatives) + groupNegatives);
            positives += groupPositives;
            negatives += groupNegatives;
        }

        return doubledU / 2.0 / ((double)positives * negatives);
    }
}

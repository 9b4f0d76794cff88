namespace Trimtab.Networks;

/// <summary>Counts of true positives, false positives and false negatives of one class; sums of weights where rows have some.</summary>
internal readonly record struct ClassCounts(double TruePositives, double FalsePositives, double FalseNegatives)
{
    /// <summary>Number of rows predicted as the class.</summary>
    public double Predicted => TruePositives + FalsePositives;

    /// <summary>Number of rows of the class.</summary>
    public double Actual => TruePositives + FalseNegatives;

    /// <summary>Whether the class occurs in targets or predictions.</summary>
    public bool Occurs => Predicted + Actual > 0;

    /// <summary>a / b; 0 if b is 0.</summary>
    public static double Ratio(double a, double b) => b == 0 ? 0 : a / b;
}

/// <summary>Metrics computed from counts of correct and wrong predictions per class.</summary>
internal static class Confusion
{
    /// <summary>
    /// The score of class 1 for one output or two, otherwise its macro average over classes that occur; NaN without rows.
    /// </summary>
    public static double Average(
        Metric metric,
        ReadOnlySpan<float> targets,
        int targetColumns,
        ReadOnlySpan<float> predictions,
        int outputs,
        ReadOnlySpan<float> weights,
        Func<ClassCounts, double> score)
    {
        Rows.RequireClasses(metric, targetColumns, outputs);
        int rows = Rows.Count(targets, targetColumns, predictions, outputs, weights);
        var counts = new ClassCounts[Math.Max(outputs, 2)];
        for (int row = 0; row < rows; row++)
        {
            int truth = Rows.TrueClass(targets.Slice(row * targetColumns, targetColumns), counts.Length);
            int predicted = PredictedClass(predictions.Slice(row * outputs, outputs));
            if (truth < 0)
            {
                throw new ArgumentException(
                    Invariant($"A class number must be a whole number from 0 to {counts.Length - 1} for {outputs} outputs. ")
                    + Invariant($"Got {targets[row]} in row {row}."),
                    nameof(targets));
            }

            double weight = Rows.WeightOf(weights, row);
            if (truth == predicted)
            {
                counts[truth] = counts[truth] with { TruePositives = counts[truth].TruePositives + weight };
            }
            else
            {
                counts[truth] = counts[truth] with { FalseNegatives = counts[truth].FalseNegatives + weight };
                counts[predicted] = counts[predicted] with { FalsePositives = counts[predicted].FalsePositives + weight };
            }
        }

        return rows == 0 ? double.NaN : outputs <= 2 ? score(counts[1]) : counts.Where(c => c.Occurs).Average(score);
    }

    private static int PredictedClass(ReadOnlySpan<float> row) => row.Length <= 2 ? (row[^1] > 0.5f ? 1 : 0) : Rows.ArgMax(row);
}

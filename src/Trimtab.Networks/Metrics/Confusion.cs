namespace Trimtab.Networks;

/// <summary>How a class fared: rows of it that were found, rows wrongly given to it, rows of it that were missed.</summary>
internal readonly record struct ClassCounts(long TruePositives, long FalsePositives, long FalseNegatives)
{
    public bool WasSeen => TruePositives + FalsePositives + FalseNegatives > 0;

    /// <summary>a / b; 0 where b is 0.</summary>
    public static double Ratio(long a, long b) => b == 0 ? 0 : (double)a / b;
}

/// <summary>Counts right and wrong by class.</summary>
internal static class Confusion
{
    /// <summary>The figure of class 1 for one output or two, otherwise its plain mean over the classes seen in targets or predictions; NaN without rows.</summary>
    public static double Figure(Metric metric, ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs, Func<ClassCounts, double> figure)
    {
        Rows.Require(targetColumns == 1 || targetColumns == outputs, metric, "one target column or as many as the net has outputs", targetColumns, outputs);
        int rows = Rows.Count(targets, targetColumns, predictions, outputs);
        var counts = new ClassCounts[Math.Max(outputs, 2)];
        for (int row = 0; row < rows; row++)
        {
            int truth = Rows.TrueClass(targets.Slice(row * targetColumns, targetColumns));
            int guess = Guess(predictions.Slice(row * outputs, outputs));
            if ((uint)truth >= (uint)counts.Length)
            {
                throw new ArgumentException(Invariant($"A class number must be from 0 to {counts.Length - 1} for {outputs} outputs. Got {truth} in row {row}."), nameof(targets));
            }

            if (truth == guess)
            {
                counts[truth] = counts[truth] with { TruePositives = counts[truth].TruePositives + 1 };
            }
            else
            {
                counts[truth] = counts[truth] with { FalseNegatives = counts[truth].FalseNegatives + 1 };
                counts[guess] = counts[guess] with { FalsePositives = counts[guess].FalsePositives + 1 };
            }
        }

        return rows == 0 ? double.NaN : outputs <= 2 ? figure(counts[1]) : counts.Where(c => c.WasSeen).Average(figure);
    }

    private static int Guess(ReadOnlySpan<float> row) => row.Length <= 2 ? (row[^1] > 0.5f ? 1 : 0) : Rows.ArgMax(row);
}

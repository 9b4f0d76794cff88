namespace Trimtab.Networks;

/// <summary>How metrics read rows of targets and predictions.</summary>
internal static class Rows
{
    /// <summary>How many rows there are.</summary>
    /// <exception cref="ArgumentException">Targets and predictions do not have the same number of whole rows.</exception>
    public static int Count(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(targetColumns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        int rows = predictions.Length / outputs;
        return predictions.Length == (long)rows * outputs && targets.Length == (long)rows * targetColumns
            ? rows
            : throw new ArgumentException(
                Invariant($"Targets and predictions must have the same number of rows. Got {targets.Length} targets in rows of {targetColumns} and {predictions.Length} predictions in rows of {outputs}."));
    }

    /// <summary>Requires as many target columns as outputs.</summary>
    public static void RequireSame(Metric metric, int targetColumns, int outputs) =>
        Require(targetColumns == outputs, metric, "as many target columns as the net has outputs", targetColumns, outputs);

    /// <summary>Requires what <paramref name="needs"/> says.</summary>
    public static void Require(bool isMet, Metric metric, string needs, int targetColumns, int outputs)
    {
        if (!isMet)
        {
            throw new ArgumentException(Invariant($"The metric {metric.Name} needs {needs}. Got {targetColumns} target columns and {outputs} outputs."));
        }
    }

    /// <summary>Where the greatest number of a row is; the first, where several are. NaN never wins.</summary>
    public static int ArgMax(ReadOnlySpan<float> row)
    {
        int best = 0;
        for (int i = 1; i < row.Length; i++)
        {
            if (row[i] > row[best] || float.IsNaN(row[best]))
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>The class a row of targets names: by its number, or by its greatest column.</summary>
    public static int TrueClass(ReadOnlySpan<float> row) => row.Length == 1 ? (int)row[0] : ArgMax(row);

    /// <summary>The share of rows for which <paramref name="isRight"/> holds; NaN without rows.</summary>
    public static double Share(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs, RowTest isRight)
    {
        int rows = Count(targets, targetColumns, predictions, outputs), right = 0;
        for (int row = 0; row < rows; row++)
        {
            right += isRight(targets.Slice(row * targetColumns, targetColumns), predictions.Slice(row * outputs, outputs)) ? 1 : 0;
        }

        return (double)right / rows;
    }

    /// <summary>The mean over all numbers of <paramref name="error"/>(prediction - target); NaN without rows.</summary>
    public static double MeanError(Metric metric, ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs, Func<double, double> error)
    {
        RequireSame(metric, targetColumns, outputs);
        Count(targets, targetColumns, predictions, outputs);
        double sum = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            sum += error((double)predictions[i] - targets[i]);
        }

        return sum / targets.Length;
    }
}

/// <summary>Whether a row's prediction is right.</summary>
internal delegate bool RowTest(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction);

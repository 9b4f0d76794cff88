namespace Trimtab.Networks;

/// <summary>Operations of metrics on rows of targets and predictions.</summary>
internal static class Rows
{
    /// <summary>Number of rows.</summary>
    /// <exception cref="ArgumentException">Targets and predictions do not have the same number of whole rows.</exception>
    public static int Count(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs)
    {
        _ = Setting.AtLeast(targetColumns, 1, nameof(targetColumns));
        _ = Setting.AtLeast(outputs, 1, nameof(outputs));
        int rows = predictions.Length / outputs;
        return predictions.Length == (long)rows * outputs && targets.Length == (long)rows * targetColumns
            ? rows
            : throw new ArgumentException(
                "Targets and predictions must have the same number of rows. "
                + Invariant($"Got {targets.Length} targets in rows of {targetColumns} ")
                + Invariant($"and {predictions.Length} predictions in rows of {outputs}."));
    }

    /// <summary>Throws unless there are as many target columns as outputs.</summary>
    public static void RequireSame(Metric metric, int targetColumns, int outputs) =>
        Require(targetColumns == outputs, metric, "as many target columns as the net has outputs", targetColumns, outputs);

    /// <summary>Throws unless targets are class numbers or one-hot rows.</summary>
    public static void RequireClasses(Metric metric, int targetColumns, int outputs) => Require(
        targetColumns == 1 || targetColumns == outputs,
        metric,
        "one target column or as many as the net has outputs",
        targetColumns,
        outputs);

    /// <summary>Throws unless <paramref name="isMet"/>; <paramref name="needs"/> states the requirement.</summary>
    public static void Require(bool isMet, Metric metric, string needs, int targetColumns, int outputs)
    {
        if (!isMet)
        {
            throw new ArgumentException(
                Invariant($"The metric {metric.Name} needs {needs}. Got {targetColumns} target columns and {outputs} outputs."));
        }
    }

    /// <summary>Index of the maximum of a row; the first of equal maxima. NaN is ignored unless all are NaN.</summary>
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

    /// <summary>
    /// The class of a row of targets: its class number, or the index of the maximum of a one-hot row; -1 for a number that is not that of
    /// one of <paramref name="classes"/> classes.
    /// </summary>
    public static int TrueClass(ReadOnlySpan<float> row, int classes) => row.Length > 1 ? ArgMax(row)
        : row[0] >= 0 && row[0] < classes && row[0] == MathF.Floor(row[0]) ? (int)row[0]
        : -1;

    /// <summary>Fraction of rows for which <paramref name="isCorrect"/> holds; NaN without rows.</summary>
    public static double Fraction(
        ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs, RowPredicate isCorrect)
    {
        int rows = Count(targets, targetColumns, predictions, outputs), correct = 0;
        for (int row = 0; row < rows; row++)
        {
            var target = targets.Slice(row * targetColumns, targetColumns);
            correct += isCorrect(target, predictions.Slice(row * outputs, outputs)) ? 1 : 0;
        }

        return (double)correct / rows;
    }

    /// <summary>Mean of <paramref name="error"/>(prediction − target) over all rows and outputs; NaN without rows.</summary>
    public static double MeanError(
        Metric metric,
        ReadOnlySpan<float> targets,
        int targetColumns,
        ReadOnlySpan<float> predictions,
        int outputs,
        Func<double, double> error)
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

/// <summary>Whether the prediction for a row is correct.</summary>
internal delegate bool RowPredicate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction);

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

    /// <summary>Weight of a row: 1 where there are no weights.</summary>
    public static double WeightOf(ReadOnlySpan<float> weights, int row) => weights.IsEmpty ? 1 : weights[row];

    /// <summary>The weight of each row for each of its outputs.</summary>
    public static ReadOnlySpan<float> Repeated(ReadOnlySpan<float> weights, int outputs)
    {
        float[] repeated = new float[weights.Length * outputs];
        for (int i = 0; i < repeated.Length; i++)
        {
            repeated[i] = weights[i / outputs];
        }

        return repeated;
    }

    /// <summary>Number of rows, after a check that there are as many weights, or none.</summary>
    /// <exception cref="ArgumentException">Targets, predictions and weights are not of the same number of whole rows.</exception>
    public static int Count(
        ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs, ReadOnlySpan<float> weights)
    {
        int rows = Count(targets, targetColumns, predictions, outputs);
        return weights.IsEmpty || weights.Length == rows
            ? rows
            : throw new ArgumentException(Invariant($"There must be a weight for each of {rows} rows, or none. Got {weights.Length}."));
    }

    /// <summary>Fraction of rows, by weight, for which <paramref name="isCorrect"/> holds; NaN without rows.</summary>
    public static double Fraction(
        ReadOnlySpan<float> targets,
        int targetColumns,
        ReadOnlySpan<float> predictions,
        int outputs,
        ReadOnlySpan<float> weights,
        RowPredicate isCorrect)
    {
        int rows = Count(targets, targetColumns, predictions, outputs, weights);
        double correct = 0, total = 0;
        for (int row = 0; row < rows; row++)
        {
            var target = targets.Slice(row * targetColumns, targetColumns);
            double weight = WeightOf(weights, row);
            correct += isCorrect(target, predictions.Slice(row * outputs, outputs)) ? weight : 0;
            total += weight;
        }

        return correct / total;
    }

    /// <summary>Mean of <paramref name="error"/>(prediction − target) over all rows, by weight, and outputs; NaN without rows.</summary>
    public static double MeanError(
        Metric metric,
        ReadOnlySpan<float> targets,
        int targetColumns,
        ReadOnlySpan<float> predictions,
        int outputs,
        ReadOnlySpan<float> weights,
        Func<double, double> error)
    {
        RequireSame(metric, targetColumns, outputs);
        Count(targets, targetColumns, predictions, outputs, weights);
        double sum = 0, total = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double weight = WeightOf(weights, i / outputs);
            sum += weight * error((double)predictions[i] - targets[i]);
            total += weight;
        }

        return sum / total;
    }
}

/// <summary>Whether the prediction for a row is correct.</summary>
internal delegate bool RowPredicate(ReadOnlySpan<float> target, ReadOnlySpan<float> prediction);

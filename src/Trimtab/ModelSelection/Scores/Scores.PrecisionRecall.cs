namespace Trimtab.ModelSelection;

/// <content>Precision, recall and their harmonic mean.</content>
public static partial class Scores
{
    /// <summary>Precision: true positives / (true positives + false positives).</summary>
    /// <param name="truth">Class numbers.</param>
    /// <param name="predicted">Class numbers.</param>
    /// <param name="average">How the classes' scores become one.</param>
    /// <param name="positive">The class that <see cref="Average.Binary"/> scores. Default 1; others ignore it.</param>
    /// <param name="zeroDivision">The score of a class that is never predicted. Default 0.</param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    /// <exception cref="TrimtabException">
    /// The binary average is asked for and there are more than two classes, or the positive one is neither of two.
    /// </exception>
    public static double Precision(
        ReadOnlySpan<double> truth,
        ReadOnlySpan<double> predicted,
        Average average = Average.Binary,
        double positive = 1,
        double zeroDivision = 0,
        ReadOnlySpan<double> weights = default) =>
        Combine(truth, predicted, average, positive, zeroDivision, weights, counts => counts.Precision(zeroDivision));

    /// <summary>Recall: true positives / (true positives + false negatives).</summary>
    /// <param name="truth">Class numbers.</param>
    /// <param name="predicted">Class numbers.</param>
    /// <param name="average">How the classes' scores become one.</param>
    /// <param name="positive">The class that <see cref="Average.Binary"/> scores. Default 1; others ignore it.</param>
    /// <param name="zeroDivision">The score of a class that never occurs. Default 0.</param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    /// <exception cref="TrimtabException">
    /// The binary average is asked for and there are more than two classes, or the positive one is neither of two.
    /// </exception>
    public static double Recall(
        ReadOnlySpan<double> truth,
        ReadOnlySpan<double> predicted,
        Average average = Average.Binary,
        double positive = 1,
        double zeroDivision = 0,
        ReadOnlySpan<double> weights = default) =>
        Combine(truth, predicted, average, positive, zeroDivision, weights, counts => counts.Recall(zeroDivision));

    /// <summary>The harmonic mean of precision and recall.</summary>
    /// <param name="truth">Class numbers.</param>
    /// <param name="predicted">Class numbers.</param>
    /// <param name="average">How the classes' scores become one.</param>
    /// <param name="positive">The class that <see cref="Average.Binary"/> scores. Default 1; others ignore it.</param>
    /// <param name="zeroDivision">
    /// The precision of a class that is never predicted, and the recall of one that never occurs. Default 0.
    /// </param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    /// <exception cref="TrimtabException">
    /// The binary average is asked for and there are more than two classes, or the positive one is neither of two.
    /// </exception>
    public static double F1(
        ReadOnlySpan<double> truth,
        ReadOnlySpan<double> predicted,
        Average average = Average.Binary,
        double positive = 1,
        double zeroDivision = 0,
        ReadOnlySpan<double> weights = default) =>
        Combine(truth, predicted, average, positive, zeroDivision, weights, counts => counts.F1(zeroDivision));

    /// <summary>
    /// By row, the positive class's F1 and how much more or less the row makes of it: their mean is F1. None where the class is neither
    /// true nor predicted.
    /// </summary>
    /// <remarks>
    /// F1 = 2·right/(predicted + true), a ratio of two means: a row moves it by what the linear term of Taylor's series says (the delta
    /// method).
    /// </remarks>
    internal static double[]? F1ByRow(ReadOnlySpan<double> truth, ReadOnlySpan<double> predicted, double positive)
    {
        double[] parts = new double[truth.Length];
        int rights = 0, counts = 0;
        for (int row = 0; row < parts.Length; row++)
        {
            rights += truth[row] == positive && predicted[row] == positive ? 1 : 0;
            counts += (truth[row] == positive ? 1 : 0) + (predicted[row] == positive ? 1 : 0);
        }

        double f1 = 2.0 * rights / counts;
        for (int row = 0; row < parts.Length; row++)
        {
            (bool isTrue, bool isPredicted) = (truth[row] == positive, predicted[row] == positive);
            double right = isTrue && isPredicted ? 2 : 0, count = (isTrue ? 1 : 0) + (isPredicted ? 1 : 0);
            parts[row] = f1 + ((double)parts.Length / counts * (right - (f1 * count)));
        }

        return counts > 0 ? parts : null;
    }

    private static double Combine(
        ReadOnlySpan<double> truth,
        ReadOnlySpan<double> predicted,
        Average average,
        double positive,
        double zeroDivision,
        ReadOnlySpan<double> weights,
        Func<ClassCounts, double> score)
    {
        var confusion = Confusion(truth, predicted, weights);
        ClassCounts[] classes = [.. confusion.Indices.Select(
            i => new ClassCounts(confusion.Weight(i, i), confusion.PredictedWeight(i), confusion.TrueWeight(i)))];
        switch (average)
        {
            case Average.Binary:
                return score(Positive(confusion, classes, positive));
            case Average.Micro:
                return score(classes.Aggregate(
                    default(ClassCounts), (sum, c) => new(sum.Right + c.Right, sum.Predicted + c.Predicted, sum.True + c.True)));
            case Average.Macro:
                return Mean([.. classes.Select(score)]);
            default:
                return confusion.TotalWeight == 0 ? zeroDivision : classes.Sum(c => score(c) * c.True) / confusion.TotalWeight;
        }
    }

    private static ClassCounts Positive(ConfusionMatrix confusion, ClassCounts[] classes, double positive)
    {
        int index = confusion.Labels.ToList().IndexOf(positive);
        return confusion.Labels.Count > 2 || (confusion.Labels.Count == 2 && index < 0)
            ? throw new TrimtabException(Invariant($"The binary average scores class {positive} against one other. ")
                + Invariant($"Got classes {InvariantText.List(confusion.Labels)}; ")
                + "choose another positive class, or the macro, micro or weighted average.")
            : index < 0 ? default : classes[index];
    }

    /// <summary>What is known of one class: counts of rows, or sums of their weights.</summary>
    private readonly record struct ClassCounts(double Right, double Predicted, double True)
    {
        public double Precision(double zeroDivision) => Predicted == 0 ? zeroDivision : Right / Predicted;

        public double Recall(double zeroDivision) => True == 0 ? zeroDivision : Right / True;

        public double F1(double zeroDivision)
        {
            double precision = Precision(zeroDivision), recall = Recall(zeroDivision);
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }
    }
}

/// <summary>How the scores of several classes become one.</summary>
public enum Average
{
    /// <summary>The score of the positive class alone; for two classes.</summary>
    Binary,

    /// <summary>The score of all classes' counts added up.</summary>
    Micro,

    /// <summary>The mean over classes, each as important.</summary>
    Macro,

    /// <summary>The mean over classes, each as important as it is frequent.</summary>
    Weighted,
}

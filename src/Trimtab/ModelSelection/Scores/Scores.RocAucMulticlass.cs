using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <content>The area under the ROC curve for several classes.</content>
public static partial class Scores
{
    /// <summary>How far rows of probabilities may be from adding up to 1.</summary>
    private const double SumTolerance = 1e-5;

    /// <summary>The mean ROC AUC of each class against all others.</summary>
    /// <param name="truth">Class numbers.</param>
    /// <param name="probabilities">n × classes, row-major; each row adds up to 1.</param>
    /// <param name="average"><see cref="Average.Macro"/> or <see cref="Average.Weighted"/> by the classes' frequency.</param>
    /// <param name="classes">The class numbers the columns stand for, ascending; left out, those in <paramref name="truth"/>.</param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    /// <exception cref="TrimtabException">
    /// A class never occurs, a row does not add up to 1, or classes and columns do not match.
    /// </exception>
    public static double RocAucOneVersusRest(
        ReadOnlySpan<double> truth,
        ReadOnlySpan<double> probabilities,
        Average average = Average.Macro,
        ReadOnlySpan<double> classes = default,
        ReadOnlySpan<double> weights = default)
    {
        int[] columns = ProbabilityColumns(truth, probabilities, average, ref classes);
        RequireWeights(weights, truth.Length);
        int width = classes.Length;
        double[] areas = new double[width], ofClasses = new double[width];
        for (int c = 0; c < width; c++)
        {
            double[] isClass = [.. columns.Select(column => column == c ? 1.0 : 0.0)];
            if (isClass.Distinct().Count() < 2)
            {
                throw new TrimtabException("ROC AUC of each class against the rest needs every class in the rows scored. "
                    + Invariant($"Class {classes[c]} is in {isClass.Sum()} of {isClass.Length} rows; split with StratifiedKFold."));
            }

            areas[c] = RocAuc(isClass, Column(probabilities, width, c), weights);
            ofClasses[c] = average != Average.Weighted ? 1
                : weights.IsEmpty ? isClass.Sum()
                : DenseVector.Dot(isClass, weights, isClass.Length);
        }

        return WeightedMean(areas, ofClasses);
    }

    /// <summary>The mean ROC AUC over all pairs of classes, each seen from both sides among the rows of the two alone.</summary>
    /// <param name="truth">Class numbers.</param>
    /// <param name="probabilities">n × classes, row-major; each row adds up to 1.</param>
    /// <param name="average"><see cref="Average.Macro"/>, or <see cref="Average.Weighted"/> by the pairs' frequency.</param>
    /// <param name="classes">
    /// The class numbers the columns stand for, ascending; left out, those in <paramref name="truth"/>. A class that never occurs is in no
    /// pair.
    /// </param>
    /// <remarks>
    /// Source: Hand and Till, "A simple generalisation of the area under the ROC curve for multiple class classification problems" (2001).
    /// </remarks>
    /// <exception cref="TrimtabException">
    /// Fewer than two classes occur, a row does not add up to 1, or classes and columns do not match.
    /// </exception>
    public static double RocAucOneVersusOne(
        ReadOnlySpan<double> truth,
        ReadOnlySpan<double> probabilities,
        Average average = Average.Macro,
        ReadOnlySpan<double> classes = default)
    {
        int[] columns = ProbabilityColumns(truth, probabilities, average, ref classes);
        int width = classes.Length;
        double[][] scores = new double[width][];
        for (int c = 0; c < width; c++)
        {
            scores[c] = Column(probabilities, width, c);
        }

        List<double> areas = [], weights = [];
        int[] occurring = [.. columns.Distinct().Order()];
        foreach (var (a, b) in occurring.SelectMany(a => occurring.Where(b => a < b), (a, b) => (a, b)))
        {
            int[] rows = [.. Enumerable.Range(0, columns.Length).Where(row => columns[row] == a || columns[row] == b)];
            areas.Add((Against(a) + Against(b)) / 2);
            weights.Add(average == Average.Weighted ? rows.Length : 1);

            double Against(int one) => RocAuc(
                [.. rows.Select(row => columns[row] == one ? 1.0 : 0.0)], [.. rows.Select(row => scores[one][row])]);
        }

        return areas.Count > 0
            ? WeightedMean([.. areas], [.. weights])
            : throw new TrimtabException("ROC AUC needs two classes or more in the rows scored. "
                + $"Got {Listed(Distinct(truth))}; split with StratifiedKFold.");
    }

    private static int[] ProbabilityColumns(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> probabilities, Average average, ref ReadOnlySpan<double> classes)
    {
        if (average is not (Average.Macro or Average.Weighted))
        {
            throw Setting.OutOfRange(nameof(average), "ROC AUC over several classes has a macro and a weighted average. "
                + Invariant($"Got {average}."));
        }

        int[] columns = Columns(truth, probabilities, ref classes);
        for (int row = 0; row < columns.Length; row++)
        {
            double sum = 0;
            foreach (double probability in probabilities.Slice(row * classes.Length, classes.Length))
            {
                sum += probability;
            }

            if (Math.Abs(sum - 1) > SumTolerance)
            {
                throw new TrimtabException("ROC AUC over several classes needs probabilities that add up to 1. "
                    + Invariant($"Row {row} adds up to {sum}; end the net with softmax."));
            }
        }

        return columns;
    }

    private static double[] Column(ReadOnlySpan<double> matrix, int width, int column)
    {
        double[] values = new double[matrix.Length / width];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = matrix[(row * width) + column];
        }

        return values;
    }

    private static double WeightedMean(double[] values, double[] weights) =>
        values.Zip(weights, (value, weight) => value * weight).Sum() / weights.Sum();
}

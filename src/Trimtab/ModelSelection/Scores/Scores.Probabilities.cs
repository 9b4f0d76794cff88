using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <content>Scores of predicted probabilities.</content>
public static partial class Scores
{
    /// <summary>How near to 0 and 1 a probability may come before its logarithm is taken: the spacing of doubles at 1, 2⁻⁵².</summary>
    public const double LogLossEpsilon = 1.0 / (1L << 52);

    /// <summary>The mean negative logarithm of the true class's probability, natural logarithm: lower is better.</summary>
    /// <param name="truth">Class numbers.</param>
    /// <param name="probabilities">n × classes, row-major; or n, the probability of the larger of two classes.</param>
    /// <param name="classes">The class numbers the columns stand for, ascending; left out, those in <paramref name="truth"/>.</param>
    /// <param name="epsilon">
    /// Probabilities are first clipped to [ε, 1 − ε], then each row is divided by its sum. Default <see cref="LogLossEpsilon"/>.
    /// </param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    /// <exception cref="TrimtabException">
    /// There are not as many classes as columns, a truth is none of them, or a probability is not finite.
    /// </exception>
    public static double LogLoss(
        ReadOnlySpan<double> truth,
        ReadOnlySpan<double> probabilities,
        ReadOnlySpan<double> classes = default,
        double epsilon = LogLossEpsilon,
        ReadOnlySpan<double> weights = default) =>
        Mean(LogLosses(truth, probabilities, classes, epsilon), weights);

    /// <summary>The losses of single rows.</summary>
    internal static double[] LogLosses(
        ReadOnlySpan<double> truth, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> classes, double epsilon = LogLossEpsilon)
    {
        double[] known = classes.IsEmpty ? Distinct(truth) : classes.ToArray();
        if (known.Length == 1)
        {
            throw new TrimtabException(Invariant($"Log loss needs two classes or more. Got class {known[0]} alone; ")
                + "give the classes the probabilities are of.");
        }

        if (known.Length == 2 && probabilities.Length == truth.Length)
        {
            return LogLosses(truth, WithOther(probabilities, epsilon), known, epsilon: 0); // clipped already, and only once
        }

        classes = known;
        int[] columns = Columns(truth, probabilities, ref classes);
        double[] losses = new double[columns.Length];
        for (int row = 0; row < columns.Length; row++)
        {
            double sum = 0;
            foreach (double probability in probabilities.Slice(row * classes.Length, classes.Length))
            {
                sum += Math.Clamp(probability, epsilon, 1 - epsilon);
            }

            losses[row] = -PortableMath.Log(Math.Clamp(probabilities[(row * classes.Length) + columns[row]], epsilon, 1 - epsilon) / sum);
        }

        return losses;
    }

    /// <summary>Brier's score: the mean squared distance of the probability from what came to be: lower is better, 0 … 1.</summary>
    /// <param name="truth">Class numbers, at most two of them.</param>
    /// <param name="probabilities">
    /// One a row, of the positive class: class 1 where the classes are 0 and 1 or −1 and 1, else the larger.
    /// </param>
    /// <param name="weights">
    /// How much each row counts, as scikit-learn's <c>sample_weight</c>: 0 or more; empty, the default, where all count alike.
    /// </param>
    /// <exception cref="TrimtabException">There are more than two classes, or a probability is not in [0, 1].</exception>
    public static double Brier(ReadOnlySpan<double> truth, ReadOnlySpan<double> probabilities, ReadOnlySpan<double> weights = default) =>
        Mean(BrierSquares(truth, probabilities), weights);

    /// <summary>The squared distances of single rows.</summary>
    internal static double[] BrierSquares(ReadOnlySpan<double> truth, ReadOnlySpan<double> probabilities)
    {
        RequireSameLength(truth.Length, probabilities.Length);
        RequireClasses(truth, "Truths");
        double[] classes = Distinct(truth);
        if (classes.Length > 2)
        {
            throw new TrimtabException($"Brier's score is for two classes. Got {Listed(classes)}; use neg_log_loss.");
        }

        double positive = classes is [0] or [-1] or [] ? 1 : classes[^1];
        double[] squares = new double[truth.Length];
        for (int i = 0; i < squares.Length; i++)
        {
            squares[i] = probabilities[i] is >= 0 and <= 1
                ? Square((truth[i] == positive ? 1 : 0) - probabilities[i])
                : throw new TrimtabException(Invariant($"A probability must be from 0 to 1. Row {i} has {probabilities[i]}."));
        }

        return squares;
    }

    /// <summary>The column of each row's true class.</summary>
    private static int[] Columns(ReadOnlySpan<double> truth, ReadOnlySpan<double> scores, ref ReadOnlySpan<double> classes)
    {
        RequireClasses(truth, "Truths");
        RequireFinite(scores, "Scores");
        bool given = !classes.IsEmpty;
        double[] known = given ? classes.ToArray() : Distinct(truth);
        classes = known;
        if (scores.Length != truth.Length * known.Length)
        {
            string remedy = given ? "" : "; where a class does not occur in the rows, give the classes";
            throw new TrimtabException("Each row needs one score for each class. "
                + Invariant($"Got {scores.Length} scores for {truth.Length} rows of {known.Length} classes{remedy}."));
        }

        int[] columns = new int[truth.Length];
        for (int row = 0; row < columns.Length; row++)
        {
            columns[row] = Array.BinarySearch(known, truth[row]);
            if (columns[row] < 0)
            {
                throw new TrimtabException(Invariant($"Every true class must have a score. Row {row} is of class {truth[row]}; ")
                    + Invariant($"there are scores for {string.Join(", ", known)}."));
            }
        }

        return columns;
    }

    /// <summary>Two columns from the one of the larger class. It is clipped first, as scikit-learn does.</summary>
    private static double[] WithOther(ReadOnlySpan<double> probabilities, double epsilon)
    {
        RequireFinite(probabilities, "Probabilities");
        double[] both = new double[probabilities.Length * 2];
        for (int row = 0; row < probabilities.Length; row++)
        {
            both[(row * 2) + 1] = Math.Clamp(probabilities[row], epsilon, 1 - epsilon);
            both[row * 2] = 1 - both[(row * 2) + 1];
        }

        return both;
    }
}

using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>scikit-learn's scores as pure functions of truths and predictions. Thread-safe.</summary>
/// <remarks>
/// One number a row; class numbers are whole. Where two lists must be equally long and are not, an <see cref="ArgumentException"/> says so;
/// where numbers cannot be scored (NaN, a class missing), a <see cref="TrimtabException"/>. Rows may have weights, where scikit-learn takes
/// <c>sample_weight</c>; with weights that are all 0 there is no score, NaN.
/// </remarks>
public static partial class Scores
{
    private static void RequireSameLength(int truth, int predicted)
    {
        if (truth != predicted)
        {
            throw new ArgumentException(Invariant($"Truth and predictions must be equally long. Got {truth} and {predicted} numbers."));
        }
    }

    private static void RequireFinite(ReadOnlySpan<double> values, string what)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                throw new TrimtabException(Invariant($"{what} must be finite to be scored. Number {i} is {values[i]}."));
            }
        }
    }

    private static void RequireClasses(ReadOnlySpan<double> labels, string what)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            if (!double.IsInteger(labels[i]))
            {
                throw new TrimtabException(Invariant($"{what} must be whole class numbers to be scored as classes. ")
                    + Invariant($"Number {i} is {labels[i]}; use a regression score for real values."));
            }
        }
    }

    /// <summary>The distinct labels, ascending.</summary>
    private static double[] Distinct(ReadOnlySpan<double> labels) => [.. labels.ToArray().Distinct().Order()];

    private static double Mean(ReadOnlySpan<double> values) => values.IsEmpty ? double.NaN : DenseVector.Sum(values) / values.Length;

    /// <summary>The mean by weight; the plain one without weights.</summary>
    internal static double Mean(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        RequireWeights(weights, values.Length);
        return weights.IsEmpty ? Mean(values) : DenseVector.Dot(values, weights, values.Length) / DenseVector.Sum(weights);
    }

    private static void RequireWeights(ReadOnlySpan<double> weights, int rows)
    {
        if (!weights.IsEmpty && weights.Length != rows)
        {
            throw new ArgumentException(Invariant($"There must be a weight for each of {rows} rows, or none. Got {weights.Length}."));
        }

        int wrong = weights.IndexOfAnyExceptInRange(0, double.MaxValue);
        if (wrong >= 0)
        {
            throw new TrimtabException(Invariant($"Weights must be 0 or more and finite. Row {wrong} has {weights[wrong]}."));
        }
    }

    private static double WeightOf(ReadOnlySpan<double> weights, int row) => weights.IsEmpty ? 1 : weights[row];

    private static double Square(double x) => x * x;
}

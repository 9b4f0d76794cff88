using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>scikit-learn's scores as pure functions of truths and predictions. Thread-safe.</summary>
/// <remarks>
/// One number a row; class numbers are whole. Where two lists must be equally long and are not, an <see cref="ArgumentException"/> says so;
/// where numbers cannot be scored (NaN, a class missing), a <see cref="TrimtabException"/>. Sample weights are not offered.
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

    private static double Square(double x) => x * x;
}

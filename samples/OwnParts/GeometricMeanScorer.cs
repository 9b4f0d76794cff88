using Trimtab;
using Trimtab.ModelSelection;

namespace OwnParts;

/// <summary>The geometric mean of the two classes' recalls: low where one class is neglected.</summary>
/// <remarks>Source: Kubat and Matwin, "Addressing the Curse of Imbalanced Training Sets" (ICML 1997).</remarks>
[Named("g_mean")]
public sealed record GeometricMeanScorer : Scorer
{
    /// <inheritdoc/>
    public override double Score(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Math.Sqrt(RecallOf(0, context) * RecallOf(1, context));
    }

    /// <summary>The share of a class's rows that were predicted so; NaN without such rows.</summary>
    private static double RecallOf(double label, ScoringContext context)
    {
        int rows = 0, right = 0;
        for (int row = 0; row < context.Truth.Length; row++)
        {
            rows += context.Truth[row] == label ? 1 : 0;
            right += context.Truth[row] == label && context.Prediction.Values[row] == label ? 1 : 0;
        }

        return (double)right / rows;
    }
}

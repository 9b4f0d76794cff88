using Trimtab.Numerics;

namespace Trimtab.ModelSelection;

/// <summary>A scorer whose score is the mean of a score for each row: accuracy, log loss, mean squared error. Thread-safe.</summary>
/// <remarks>
/// The scores of single rows show how much of a score's variance is due to the choice of the test rows; without them
/// <see cref="SearchStatistics"/> estimates it from folds.
/// </remarks>
public abstract record RowScorer : Scorer
{
    /// <summary>
    /// A score for each row of <see cref="ScoringContext.Data"/>, in their order; higher is better. NaN makes the mean NaN.
    /// </summary>
    public abstract double[] ScoreRows(ScoringContext context);

    /// <summary>The mean of <see cref="ScoreRows"/>, by weight if it uses those; NaN without rows.</summary>
    /// <exception cref="TrimtabException">There is not one score for each row.</exception>
    public sealed override double Score(ScoringContext context) => ScoreWithRows(context).Score;

    internal sealed override (double Score, double[]? Rows) ScoreWithRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        double[]? rows = ScoreRows(context);
        if (rows?.Length == context.Data.Count)
        {
            var weights = context.WeightsFor(this);
            double score = Scores.Mean(rows, weights);
            return (score, weights.IsEmpty ? rows : Parts(rows, weights, score));
        }

        string given = rows is null ? "null" : Invariant($"{rows.Length} scores");
        throw new TrimtabException("A row scorer must give a score for each row. "
            + Invariant($"Scorer '{Name}' gave {given} for {context.Data.Count} rows; return one number a row, in the rows' order."));
    }

    /// <summary>By row, the weighted mean and how much more or less the row makes of it: their mean is the weighted one.</summary>
    /// <remarks>A ratio of two means: a row moves it by what the linear term of Taylor's series says (the delta method).</remarks>
    private static double[] Parts(double[] rows, ReadOnlySpan<double> weights, double score)
    {
        double[] parts = new double[rows.Length];
        double scale = rows.Length / DenseVector.Sum(weights);
        for (int row = 0; row < parts.Length; row++)
        {
            parts[row] = score + (scale * weights[row] * (rows[row] - score));
        }

        return parts;
    }
}

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

    /// <summary>The mean of <see cref="ScoreRows"/>; NaN without rows.</summary>
    /// <exception cref="TrimtabException">There is not one score for each row.</exception>
    public sealed override double Score(ScoringContext context) => ScoreWithRows(context).Score;

    internal sealed override (double Score, double[]? Rows) ScoreWithRows(ScoringContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        double[]? rows = ScoreRows(context);
        if (rows?.Length == context.Data.Count)
        {
            return (rows.Length == 0 ? double.NaN : DenseVector.Sum(rows) / rows.Length, rows);
        }

        string given = rows is null ? "null" : Invariant($"{rows.Length} scores");
        throw new TrimtabException("A row scorer must give a score for each row. "
            + Invariant($"Scorer '{Name}' gave {given} for {context.Data.Count} rows; return one number a row, in the rows' order."));
    }
}

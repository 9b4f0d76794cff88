using Trimtab.Numerics;

namespace Trimtab.Statistics;

/// <summary>The scores of candidates on the same folds, with the scores of single rows where the score is their mean. Immutable.</summary>
/// <param name="layout">The folds.</param>
/// <param name="scores">By candidate and fold; all finite.</param>
/// <param name="rows">By candidate and fold; <see langword="null"/> for a candidate whose rows are not known.</param>
internal sealed class ScoreTable(FoldLayout layout, double[][] scores, IReadOnlyList<IReadOnlyList<RowScores>?> rows)
{
    public FoldLayout Layout => layout;

    public int Candidates => scores.Length;

    public IReadOnlyList<double[]> Scores => scores;

    /// <summary>The mean over folds.</summary>
    public double[] Means { get; } = [.. scores.Select(folds => PairwiseSum.Of(folds) / folds.Length)];

    /// <summary>Whether its test rows' part of the variance can be computed: they are known, and every fold has two or more.</summary>
    public bool HasRows(int candidate) => layout.FewestTestRows >= 2 && rows[candidate] is { } known
        && known.Index().All(fold => fold.Item.IsSound && fold.Item.Count == layout.Starts[fold.Index + 1] - layout.Starts[fold.Index]);

    /// <summary>
    /// How much each test row moves the candidate's mean score, fold after fold, for a variance with the sample's degrees of freedom.
    /// </summary>
    /// <param name="candidate">One whose rows are known.</param>
    public double[] Influence(int candidate)
    {
        double[] influence = new double[layout.Entries];
        for (int fold = 0; fold < layout.Folds; fold++)
        {
            var part = influence.AsSpan(layout.Starts[fold]..layout.Starts[fold + 1]);
            rows[candidate]![fold].CopyTo(part);
            double mean = 0;
            foreach (double value in part)
            {
                mean += value;
            }

            mean /= part.Length;
            double weight = Math.Sqrt(part.Length / Math.Max(1.0, part.Length - 1)) / ((double)layout.Folds * part.Length);
            foreach (ref double value in part)
            {
                value = weight * (value - mean);
            }
        }

        return influence;
    }

    /// <summary>The rows' part of a mean square between folds.</summary>
    public double BetweenFolds((double OfMean, double OfEntries) squares) =>
        Math.Max(0, layout.Folds * ((layout.Folds * squares.OfEntries) - squares.OfMean) / (layout.Folds - 1));
}

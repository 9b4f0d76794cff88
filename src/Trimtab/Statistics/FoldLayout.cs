using Trimtab.Data;

namespace Trimtab.Statistics;

/// <summary>
/// What the folds of a search have in common: which rows are tested where, and how much of the training rows two folds share. Immutable.
/// </summary>
internal sealed class FoldLayout
{
    /// <summary>
    /// How much of the training noise is the training rows', the rest being initial weights and order. A convention, in docs/statistics.md.
    /// </summary>
    private const double RowsPart = 0.8;

    private readonly int[]? _rowOf; // by entry, a number among the rows that are tested; null where each is tested once

    public FoldLayout(IReadOnlyList<Fold> folds)
    {
        Starts = new int[folds.Count + 1];
        for (int fold = 0; fold < folds.Count; fold++)
        {
            Starts[fold + 1] = Starts[fold] + folds[fold].Test.Length;
        }

        FewestTestRows = folds.Min(fold => fold.Test.Length);
        int[] tested = [.. folds.SelectMany(fold => fold.Test)];
        int rows = folds.Max(fold => Math.Max(fold.Train.Max(), fold.Test.Max())) + 1;
        int[] numberOf = new int[rows];
        foreach (int row in tested)
        {
            TestedRows += numberOf[row] == 0 ? 1 : 0;
            numberOf[row] = numberOf[row] == 0 ? TestedRows : numberOf[row];
        }

        _rowOf = TestedRows == tested.Length ? null : [.. tested.Select(row => numberOf[row] - 1)];
        double overlap = folds.Count < 2 ? 0 : Overlap(folds, rows);
        Correlation = RowsPart * overlap;
        HighestCorrelation = Math.Min(overlap, 0.999);
        MixedCorrelation = Math.Min(Correlation, folds.Average(fold => fold.Test.Length / (double)(fold.Test.Length + fold.Train.Length)));
    }

    public int Folds => Starts.Length - 1;

    /// <summary>Where the entries of a fold begin in a list of all test rows, fold after fold; one more than there are folds.</summary>
    public int[] Starts { get; }

    public int FewestTestRows { get; }

    /// <summary>Test rows of all folds.</summary>
    public int Entries => Starts[^1];

    /// <summary>Different rows that are tested.</summary>
    public int TestedRows { get; }

    /// <summary>Of the training noise of two folds.</summary>
    public double Correlation { get; }

    /// <summary>
    /// Of the training noise of two folds if all of it were the training rows'; below 1, also where folds train on the same rows.
    /// </summary>
    public double HighestCorrelation { get; }

    /// <summary>
    /// Of the scores of two folds, where the rows' part of the variance is not known: Nadeau and Bengio's, and no more than
    /// <see cref="Correlation"/>.
    /// </summary>
    public double MixedCorrelation { get; }

    /// <summary>The variance of the mean over folds, for a variance between folds of 1.</summary>
    /// <param name="correlation">Of two folds; it adds to the mean's variance and takes from the variance between folds.</param>
    public double Factor(double correlation) => (1 + ((Folds - 1) * correlation)) / (Folds * (1 - correlation));

    /// <summary>The squared influences of rows: of the mean over folds, and summed over the entries.</summary>
    public (double OfMean, double OfEntries) SquareSums(ReadOnlySpan<double> influence)
    {
        double entries = 0;
        foreach (double value in influence)
        {
            entries += value * value;
        }

        if (_rowOf is null)
        {
            return (entries, entries);
        }

        double mean = 0;
        foreach (double value in ByRow(influence))
        {
            mean += value * value;
        }

        return (mean, entries);
    }

    /// <summary>The influence of each row that is tested, summed over the folds it is tested in.</summary>
    public double[] ByRow(ReadOnlySpan<double> influence)
    {
        if (_rowOf is null)
        {
            return influence.ToArray();
        }

        double[] sums = new double[TestedRows];
        for (int entry = 0; entry < influence.Length; entry++)
        {
            sums[_rowOf[entry]] += influence[entry];
        }

        return sums;
    }

    /// <summary>The mean part of a training set that another one shares: (k − 2)/(k − 1) in k folds.</summary>
    private static double Overlap(IReadOnlyList<Fold> folds, int rows)
    {
        int[] uses = new int[rows];
        foreach (int row in folds.SelectMany(fold => fold.Train))
        {
            uses[row]++;
        }

        double pairs = uses.Sum(count => (double)count * (count - 1));
        return pairs / (folds.Count - 1) / folds.Sum(fold => (double)fold.Train.Length);
    }
}

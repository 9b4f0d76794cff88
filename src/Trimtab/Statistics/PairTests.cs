namespace Trimtab.Statistics;

/// <summary>Holds candidates against one of them: differences of mean scores with the parts of their variance. Immutable.</summary>
/// <remarks>
/// Variance of a difference = the test rows' part, from the pair's own differences row by row, + the training part, from what the scores
/// move between folds beyond the rows' part, pooled over candidates that are alike. Where rows are not known both parts come from the
/// movement between folds. A candidate far behind on every fold is taken to be that far behind and no further, so that the size of a
/// divergence is no doubt about it: a score that is cut off from below has no lower expectation.
/// </remarks>
internal sealed class PairTests
{
    /// <summary>How far behind is cut off, in standard deviations of the better one's score on a fold.</summary>
    private const double FarBehind = 1000;

    private readonly ScoreTable _table;
    private readonly FoldInteraction _interaction;
    private readonly double[] _rows; // by candidate, of the mean, apart from what all have in common
    private readonly bool _hasRows;

    public PairTests(ScoreTable table)
    {
        _table = table;
        _hasRows = Enumerable.Range(0, table.Candidates).All(table.HasRows);
        _rows = new double[table.Candidates];
        _interaction = new(table, RowsAround);
    }

    /// <summary>Whether the rows of all candidates are known.</summary>
    public bool HasRows => _hasRows;

    /// <summary>Degrees of freedom of the mean square between folds.</summary>
    public int PooledDegrees => _interaction.PooledDegrees;

    /// <summary>By candidate: whether its score moves so much between folds that it is judged by itself.</summary>
    public bool[] IsErratic => [.. _interaction.Variances.Select(variance => variance.IsNoisy)];

    /// <summary>The variance of a candidate's mean score, apart from what all candidates have in common.</summary>
    public double OwnVariance(int candidate) =>
        _rows[candidate] + (_table.Layout.Factor(_table.Layout.MixedCorrelation) * Training(candidate));

    /// <summary>The variance of a candidate's mean score, over rows and trainings; NaN where rows are not known.</summary>
    public double Variance(int candidate) => _hasRows
        ? _table.Layout.SquareSums(_table.Influence(candidate)).OfMean + (Factor * Training(candidate))
        : double.NaN;

    /// <summary>Every candidate against <paramref name="reference"/>.</summary>
    public PairTest[] Against(int reference)
    {
        double[] best = _hasRows ? _table.Influence(reference) : [];
        return [.. Enumerable.Range(0, _table.Candidates).Select(i => Against(reference, best, i))];
    }

    /// <summary>
    /// The upper end of a one-sided interval for how far <paramref name="other"/>'s expected score is below that of
    /// <paramref name="reference"/>; 0 or more.
    /// </summary>
    /// <remarks>
    /// It takes all training noise to be the training rows' where rows are known, as in a learner without random numbers, and else the
    /// usual part.
    /// </remarks>
    public double LargestLoss(int reference, int other, double level)
    {
        double ratio = _table.Layout.Factor(_hasRows ? _table.Layout.HighestCorrelation : _table.Layout.Correlation) / Factor;
        var pair = Against(reference, _hasRows ? _table.Influence(reference) : [], other);
        return Math.Max(
            0, pair.Difference + (pair with { Folds = ratio * pair.Folds, RowsInFolds = ratio * pair.RowsInFolds }).Quantile(level));
    }

    private double Factor => _table.Layout.Factor(_hasRows ? _table.Layout.Correlation : _table.Layout.MixedCorrelation);

    /// <summary>The variance between folds that is not the rows'.</summary>
    private double Training(int candidate) =>
        PairTest.Beyond(_interaction.Variances[candidate].MeanSquare, _interaction.Rows[candidate]);

    private PairTest Against(int reference, double[] best, int candidate)
    {
        var (first, second) = (_interaction.Variances[reference], _interaction.Variances[candidate]);
        bool isFarBehind = IsFarBehind(reference, candidate);
        double squares = first.MeanSquare + (isFarBehind ? 0 : second.MeanSquare);
        // differences that are rounding
        double tiny = 1e-12 * Math.Max(Math.Abs(_table.Means[reference]), isFarBehind ? 0 : Math.Abs(_table.Means[candidate]));
        var test = new PairTest
        {
            Difference = _table.Means[reference] - _table.Means[candidate],
            Folds = squares > tiny * tiny ? Factor * squares : 0,
            RowsInFolds = Factor * (_interaction.Rows[reference] + (isFarBehind ? 0 : _interaction.Rows[candidate])),
            FoldsDegrees = isFarBehind ? first.Degrees : Degrees(first, second),
        };
        return _hasRows ? WithRows(test, best, isFarBehind ? new double[best.Length] : _table.Influence(candidate)) : test;
    }

    private bool IsFarBehind(int reference, int candidate)
    {
        double far = FarBehind * Math.Sqrt(_interaction.Variances[reference].MeanSquare);
        return far > 0 && _table.Scores[reference].Zip(_table.Scores[candidate]).All(fold => fold.First - fold.Second > far);
    }

    /// <summary>Of the sum of two mean squares that may rest on the same evidence: as if their errors were the same.</summary>
    private static double Degrees(ModeratedVariance first, ModeratedVariance second)
    {
        double error = (first.MeanSquare / Math.Sqrt(first.Degrees)) + (second.MeanSquare / Math.Sqrt(second.Degrees));
        double ratio = error > 0 ? (first.MeanSquare + second.MeanSquare) / error : Math.Sqrt(Math.Min(first.Degrees, second.Degrees));
        return ratio * ratio;
    }

    private PairTest WithRows(PairTest test, double[] best, double[] pair)
    {
        for (int entry = 0; entry < pair.Length; entry++)
        {
            pair[entry] = best[entry] - pair[entry];
        }

        double squares = 0, fourths = 0;
        double[] byRow = _table.Layout.ByRow(pair);
        foreach (double value in byRow)
        {
            squares += value * value;
            fourths += value * value * value * value;
        }

        double spread = fourths - (squares * squares / byRow.Length); // the variance of the sum of squares
        return test with { Rows = squares, RowsDegrees = spread > 0 ? 2 * squares * squares / spread : byRow.Length };
    }

    /// <summary>
    /// By candidate, the rows' part of its mean square between folds, apart from what candidates have in common; fills in that of the mean.
    /// </summary>
    /// <param name="shares">By candidate, in what they have in common.</param>
    private double[] RowsAround(double[] shares)
    {
        double[] between = new double[shares.Length];
        if (!_hasRows)
        {
            return between;
        }

        double[] center = new double[_table.Layout.Entries];
        foreach (var (candidate, share) in shares.Index().Where(entry => entry.Item > 0))
        {
            double[] influence = _table.Influence(candidate);
            for (int entry = 0; entry < center.Length; entry++)
            {
                center[entry] += share * influence[entry];
            }
        }

        for (int candidate = 0; candidate < shares.Length; candidate++)
        {
            double[] influence = _table.Influence(candidate);
            for (int entry = 0; entry < center.Length; entry++)
            {
                influence[entry] -= center[entry];
            }

            var squares = _table.Layout.SquareSums(influence);
            double unbiased = 1 / Math.Max(1 - shares[candidate], 0.01);
            (_rows[candidate], between[candidate]) = (unbiased * squares.OfMean, unbiased * _table.BetweenFolds(squares));
        }

        return between;
    }
}

namespace Trimtab.Statistics;

/// <summary>
/// How much a candidate's score moves from fold to fold beyond what all candidates have in common, pooled over candidates. Immutable.
/// </summary>
/// <remarks>
/// The interaction of a two-way layout, candidates by folds, has (K − 1)(k − 1) degrees of freedom, where a pair has k − 1 (Scheffé, The
/// analysis of variance, 1959, section 4.1). A candidate that moves far more than the others is set apart with its own mean square; one
/// that moves more, but not far more, has a part of the excess added to the pool's: see <see cref="VarianceShrinkage"/>.
/// </remarks>
internal sealed class FoldInteraction
{
    /// <summary>A candidate is erratic where its mean square is above the others' at this level, all candidates allowed for.</summary>
    private const double ErraticLevel = 0.01;

    /// <summary>
    /// What a median of mean squares is worth in degrees of freedom, beside their mean: 0.37 for one degree each, 0.64 for many.
    /// </summary>
    private const double MedianEfficiency = 0.4;

    /// <summary>With fewer candidates none is called erratic: there is no usual to compare with.</summary>
    private const int FewestToCompare = 5;

    private readonly double[] _own, _excess; // by candidate; the second is the part of its own mean square that is added to the pool's
    private readonly double _pooled;

    /// <param name="table">Two folds or more.</param>
    /// <param name="sampling">By candidate, what test rows are expected to make of its own mean square; 0 where rows are not known.</param>
    public FoldInteraction(ScoreTable table, double[] sampling)
    {
        int freedom = table.Layout.Folds - 1;
        _own = OwnMeanSquares(table);
        IsErratic = Erratic(_own, sampling, freedom);
        Pool = [.. Distinct(table).Where(i => !IsErratic[i])];
        (OwnDegrees, PooledDegrees) = (freedom, Math.Max(0, Pool.Length - 1) * freedom);
        _pooled = PooledDegrees > 0 ? PooledMeanSquare(table) : 0;
        _excess = Excess(sampling);
    }

    /// <summary>By candidate.</summary>
    public bool[] IsErratic { get; }

    /// <summary>
    /// The candidates that are not erratic, one of those that score alike on every fold: settings without effect are no evidence.
    /// </summary>
    public int[] Pool { get; }

    public int OwnDegrees { get; }

    public int PooledDegrees { get; }

    /// <summary>
    /// Of one fold's score of a candidate: the pool's and a part of what its own has beyond that, or its own where it is erratic.
    /// </summary>
    public double MeanSquare(int candidate) => IsErratic[candidate] ? _own[candidate] : _pooled + _excess[candidate];

    private static IEnumerable<int> Distinct(ScoreTable table) =>
        Enumerable.Range(0, table.Candidates).DistinctBy(
            i => table.Scores[i], EqualityComparer<double[]>.Create((a, b) => a!.SequenceEqual(b!), scores => scores[0].GetHashCode()));

    /// <summary>
    /// What is added and never taken off: a candidate that happens to move little on a few folds is not known better for it.
    /// </summary>
    private double[] Excess(double[] sampling)
    {
        double training = Pool.Length < FewestToCompare ? 0 : Math.Max(0, _pooled - Pool.Average(i => sampling[i]));
        double[] expected = [.. sampling.Select(rows => rows + training)];
        int[] comparable = Pool.Length < FewestToCompare ? [] : [.. Pool.Where(i => expected[i] > 0)];
        double weight = comparable.Length == 0
            ? 0
            : VarianceShrinkage.OwnWeight([.. comparable.Select(i => _own[i] / expected[i])], OwnDegrees);
        return [.. _own.Select((own, i) => weight * Math.Max(0, own - expected[i]))];
    }

    private double PooledMeanSquare(ScoreTable table)
    {
        double[] effects = Effects(table, deviations => Pool.Average(i => deviations[i]));
        return Pool.Sum(i => SquaresAround(table, i, effects)) / PooledDegrees;
    }

    /// <summary>Each candidate's own, around the median over candidates, which a few erratic ones do not move.</summary>
    private static double[] OwnMeanSquares(ScoreTable table)
    {
        double[] effects = Effects(table, Median);
        return [.. Enumerable.Range(0, table.Candidates).Select(i => SquaresAround(table, i, effects) / (table.Layout.Folds - 1))];
    }

    /// <summary>By fold: what candidates have in common.</summary>
    private static double[] Effects(ScoreTable table, Func<double[], double> middle) =>
        [
            .. Enumerable.Range(0, table.Layout.Folds)
                .Select(fold => middle([.. table.Scores.Select((scores, i) => scores[fold] - table.Means[i])])),
        ];

    private static double SquaresAround(ScoreTable table, int candidate, double[] effects)
    {
        double sum = 0;
        for (int fold = 0; fold < effects.Length; fold++)
        {
            double residual = table.Scores[candidate][fold] - table.Means[candidate] - effects[fold];
            sum += residual * residual;
        }

        return sum;
    }

    private static bool[] Erratic(double[] own, double[] sampling, int degrees)
    {
        double common = CommonTraining(own, sampling, degrees), level = ErraticLevel / own.Length;
        double others = MedianEfficiency * (own.Length - 1) * degrees;
        bool IsErratic(double square, double expected) =>
            own.Length >= FewestToCompare && expected > 0 && FDistribution.Above(square / expected, degrees, others) < level;
        return [.. own.Select((square, i) => IsErratic(square, sampling[i] + common))];
    }

    /// <summary>
    /// The training variance at which the median ratio of mean squares to their expectation is that of χ² by its degrees.
    /// </summary>
    private static double CommonTraining(double[] own, double[] sampling, int degrees)
    {
        double root = 1 - (2.0 / (9 * degrees)), target = root * root * root; // Wilson and Hilferty, The distribution of chi-square, 1931
        double low = 0, high = own.Max() / target;
        for (int i = 0; i < 100 && high - low > 1e-9 * high; i++)
        {
            double middle = (low + high) / 2;
            bool isTooLow = Median([.. own.Select((square, j) => square / (sampling[j] + middle))]) > target;
            (low, high) = isTooLow ? (middle, high) : (low, middle);
        }

        return high;
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

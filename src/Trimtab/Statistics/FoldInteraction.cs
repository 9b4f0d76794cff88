namespace Trimtab.Statistics;

/// <summary>
/// How much each candidate's score moves from fold to fold beyond what all candidates have in common. Immutable.
/// </summary>
/// <remarks>
/// A two-way layout, candidates by folds (Scheffé, The analysis of variance, 1959, section 4.1), in which candidates have variances of
/// their own: what folds have in common is the mean weighted by precision, so that those that move a lot say nothing about the others, and
/// a random effect, so that one is not taken for it all (Henderson's mixed model equations; the effects' variance by steps of
/// expectation–maximization; two candidates can't tell it from their own). A candidate's mean square has (1 − its share of the
/// weight)·(J − 1) degrees of freedom, and <see cref="VarianceShrinkage"/> pools those that are alike.
/// </remarks>
internal sealed class FoldInteraction
{
    /// <summary>How often weights follow variances and variances weights.</summary>
    private const int Passes = 4;

    /// <summary>The least part of its degrees of freedom that a candidate keeps, which alone makes up what all have in common.</summary>
    private const double LeastFreedom = 0.01;

    private readonly ScoreTable _table;
    private readonly int[] _same, _distinct; // by candidate, the first that scores alike on every fold; those first ones
    private readonly double _middle; // score of those

    /// <param name="table">Two folds or more.</param>
    /// <param name="rowsAround">
    /// By shares of candidates in what they have in common: of each candidate, what test rows are expected to make of its mean square; 0
    /// where rows are not known.
    /// </param>
    public FoldInteraction(ScoreTable table, Func<double[], double[]> rowsAround)
    {
        _table = table;
        _same = Same(table);
        _distinct = [.. Enumerable.Range(0, table.Candidates).Where(i => _same[i] == i)];
        _middle = _distinct.Select(i => table.Means[i]).Order().ElementAt(_distinct.Length / 2);
        PooledDegrees = (_distinct.Length - 1) * (table.Layout.Folds - 1);
        Variances = new ModeratedVariance[table.Candidates];
        Rows = new double[table.Candidates];
        if (PooledDegrees > 0)
        {
            Estimate(rowsAround);
        }
    }

    /// <summary>By candidate: of one fold's score.</summary>
    public ModeratedVariance[] Variances { get; private set; }

    /// <summary>By candidate: the part of the mean square that is expected from test rows.</summary>
    public double[] Rows { get; private set; }

    /// <summary>Degrees of freedom of all together. Settings without effect, which score alike on every fold, are no evidence.</summary>
    public int PooledDegrees { get; }

    private int Folds => _table.Layout.Folds;

    private static int[] Same(ScoreTable table)
    {
        var first = new Dictionary<double[], int>(EqualityComparer<double[]>.Create(
            (a, b) => a!.SequenceEqual(b!), scores => scores[0].GetHashCode()));
        return [.. table.Scores.Select((scores, i) => first.TryAdd(scores, i) ? i : first[scores])];
    }

    private void Estimate(Func<double[], double[]> rowsAround)
    {
        double[] weights = FirstWeights();
        double effectsPrecision = 0; // 0 at first: nothing is known of what folds have in common
        for (int pass = 0; pass < Passes; pass++)
        {
            double total = weights.Sum() + (_distinct.Length > 2 ? effectsPrecision : 0);
            double[] shares = [.. weights.Select(weight => weight / total)];
            double[] effects = [.. Enumerable.Range(0, Folds).Select(fold => shares.Index()
                .Sum(share => share.Item == 0 ? 0 : share.Item * Deviation(share.Index, fold)))];
            double[] degrees = [.. shares.Select(share => Math.Max(1 - share, LeastFreedom) * (Folds - 1))];
            double[] squares = [.. degrees.Select((own, i) => SquaresAround(i, effects) / own)];
            effectsPrecision = 1 / ((effects.Sum(effect => effect * effect) / (Folds - 1)) + (1 / total));
            double[] rows = rowsAround(shares);
            Rows = [.. _same.Select(i => rows[i])];
            if (squares.Max() == 0)
            {
                Variances = [.. degrees.Select(_ => new ModeratedVariance(0, PooledDegrees, 0))];
                return;
            }

            double training = Training(pass == 0 ? squares : [.. Variances.Select(variance => variance.MeanSquare)], shares);
            Moderate(squares, degrees, training);
            weights = [.. Variances.Select((variance, i) => _same[i] == i ? 1 / variance.MeanSquare : 0)];
        }
    }

    /// <summary>Training variance of the candidates that make up the common effects of folds.</summary>
    private double Training(double[] squares, double[] shares) =>
        Math.Max(0, shares.Index().Sum(share => share.Item * (squares[share.Index] - Rows[share.Index])) / shares.Sum());

    private void Moderate(double[] squares, double[] degrees, double training)
    {
        double[] expected = [.. Rows.Select(rows => rows + training)];
        double least = 1e-9 * expected.Select((square, i) => Math.Max(square, squares[i])).Where(square => square > 0).Min();
        expected = [.. expected.Select(square => Math.Max(square, least))];
        var moderated = VarianceShrinkage.Of(
            [.. _distinct.Select(i => squares[i] / expected[i])], [.. _distinct.Select(i => degrees[i])],
            [.. _distinct.Select(i => _table.Means[i] < _middle)],
            _distinct.Min(i => Rows[i] / expected[i]));
        foreach (var (place, candidate) in _distinct.Index())
        {
            Variances[candidate] = moderated[place] with { MeanSquare = moderated[place].MeanSquare * expected[candidate] };
        }

        Variances = [.. _same.Select(i => Variances[i])];
    }

    /// <summary>Of the better half, those that move less weigh more, but none without limit.</summary>
    private double[] FirstWeights()
    {
        double[] own = [.. Enumerable.Range(0, _table.Candidates).Select(i => SquaresAround(i, new double[Folds]))];
        double[] means = [.. _distinct.Select(i => _table.Means[i]).OrderDescending()];
        double least = means[Math.Min(means.Length, Math.Max(3, (means.Length + 1) / 2)) - 1];
        int[] better = [.. _distinct.Where(i => _table.Means[i] >= least)];
        double[] sorted = [.. better.Select(i => own[i]).Order()];
        double usual = sorted[sorted.Length / 3];
        double[] weights = new double[own.Length];
        foreach (int candidate in better)
        {
            weights[candidate] = usual > 0 ? usual / (usual + own[candidate]) : 1;
        }

        return weights;
    }

    private double Deviation(int candidate, int fold) => _table.Scores[candidate][fold] - _table.Means[candidate];

    private double SquaresAround(int candidate, double[] effects)
    {
        double sum = 0;
        for (int fold = 0; fold < effects.Length; fold++)
        {
            double residual = Deviation(candidate, fold) - effects[fold];
            sum += residual * residual;
        }

        return sum;
    }
}

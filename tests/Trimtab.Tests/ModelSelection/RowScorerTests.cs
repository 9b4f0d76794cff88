using Trimtab.Data;
using Trimtab.ModelSelection;
using S = Trimtab.ModelSelection.Scores;

namespace Trimtab.Tests.ModelSelection;

/// <summary>Scorers that are means over rows, Trimtab's and a user's own.</summary>
public class RowScorerTests
{
    private static readonly double[] _truth = [1, 0, 0, 1, 1, 0, 1];
    private static readonly Prediction _prediction = new([1, 0, 1, 1, 0, 0, 1])
    {
        Probabilities = [0.2, 0.8, 0.9, 0.1, 0.4, 0.6, 0.3, 0.7, 0.6, 0.4, 1, 0, 0.05, 0.95],
        Classes = [0, 1],
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// All that are means over rows; scikit-learn's definitions have no others among its names for classes and real values.
    /// </summary>
    public static TheoryData<string> Means =>
    [
        "accuracy", "top_k_accuracy", "neg_log_loss", "neg_brier_score", "neg_mean_squared_error", "neg_mean_squared_log_error",
        "neg_mean_absolute_error", "neg_mean_absolute_percentage_error",
    ];

    [Theory]
    [MemberData(nameof(Means))]
    public void ScoreRows_OfAMeanOverRows_AreTheScoresOfSingleRows(string name)
    {
        var scorer = Assert.IsAssignableFrom<RowScorer>((Scorer)name);

        double[] rows = scorer.ScoreRows(Context(_truth, _prediction));

        Assert.Equal(_truth.Length, rows.Length);
        for (int row = 0; row < rows.Length; row++)
        {
            var alone = new Prediction([_prediction.Values[row]])
            {
                Probabilities = _prediction.Probabilities![(2 * row)..(2 * (row + 1))],
                Classes = [0, 1],
            };
            Assert.Equal(scorer.Score(Context([_truth[row]], alone)), rows[row], 1e-15);
        }
    }

    [Fact]
    public void Known_OtherThanMeansOverRows_AreNoRowScorers() =>
        Assert.All(Scorer.Catalog.Names.Except(Means.Select(row => row.Data)), name => Assert.IsNotAssignableFrom<RowScorer>((Scorer)name));

    /// <summary>
    /// Numbers a row whose mean is the score, though it is no mean over rows; what a row makes of it is what leaving it out takes away.
    /// </summary>
    [Fact]
    public void RocAucByRow_OfAnyScores_IsWhatLeavingARowOutTakesAway()
    {
        // ties within and between the classes
        double[] truth = [1, 0, 0, 1, 1, 0, 1, 0, 0, 0], ranks = [0.8, 0.3, 0.8, 0.5, 0.9, 0.1, 0.3, 0.5, 0.2, 0.9];
        double area = S.RocAuc(truth, ranks), positives = truth.Sum();

        double[] rows = S.RocAucByRow(truth, ranks);

        Assert.Equal(area, rows.Average(), 1e-15);
        for (int row = 0; row < rows.Length; row++)
        {
            double others = (truth[row] == 1 ? positives : truth.Length - positives) - 1; // of its class
            Assert.Equal(
                (area - S.RocAuc(Without(truth, row), Without(ranks, row))) * others,
                (rows[row] - area) * (others + 1) / rows.Length,
                1e-14);
        }
    }

    [Fact]
    public void F1ByRow_OfAnyPredictions_IsWhatLeavingARowOutTakesAway()
    {
        double[] truth = [1, 0, 0, 1, 1, 0, 1, 0, 0, 0], predicted = [1, 1, 0, 0, 1, 0, 1, 1, 0, 0];
        double f1 = S.F1(truth, predicted), counts = truth.Sum() + predicted.Sum();

        double[] rows = S.F1ByRow(truth, predicted, 1)!;

        Assert.Equal(f1, rows.Average(), 1e-15);
        for (int row = 0; row < rows.Length; row++)
        {
            double left = counts - truth[row] - predicted[row];
            Assert.Equal((f1 - S.F1(Without(truth, row), Without(predicted, row))) * left, (rows[row] - f1) * counts / rows.Length, 1e-14);
        }
    }

    [Fact]
    public void F1ByRow_WithoutTheClass_IsNone() => Assert.Null(S.F1ByRow([0, 0], [0, 0], 1));

    [Theory]
    [InlineData("roc_auc")]
    [InlineData("f1")]
    public void ScoreWithRows_OfAreasAndF1_HasTheScoreAndNumbersARow(string name)
    {
        var (score, rows) = ((Scorer)name).ScoreWithRows(Context(_truth, _prediction));

        Assert.Equal(((Scorer)name).Score(Context(_truth, _prediction)), score);
        Assert.Equal(score, rows!.Average(), 1e-15);
    }

    private static double[] Without(double[] values, int row) => [.. values[..row], .. values[(row + 1)..]];

    [Fact]
    public void Score_OfSeveralTargets_IsTheMeanOverAll()
    {
        var context = new ScoringContext(
            new Fixed(new([0, 0]) { Outputs = [1, 3, 3, 7] }), new(new float[2], [1], [1, 2, 3, 4], outputs: 2));

        Assert.Equal(-2.5, ((Scorer)"neg_mean_squared_error").Score(context)); // (0 + 1 + 0 + 9) / 4
        Assert.Equal([-0.5, -4.5], ((RowScorer)(Scorer)"neg_mean_squared_error").ScoreRows(context));
    }

    [Theory]
    [InlineData("neg_mean_squared_error")]
    [InlineData("neg_mean_absolute_error")]
    public void ScoreRows_OfPredictionsThatAreNotFinite_SaysSo(string name) => Assert.Equal(
        "Predictions must be finite to be scored. Number 1 is NaN.",
        Assert.Throws<TrimtabException>(() => ((RowScorer)(Scorer)name).ScoreRows(Context([1, 2], new([1, double.NaN])))).Message);

    [Fact]
    public void Fit_WithRowsThatThrow_IsAScorersFailure()
    {
        var result = Search(new Own(_ => throw new InvalidOperationException("no rows"))).Fit(GridSearchOracleTests.Data, Token);

        Assert.All(result.CvResults, candidate => Assert.Equal([0, 1, 2], candidate.Failures.Select(failure => failure.Fold)));
        var failure = result.CvResults[0].Failures[0];
        Assert.Equal(
            (0, "score", false, "System.InvalidOperationException", "no rows"),
            (failure.Fold, failure.Scorer, failure.IsOnTrainingRows, failure.Cause.Type, failure.Cause.Message));
        Assert.True(double.IsNaN(result.CvResults[0].Test["score"].Mean));
    }

    [Theory]
    [InlineData(false, "gave 3 scores for 4 rows")]
    [InlineData(true, "gave null for 4 rows")]
    public void Fit_WithoutAScoreForEachRow_SaysWhatCame(bool isNull, string expected)
    {
        var result = Search(new Own(context => isNull ? null! : new double[context.Data.Count - 1])).Fit(GridSearchOracleTests.Data, Token);

        Assert.Contains(expected, result.CvResults[0].Failures[0].Cause.Message, StringComparison.Ordinal);
        Assert.Contains("return one number a row", result.Summary, StringComparison.Ordinal);
    }

    /// <summary>Twelve rows, three candidates, three folds: nine times four rows, once each, and the statistics have them.</summary>
    [Fact]
    public void Fit_WithAUsersOwn_ScoresOnceAndHasRowScores()
    {
        int calls = 0;
        var result = Search(new Own(context =>
        {
            Interlocked.Increment(ref calls);
            return [.. Enumerable.Range(0, context.Data.Count).Select(row => ((FittedToy)context.Fitted).Settings.Alpha * row)];
        })).Fit(GridSearchOracleTests.Data, Token);

        Assert.Equal(9, calls);
        Assert.Equal(0.75 * 1.5, result.BestScore, 1e-15); // a mean of three equal numbers
        Assert.True(result.Statistics!.HasRowScores);
        Assert.DoesNotContain("rows are not known", result.Summary, StringComparison.Ordinal);
    }

    private static GridSearchCV Search(Scorer scorer) =>
        new(new ToyEstimator(), new() { ["alpha"] = [0.25, 0.5, 0.75] }) { Cv = new KFold(3), Scoring = [scorer], Refit = false };

    private static ScoringContext Context(double[] truth, Prediction prediction) =>
        new(new Fixed(prediction), new(new float[truth.Length], [1], truth));

    private sealed record Own(Func<ScoringContext, double[]> Rows) : RowScorer
    {
        public override double[] ScoreRows(ScoringContext context) => Rows(context);
    }

    private sealed class Fixed(Prediction prediction) : IFitted
    {
        public Scorer OwnScorer => "accuracy";

        public Prediction Predict(Dataset data) => prediction;
    }
}

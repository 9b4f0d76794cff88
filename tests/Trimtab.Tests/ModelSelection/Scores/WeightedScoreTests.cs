using System.Text.Json;
using Trimtab.Data;
using Trimtab.ModelSelection;
using S = Trimtab.ModelSelection.Scores;

namespace Trimtab.Tests.ModelSelection.Scores;

/// <summary>Scores of rows with weights against scikit-learn 1.2.</summary>
public class WeightedScoreTests
{
    private const double Rounding = 1e-12; // of sums in another order

    private static readonly JsonElement[] _oracle = [.. Oracles.Load("weights.json").GetProperty("scores").EnumerateArray()];

    public static TheoryData<int, string> Cases =>
    [
        .. from number in Enumerable.Range(0, _oracle.Length)
           from score in _oracle[number].GetProperty("scores").EnumerateObject()
           select new TheoryDataRow<int, string>(number, score.Name),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scorer_WithWeights_IsScikitLearns(int number, string name)
    {
        var oracle = _oracle[number];
        double expected = oracle.GetProperty("scores").GetProperty(name).GetDouble();
        var (context, scorer) = (Context(oracle, withWeights: true), Named(name) with { UsesWeights = true });

        var (score, rows) = scorer.ScoreWithRows(context);

        Assert.Equal(expected, score, Rounding * Math.Max(1, Math.Abs(expected)));
        Assert.Equal(expected, scorer.Score(context), Rounding * Math.Max(1, Math.Abs(expected)));
        Assert.Equal($"weighted_{name}", scorer.Name);
        if (rows is not null)
        {
            Assert.Equal(score, rows.Average(), 1e-10 * Math.Max(1, Math.Abs(score)));
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scorer_ThatUsesNoWeights_ScoresRowsAlike(int number, string name)
    {
        var scorer = Named(name);
        double plain = scorer.Score(Context(_oracle[number], withWeights: false));

        Assert.Equal(plain, scorer.Score(Context(_oracle[number], withWeights: true)));
        Assert.Equal(plain, (scorer with { UsesWeights = true }).Score(Context(_oracle[number], withWeights: false)));
    }

    /// <summary>A row of weight 2 is the row twice, in every score but the median, which is no mean with weights.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void Scorer_OfWholeWeights_ScoresAsRowsThatAreRepeated(int number, string name)
    {
        var oracle = _oracle[number];
        int count = oracle.GetProperty("weights").GetArrayLength();
        int[] times = [.. Enumerable.Range(0, count).Select(row => 1 + (row * 7 % 3))];
        int[] repeated = [.. times.SelectMany((n, row) => Enumerable.Repeat(row, n))];
        var scorer = Named(name);
        if (scorer is NegativeMedianAbsoluteErrorScorer)
        {
            return;
        }

        double weighted = (scorer with { UsesWeights = true }).Score(
            Context(oracle, [.. Enumerable.Range(0, count)], [.. times.Select(n => (double)n)]));

        Assert.Equal(scorer.Score(Context(oracle, repeated, null)), weighted, 1e-10);
    }

    [Theory]
    [InlineData("max_error")]
    [InlineData("roc_auc_ovo")]
    [InlineData("roc_auc_ovo_weighted")]
    public void Scorer_NotDefinedWithWeights_SaysSo(string name)
    {
        var oracle = _oracle.First(c => (c.GetProperty("classes").GetInt32() == 3) == name.StartsWith("roc", StringComparison.Ordinal)
            && c.GetProperty("outputs").GetInt32() == 1 && c.GetProperty("classes").GetInt32() != 2);
        var scorer = Named(name) with { UsesWeights = true };

        Assert.Contains(
            $"Scorer 'weighted_{name}' is not defined with weights",
            Assert.Throws<TrimtabException>(() => scorer.Score(Context(oracle, withWeights: true))).Message,
            StringComparison.Ordinal);
        Assert.Equal(Named(name).Score(Context(oracle, withWeights: false)), scorer.Score(Context(oracle, withWeights: false)));
    }

    [Fact]
    public void Text_OfAScorer_NamesWeightsWhereItUsesThem()
    {
        Assert.Equal("AccuracyScorer { Name = accuracy }", new AccuracyScorer().ToString());
        Assert.Equal(
            "F1Scorer { Name = weighted_f1, UsesWeights = True, Positive = 7 }", new F1Scorer(7) { UsesWeights = true }.ToString());
    }

    [Fact]
    public void Scores_OfWeightsThatDoNotFit_SayWhy()
    {
        Assert.Contains(
            "a weight for each of 2 rows, or none. Got 3.",
            Assert.Throws<ArgumentException>(() => S.Accuracy([0, 1], [0, 1], [1, 1, 1])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Weights must be 0 or more and finite. Row 1 has -1.",
            Assert.Throws<TrimtabException>(() => S.R2([0, 1], [0, 1], weights: [1, -1])).Message,
            StringComparison.Ordinal);
        Assert.Throws<TrimtabException>(() => S.RocAuc([0, 1], [0, 1], [double.NaN, 1]));
        Assert.Throws<TrimtabException>(() => S.Precision([0, 1], [0, 1], weights: [double.PositiveInfinity, 1]));
    }

    [Fact]
    public void Scores_OfWeightsThatAreAllZero_AreNaN()
    {
        Assert.True(double.IsNaN(S.Accuracy([0, 1], [0, 1], [0, 0])));
        Assert.True(double.IsNaN(S.MeanSquaredError([0, 1], [0, 1], weights: [0, 0])));
        Assert.True(double.IsNaN(S.MedianAbsoluteError([0, 1], [0, 1], weights: [0, 0])));
        Assert.True(double.IsNaN(S.BalancedAccuracy([0, 1], [0, 1], weights: [0, 0])));
        Assert.True(double.IsNaN(S.RocAuc([0, 1], [0, 1], [0, 0])) || S.RocAuc([0, 1], [0, 1], [0, 0]) == 0);
    }

    private static Scorer Named(string name) => name;

    private static ScoringContext Context(JsonElement oracle, bool withWeights)
    {
        double[] weights = oracle.GetProperty("weights").Numbers();
        return Context(oracle, [.. Enumerable.Range(0, weights.Length)], withWeights ? weights : null);
    }

    private static ScoringContext Context(JsonElement oracle, int[] rows, double[]? weights)
    {
        int outputs = oracle.GetProperty("outputs").GetInt32(), classes = oracle.GetProperty("classes").GetInt32();
        double[] Of(string name, int width)
        {
            double[] all = oracle.GetProperty(name).Numbers();
            return [.. rows.SelectMany(row => all.Skip(row * width).Take(width))];
        }

        double[] predicted = Of("predicted", outputs);
        var prediction = new Prediction(outputs == 1 ? predicted : [.. predicted.Where((_, i) => i % outputs == 0)])
        {
            Classes = [.. Enumerable.Range(0, classes).Select(c => (double)c)],
            Probabilities = classes == 0 ? null : Of("probabilities", classes),
            Outputs = outputs == 1 ? null : predicted,
        };
        return new(
            new Known(prediction), new(new float[rows.Length], [1], Of("truth", outputs), outputs) { Weights = weights });
    }

    private sealed class Known(Prediction prediction) : IFitted
    {
        public Scorer OwnScorer => "accuracy";

        public Prediction Predict(Dataset data) => prediction;
    }
}

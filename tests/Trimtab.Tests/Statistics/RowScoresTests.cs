using System.Text.Json;
using Trimtab.ModelSelection;
using Trimtab.Statistics;

namespace Trimtab.Tests.Statistics;

public class RowScoresTests
{
    public static TheoryData<string> RowScorers =>
        ["accuracy", "neg_log_loss", "neg_brier_score", "neg_mean_squared_error", "neg_mean_absolute_error", "neg_mean_absolute_percentage_error"];

    [Theory]
    [MemberData(nameof(RowScorers))]
    public void ScoreRows_OfAMeanOverRows_HasTheScoreAsItsMean(string name)
    {
        double[] truth = [1, 0, 0, 1, 1, 0, 1];
        var prediction = new Prediction([1, 0, 1, 1, 0, 0, 1]) { Probabilities = [0.2, 0.8, 0.9, 0.1, 0.4, 0.6, 0.3, 0.7, 0.6, 0.4, 1, 0, 0.05, 0.95], Classes = [0, 1] };
        Scorer scorer = name;
        var context = new ScoringContext(new Fixed(prediction), new(new float[truth.Length], [1], truth));

        double[]? rows = scorer.ScoreRows(context);

        Assert.NotNull(rows);
        Assert.Equal(truth.Length, rows.Length);
        Assert.Equal(scorer.Score(context), rows.Average(), 1e-12 * rows.Max(Math.Abs)); // sums in another order
    }

    [Fact]
    public void ScoreRows_OfNoMean_IsNull() => Assert.Null(((Scorer)"f1").ScoreRows(new(new Fixed(new([1])), new(new float[1], [1], [1]))));

    [Fact]
    public void Pack_OfTwoValues_KeepsThemInABitEach()
    {
        double[] scores = [0, 1, 1, 0, 1, 0, 0, 0, 1], unpacked = new double[9];

        var packed = RowScores.Pack(scores)!;
        packed.CopyTo(unpacked);

        Assert.Equal(scores, unpacked);
        Assert.Equal(2, packed.Packed.Length);
    }

    [Fact]
    public void Pack_OfRealScores_KeepsThreeDigits()
    {
        double[] scores = [-1e12, -3.25e11, -1e9, -7e8], unpacked = new double[4];

        RowScores.Pack(scores)!.CopyTo(unpacked);

        Assert.All(scores.Zip(unpacked), pair => Assert.Equal(1, pair.Second / pair.First, 1.0 / 2048)); // eleven bits of a half
    }

    [Fact]
    public void Pack_OfMoreThanAFoldMayTake_IsNull()
    {
        Assert.Null(RowScores.Pack([.. Enumerable.Range(0, 20_000).Select(i => (double)i)]));
        Assert.NotNull(RowScores.Pack([.. Enumerable.Range(0, 200_000).Select(i => (double)(i % 2))]));
    }

    [Fact]
    public void Of_RowsThatAreNotWhatTheScoreIsMeanOf_IsNull()
    {
        Assert.Null(RowScores.Of([1, 0], 0.75, 2));
        Assert.Null(RowScores.Of([1, double.NaN], double.NaN, 2));
        Assert.Null(RowScores.Of([1, 0], 0.5, 3));
        Assert.NotNull(RowScores.Of([1, 0], 0.5, 2));
    }

    [Fact]
    public void Json_ThereAndBack_IsTheSame()
    {
        var packed = RowScores.Pack([0.25, -3, 8])!;

        var back = JsonSerializer.Deserialize<RowScores>(JsonSerializer.Serialize(packed))!;

        Assert.Equal(packed.Packed, back.Packed);
        Assert.Equal((packed.Count, packed.IsBits, packed.Low, packed.Scale), (back.Count, back.IsBits, back.Low, back.Scale));
        Assert.True(back.IsSound);
    }

    private sealed class Fixed(Prediction prediction) : IFitted
    {
        public Prediction Predict(Dataset data) => prediction;

        public double Score(Dataset data) => throw new NotSupportedException();
    }
}

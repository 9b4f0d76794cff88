using FsCheck.Xunit;

namespace Trimtab.Networks.Tests;

/// <summary>Every metric, the sample's included.</summary>
public class MetricTests : MetricConformance
{
    private static readonly float[] _threeRows = [0.2f, 0.5f, 0.3f, 0.4f, 0.4f, 0.2f, 0.1f, 0.2f, 0.7f]; // classes 1, 0 (a tie) and 2

    public static TheoryData<string> Every => [.. Metric.Catalog.Names.Where(IsOurs)];

    [Fact]
    public void Known_Names_AreKerasNamesAndF1() => Assert.Equal(
        [
            "accuracy", "auc", "binary_accuracy", "categorical_accuracy", "f1", "mae", "mse", "precision", "recall",
            "sparse_categorical_accuracy", "top_k_categorical_accuracy", "weighted",
        ],
        Metric.Catalog.Names.Where(IsOurs));

    [Theory]
    [MemberData(nameof(Every))]
    public void Evaluate_OfDifferentRowCounts_SaysBoth(string name) => Assert.Contains(
        "Got 2 targets in rows of 1 and 3 predictions in rows of 1.",
        Assert.Throws<ArgumentException>(() => ((Metric)name).Evaluate([0, 1], 1, [0, 1, 1], 1)).Message,
        StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Every))]
    public void Evaluate_OfUnfitColumns_NamesTheMetricAndTheColumns(string name)
    {
        var exception = Assert.Throws<ArgumentException>(() => ((Metric)name).Evaluate(new float[12], 2, new float[18], 3));

        Assert.Matches("^The metric .+ needs .+ Got 2 target columns and 3 outputs.$", exception.Message);
    }

    [Fact]
    public void Accuracy_OfOneOutput_CountsHalfAsClassZero() =>
        Assert.Equal(0.75, ((Metric)"accuracy").Evaluate([0, 1, 1, 0], 1, [0.5f, 0.51f, 0.5f, 0.1f], 1));

    [Fact]
    public void Accuracy_OfClassNumbers_LetsTheFirstOfEqualOutputsWin() =>
        Assert.Equal(1, ((Metric)"accuracy").Evaluate([1, 0, 2], 1, _threeRows, 3));

    [Fact]
    public void Accuracy_OfOneHotTargets_ComparesTheGreatest() =>
        Assert.Equal(2 / 3.0, ((Metric)"accuracy").Evaluate([0, 1, 0, 0, 1, 0, 0, 0, 1], 3, _threeRows, 3));

    [Fact]
    public void BinaryAccuracy_OfSeveralOutputs_CountsEach() =>
        Assert.Equal(0.75, new BinaryAccuracy().Evaluate([0, 1, 1, 1], 2, [0.2f, 0.9f, 0.4f, 0.8f], 2));

    [Theory]
    [InlineData(1, 2 / 3.0)]
    [InlineData(2, 1.0)]
    public void TopK_OfEqualOutputs_RanksTheEarlierHigher(int k, double expected) =>
        Assert.Equal(expected, new TopKCategoricalAccuracy { K = k }.Evaluate([1, 1, 2], 1, _threeRows, 3));

    [Fact]
    public void TopK_OfNaN_IsNoHit() =>
        Assert.Equal(0, new TopKCategoricalAccuracy().Evaluate([1], 1, [float.NaN, float.NaN, float.NaN], 3));

    [Fact]
    public void Accuracy_OfNaNBesideANumber_LetsTheNumberWin() =>
        Assert.Equal(1, new SparseCategoricalAccuracy().Evaluate([2], 1, [float.NaN, float.NaN, 0.1f], 3));

    [Theory]
    [InlineData(0f)]
    [InlineData(1f)]
    public void Auc_OfOneClass_IsNaN(float truth) => Assert.True(double.IsNaN(new Auc().Evaluate([truth, truth], 1, [0.1f, 0.2f], 1)));

    [Fact]
    public void Auc_OfNaN_IsNaN() => Assert.True(double.IsNaN(new Auc().Evaluate([0, 1], 1, [0.1f, float.NaN], 1)));

    [Fact]
    public void Recall_OfClassTheNetLacks_SaysTheRow() => Assert.Contains(
        "A class number must be a whole number from 0 to 2 for 3 outputs. Got 7 in row 1.",
        Assert.Throws<ArgumentException>(() => new Recall().Evaluate([0, 7, 1], 1, _threeRows, 3)).Message,
        StringComparison.Ordinal);

    [Property]
    public void Auc_OfAnyScores_IsTheShareOfPairsInOrder((bool IsPositive, byte Score)[] rows)
    {
        // few values, many ties
        float[] truth = [.. rows.Select(r => r.IsPositive ? 1f : 0f)], scores = [.. rows.Select(r => r.Score % 8f)];
        double[] pairs =
        [
            .. from p in rows
               where p.IsPositive
               from n in rows
               where !n.IsPositive
               select (Math.Sign(p.Score % 8 - n.Score % 8) + 1) / 2.0,
        ];

        // double roundings of the mean
        Assert.Equal(pairs.Length == 0 ? double.NaN : pairs.Average(), new Auc().Evaluate(truth, 1, scores, 1), 1e-12);
    }

    /// <summary>This one takes class numbers alone.</summary>
    protected override MetricRows Rows(string name)
    {
        var rows = base.Rows(name);
        return name == "sparse_categorical_accuracy"
            ? rows with { Targets = [.. rows.Targets.Where((_, i) => i % 2 == 1)], TargetColumns = 1 }
            : rows;
    }

    /// <summary>One of two outputs would always be among the five largest.</summary>
    protected override Metric Create(string name) =>
        name == "top_k_categorical_accuracy" ? new TopKCategoricalAccuracy { K = 1 } : base.Create(name);

    private static bool IsOurs(string name) => Metric.Catalog.TypeOf(name).Assembly == typeof(Metric).Assembly;
}

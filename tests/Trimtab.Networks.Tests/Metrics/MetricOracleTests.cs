using System.Text.Json;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests;

/// <summary>Against scikit-learn 1.2.</summary>
public class MetricOracleTests
{
    private const double Rounding = 1e-12; // of ratios and sums in double

    private static readonly JsonElement _oracle = Oracles.Load("scorers.json");

    public static TheoryData<string> Binary =>
        Names("classification", c => c.GetProperty("precision_recall_f1").TryGetProperty("binary, zero_division=0", out _));

    public static TheoryData<string> MultiClass => Names("classification", c => c.GetProperty("labels").GetArrayLength() > 2);

    public static TheoryData<string> Scores => Names("binary_scores", c => c.GetProperty("roc_auc").ValueKind == JsonValueKind.Number);

    public static TheoryData<string> Ranked =>
        Names("multiclass_scores", c => c.GetProperty("top_1_accuracy").ValueKind == JsonValueKind.Number);

    public static TheoryData<string> Regression =>
        Names("regression", c => c.GetProperty("mse").ValueKind == JsonValueKind.Number && c.GetProperty("mse").GetDouble() < 1e100);

    [Theory]
    [MemberData(nameof(Binary))]
    public void BinaryFigures_OfOneOutput_MatchScikitLearn(string name)
    {
        var oracle = Case("classification", name);
        float[] truth = Classes(oracle, "y_true"), guess = Classes(oracle, "y_pred");

        AssertFigures(oracle, "binary, zero_division=0", metric => metric.Evaluate(truth, 1, guess, 1));
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void BinaryFigures_OfTwoOutputs_MatchScikitLearn(string name)
    {
        var oracle = Case("classification", name);
        float[] truth = Classes(oracle, "y_true"), guess = OneHot(Classes(oracle, "y_pred"), 2);

        AssertFigures(oracle, "binary, zero_division=0", metric => metric.Evaluate(truth, 1, guess, 2));
        AssertFigures(oracle, "binary, zero_division=0", metric => metric.Evaluate(OneHot(truth, 2), 2, guess, 2));
    }

    [Theory]
    [MemberData(nameof(MultiClass))]
    public void MacroFigures_OfManyOutputs_MatchScikitLearn(string name)
    {
        var oracle = Case("classification", name);
        float[] truth = Classes(oracle, "y_true"), guess = OneHot(Classes(oracle, "y_pred"), 5); // class 4 never occurs and must not count

        AssertFigures(oracle, "macro, zero_division=0", metric => metric.Evaluate(truth, 1, guess, 5));
        AssertFigures(oracle, "macro, zero_division=0", metric => metric.Evaluate(OneHot(truth, 5), 5, guess, 5));
    }

    [Theory]
    [MemberData(nameof(Scores))]
    public void Auc_OfScores_MatchesScikitLearn(string name)
    {
        var oracle = Case("binary_scores", name);
        float[] truth = Classes(oracle, "y_true"), scores = oracle.GetProperty("y_score").Floats();

        Assert.Equal(oracle.GetProperty("roc_auc").GetDouble(), new Auc().Evaluate(truth, 1, scores, 1), Rounding);
        Assert.Equal(
            oracle.GetProperty("roc_auc").GetDouble(),
            new Auc().Evaluate(OneHot(truth, 2), 2, [.. scores.SelectMany(s => new[] { -s, s })], 2),
            Rounding);
    }

    [Theory]
    [MemberData(nameof(Ranked))]
    public void TopK_OfProbabilities_MatchesScikitLearn(string name)
    {
        var oracle = Case("multiclass_scores", name);
        // Of equal outputs scikit-learn takes the later, Keras and we the earlier: the classes are numbered backwards.
        float[][] rows = [.. oracle.GetProperty("y_proba").EnumerateArray().Select(row => row.Floats())];
        int classes = rows[0].Length;
        float[] truth = [.. Classes(oracle, "y_true").Select(c => classes - 1 - c)], scores = [.. rows.SelectMany(row => row.Reverse())];
        for (int k = 1; k <= 3; k++)
        {
            var given = oracle.GetProperty($"top_{k}_accuracy");
            // an object where it also warned
            double expected = (given.ValueKind == JsonValueKind.Object ? given.GetProperty("value") : given).GetDouble();

            Assert.Equal(expected, new TopKCategoricalAccuracy { K = k }.Evaluate(truth, 1, scores, classes), Rounding);
            Assert.Equal(
                expected, new TopKCategoricalAccuracy { K = k }.Evaluate(OneHot(truth, classes), classes, scores, classes), Rounding);
        }
    }

    [Theory]
    [MemberData(nameof(Regression))]
    public void Errors_OfRegressions_MatchScikitLearn(string name)
    {
        var oracle = Case("regression", name);
        float[] truth = Flat(oracle.GetProperty("y_true")), guess = Flat(oracle.GetProperty("y_pred"));
        int columns = oracle.GetProperty("y_true")[0].ValueKind == JsonValueKind.Array
            ? oracle.GetProperty("y_true")[0].GetArrayLength()
            : 1;

        AssertClose("mse", new MeanSquaredErrorMetric());
        AssertClose("mae", new MeanAbsoluteErrorMetric());
        void AssertClose(string field, Metric metric)
        {
            double expected = oracle.GetProperty(field).GetDouble();
            // the numbers are rounded to float first
            Assert.Equal(expected, metric.Evaluate(truth, columns, guess, columns), 1e-6 * Math.Max(1, expected));
        }
    }

    private static void AssertFigures(JsonElement oracle, string average, Func<Metric, double> evaluate)
    {
        var expected = oracle.GetProperty("precision_recall_f1").GetProperty(average);
        foreach (string figure in (string[])["precision", "recall", "f1"])
        {
            Assert.Equal(expected.GetProperty(figure).GetDouble(), evaluate(figure), Rounding);
        }

        Assert.Equal(oracle.GetProperty("accuracy").GetDouble(), evaluate("accuracy"), Rounding);
    }

    /// <summary>Class numbers as they are, other labels by their place among the sorted ones.</summary>
    private static float[] Classes(JsonElement oracle, string field)
    {
        string[] labels = [.. oracle.GetProperty(field).EnumerateArray().Select(l => l.ToString())];
        string[] all =
        [
            .. oracle.GetProperty("y_true").EnumerateArray()
                .Concat(oracle.TryGetProperty("y_pred", out var guess) ? guess.EnumerateArray() : []).Select(l => l.ToString()).Distinct(),
        ];
        return all.All(l => l.Length == 1 && char.IsAsciiDigit(l[0]))
            ? [.. labels.Select(l => (float)(l[0] - '0'))]
            : [.. labels.Select(l => (float)all.Order(StringComparer.Ordinal).ToList().IndexOf(l))];
    }

    private static float[] OneHot(float[] classes, int count) =>
    [.. classes.SelectMany(c => Enumerable.Range(0, count).Select(i => i == (int)c ? 1f : 0f))];

    private static float[] Flat(JsonElement array) =>
        array[0].ValueKind == JsonValueKind.Array ? [.. array.EnumerateArray().SelectMany(row => row.Floats())] : array.Floats();

    private static JsonElement Case(string set, string name) =>
        _oracle.GetProperty(set).EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    private static TheoryData<string> Names(string set, Func<JsonElement, bool> isWanted) =>
        [.. _oracle.GetProperty(set).EnumerateArray().Where(isWanted).Select(c => c.GetProperty("name").GetString()!)];
}

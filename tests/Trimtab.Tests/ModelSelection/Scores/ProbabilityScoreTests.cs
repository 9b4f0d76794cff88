using System.Text.Json;
using FsCheck.Xunit;
using Trimtab.ModelSelection;
using S = Trimtab.ModelSelection.Scores;

namespace Trimtab.Tests.ModelSelection.Scores;

/// <summary>Scores of probabilities and rankings against scikit-learn's.</summary>
public class ProbabilityScoreTests
{
    private static readonly JsonElement[] _binaryCases = ScoreOracle.Section("binary_scores");
    private static readonly JsonElement[] _multiclassCases = ScoreOracle.Section("multiclass_scores");

    public static TheoryData<int> Binary => ScoreOracle.Cases("binary_scores");

    public static TheoryData<int> Multiclass => ScoreOracle.Cases("multiclass_scores");

    [Theory]
    [MemberData(nameof(Binary))]
    public void Binary_OracleCase_MatchesSklearn(int index)
    {
        var c = _binaryCases[index];
        double[] truth = ScoreOracle.Codes(c.GetProperty("y_true")), scores = c.GetProperty("y_score").Numbers();

        Compare("roc_auc", () => S.RocAuc(truth, scores));
        Compare("average_precision", () => S.AveragePrecision(truth, scores));
        Compare("brier", () => S.Brier(truth, scores));
        Compare("log_loss_default_eps", () => S.LogLoss(truth, scores));
        Compare("log_loss_eps_1e-15", () => S.LogLoss(truth, scores, epsilon: 1e-15));
        Compare("log_loss_labels_01", () => S.LogLoss(truth, scores, truth.Contains(-1) ? [-1, 1] : [0, 1]));
        Compare("log_loss_sum", () => S.LogLoss(truth, scores) * truth.Length);

        void Compare(string name, Func<double> score)
        {
            if (c.TryGetProperty(name, out var expected))
            {
                ScoreOracle.Check(expected, score, $"{c.GetProperty("name")}: {name}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void RocCurve_OracleCase_MatchesSklearn(int index)
    {
        var c = _binaryCases[index];
        double[] truth = ScoreOracle.Codes(c.GetProperty("y_true")), scores = c.GetProperty("y_score").Numbers();
        var expected = c.GetProperty("roc_curve_no_drop");
        if (expected.TryGetProperty("error", out _))
        {
            Assert.Contains(
                "Number 1 is NaN", Assert.Throws<TrimtabException>(() => S.RocCurve(truth, scores)).Message, StringComparison.Ordinal);
            return;
        }

        var curve = S.RocCurve(truth, scores);

        expected = expected.TryGetProperty("value", out var value) ? value : expected;
        // Rates are single divisions and thresholds are copied: equal to the bit.
        Assert.Equal(expected.GetProperty("fpr").Numbers(), curve.Select(p => p.FalsePositiveRate));
        Assert.Equal(expected.GetProperty("tpr").Numbers(), curve.Select(p => p.TruePositiveRate));
        Assert.Equal(expected.GetProperty("thresholds").Numbers(), curve.Select(p => p.Threshold));
    }

    [Theory]
    [MemberData(nameof(Multiclass))]
    public void Multiclass_OracleCase_MatchesSklearn(int index)
    {
        var c = _multiclassCases[index];
        double[] truth = ScoreOracle.Codes(c.GetProperty("y_true")), p = ScoreOracle.Flat(c.GetProperty("y_proba"));
        double[] classes = c.GetProperty("labels") is { ValueKind: JsonValueKind.Array } labels ? labels.Numbers() : [];

        Compare("roc_auc_ovr_macro", () => S.RocAucOneVersusRest(truth, p, Average.Macro, classes));
        Compare("roc_auc_ovr_weighted", () => S.RocAucOneVersusRest(truth, p, Average.Weighted, classes));
        Compare("roc_auc_ovo_macro", () => S.RocAucOneVersusOne(truth, p, Average.Macro, classes));
        Compare("roc_auc_ovo_weighted", () => S.RocAucOneVersusOne(truth, p, Average.Weighted, classes));
        Compare("log_loss_default_eps", () => S.LogLoss(truth, p, classes));
        Compare("log_loss_eps_1e-15", () => S.LogLoss(truth, p, classes, 1e-15));
        Compare("top_1_accuracy", () => S.TopKAccuracy(truth, p, 1, classes));
        Compare("top_2_accuracy", () => S.TopKAccuracy(truth, p, 2, classes));
        Compare("top_3_accuracy", () => S.TopKAccuracy(truth, p, 3, classes));

        void Compare(string name, Func<double> score) => ScoreOracle.Check(c.GetProperty(name), score, $"{c.GetProperty("name")}: {name}");
    }

    [Property]
    public bool RocAuc_OfReversedScores_IsTheRest((bool Positive, byte Score)[] rows)
    {
        if (rows.Select(row => row.Positive).Distinct().Count() < 2)
        {
            return true;
        }

        double[] truth = [.. rows.Select(row => row.Positive ? 1.0 : 0.0)], scores = [.. rows.Select(row => (double)row.Score)];
        // a few hundred additions of numbers below 1
        return Math.Abs(S.RocAuc(truth, scores) + S.RocAuc(truth, [.. scores.Select(s => -s)]) - 1) < 1e-12;
    }

    [Fact]
    public void RocAucOneVersusRest_WithoutAClass_NamesIt() =>
        Assert.Contains(
            "Class 7 is in 0 of 2 rows",
            Assert.Throws<TrimtabException>(() => S.RocAucOneVersusRest([5, 6], [1, 0, 0, 0, 1, 0], classes: [5, 6, 7])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void LogLoss_OfAClassWithoutAColumn_NamesRowAndClass() =>
        Assert.Contains(
            "Row 1 is of class 9; there are scores for 0, 1",
            Assert.Throws<TrimtabException>(() => S.LogLoss([0, 9], [1, 0, 0, 1], [0, 1])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Brier_OfAProbabilityAboveOne_NamesTheRow() =>
        Assert.Equal(
            "A probability must be from 0 to 1. Row 1 has 1.5.",
            Assert.Throws<TrimtabException>(() => S.Brier([0, 1], [0.5, 1.5])).Message);
}

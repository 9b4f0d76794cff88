using System.Text.Json;
using S = Trimtab.ModelSelection.Scores;

namespace Trimtab.Tests.ModelSelection.Scores;

/// <summary>Scores of real values against scikit-learn's.</summary>
public class RegressionScoreTests
{
    private static readonly JsonElement[] _cases = ScoreOracle.Section("regression");

    public static TheoryData<int> All => ScoreOracle.Cases("regression");

    [Theory]
    [MemberData(nameof(All))]
    public void Score_OracleCase_MatchesSklearn(int index)
    {
        var c = _cases[index];
        double[] truth = ScoreOracle.Flat(c.GetProperty("y_true")), predicted = ScoreOracle.Flat(c.GetProperty("y_pred"));
        int outputs = c.GetProperty("y_true")[0] is { ValueKind: JsonValueKind.Array } row ? row.GetArrayLength() : 1;

        Compare("mse", () => S.MeanSquaredError(truth, predicted, outputs));
        Compare("rmse", () => S.RootMeanSquaredError(truth, predicted, outputs));
        Compare("mae", () => S.MeanAbsoluteError(truth, predicted, outputs));
        Compare("median_ae", () => S.MedianAbsoluteError(truth, predicted, outputs));
        Compare("r2", () => S.R2(truth, predicted, outputs));
        Compare("explained_variance", () => S.ExplainedVariance(truth, predicted, outputs));
        Compare("mape", () => S.MeanAbsolutePercentageError(truth, predicted, outputs));
        Compare("msle", () => S.MeanSquaredLogarithmicError(truth, predicted, outputs));
        if (outputs == 1)
        {
            Compare("max_error", () => S.MaxError(truth, predicted));
        }

        void Compare(string name, Func<double> score) => ScoreOracle.Check(c.GetProperty(name), score, $"{c.GetProperty("name")}: {name}");
    }

    [Fact]
    public void Score_OfNoRows_IsNaN()
    {
        Assert.Equal(double.NaN, S.MeanSquaredError([], []));
        Assert.Equal(double.NaN, S.MedianAbsoluteError([], []));
        Assert.Equal(double.NaN, S.MaxError([], []));
        Assert.Equal(double.NaN, S.R2([], []));
    }

    [Fact]
    public void LogarithmicError_OfTinyValues_KeepsTheirDigits() =>
        Assert.Equal(1e-30, S.MeanSquaredLogarithmicError([0], [1e-15]), 1e-36); // ln(1 + x) ≈ x to 15 digits; 1 + 1e-15 alone keeps one

    [Fact]
    public void LogarithmicError_OfNegatives_SaysWhatToUse() =>
        Assert.Contains(
            "use mean squared error",
            Assert.Throws<TrimtabException>(() => S.MeanSquaredLogarithmicError([-1], [1])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Score_OfNaN_NamesTheNumber() =>
        Assert.Equal(
            "Predictions must be finite to be scored. Number 1 is NaN.",
            Assert.Throws<TrimtabException>(() => S.R2([1, 2], [1, double.NaN])).Message);
}

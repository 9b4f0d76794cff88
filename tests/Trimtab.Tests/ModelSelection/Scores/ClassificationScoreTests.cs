using System.Text.Json;
using Trimtab.ModelSelection;
using S = Trimtab.ModelSelection.Scores;

namespace Trimtab.Tests.ModelSelection.Scores;

/// <summary>Scores of predicted classes against scikit-learn's.</summary>
public class ClassificationScoreTests
{
    private static readonly JsonElement[] _cases = ScoreOracle.Section("classification");

    public static TheoryData<int> All => ScoreOracle.Cases("classification");

    [Theory]
    [MemberData(nameof(All))]
    public void Agreement_OracleCase_MatchesSklearn(int index)
    {
        var c = _cases[index];
        var (truth, predicted) = Read(c);

        ScoreOracle.Check(c.GetProperty("accuracy"), () => S.Accuracy(truth, predicted), "accuracy");
        ScoreOracle.Check(c.GetProperty("balanced_accuracy"), () => S.BalancedAccuracy(truth, predicted), "balanced_accuracy");
        ScoreOracle.Check(
            c.GetProperty("balanced_accuracy_adjusted"), () => S.BalancedAccuracy(truth, predicted, adjusted: true), "adjusted");
        ScoreOracle.Check(c.GetProperty("matthews_corrcoef"), () => S.MatthewsCorrelation(truth, predicted), "matthews");
        ScoreOracle.Check(c.GetProperty("cohen_kappa"), () => S.CohenKappa(truth, predicted), "kappa");
        ScoreOracle.Check(c.GetProperty("cohen_kappa_linear"), () => S.CohenKappa(truth, predicted, KappaWeighting.Linear), "kappa linear");
        ScoreOracle.Check(
            c.GetProperty("cohen_kappa_quadratic"), () => S.CohenKappa(truth, predicted, KappaWeighting.Quadratic), "kappa quadratic");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Confusion_OracleCase_MatchesSklearn(int index)
    {
        var (truth, predicted) = Read(_cases[index]);

        var confusion = S.Confusion(truth, predicted);

        var expected = _cases[index].GetProperty("confusion_matrix").EnumerateArray()
            .Select(row => row.Integers().Select(n => (long)n).ToArray()).ToArray();
        Assert.Equal(
            expected,
            Enumerable.Range(0, expected.Length).Select(i => Enumerable.Range(0, expected.Length).Select(j => confusion[i, j]).ToArray()));
        Assert.Equal(ScoreOracle.Codes(_cases[index].GetProperty("labels")), confusion.Labels);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void PrecisionRecallF1_EveryAverageOfTheOracle_MatchesSklearn(int index)
    {
        var (truth, predicted) = Read(_cases[index]);
        int compared = 0;
        var settings = _cases[index].GetProperty("precision_recall_f1").EnumerateObject();
        foreach (var setting in settings.Where(p => p.Value.ValueKind == JsonValueKind.Object))
        {
            string[] words = setting.Name.Split(", zero_division=");
            var average = Enum.Parse<Average>(words[0], ignoreCase: true);
            double zero = words[1] == "1" ? 1 : 0;
            ScoreOracle.Check(
                setting.Value.GetProperty("precision"),
                () => S.Precision(truth, predicted, average, zeroDivision: zero),
                $"precision {setting.Name}");
            ScoreOracle.Check(
                setting.Value.GetProperty("recall"),
                () => S.Recall(truth, predicted, average, zeroDivision: zero),
                $"recall {setting.Name}");
            ScoreOracle.Check(
                setting.Value.GetProperty("f1"), () => S.F1(truth, predicted, average, zeroDivision: zero), $"f1 {setting.Name}");
            compared++;
        }

        Assert.True(compared >= 6, $"Only {compared} settings were compared.");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void PrecisionRecallF1_OfEachClass_MatchesSklearn(int index)
    {
        var (truth, predicted) = Read(_cases[index]);
        var confusion = S.Confusion(truth, predicted);
        var expected = _cases[index].GetProperty("per_class");
        for (int c = 0; c < confusion.Labels.Count; c++)
        {
            // One class against the rest, as two classes, is what a class's own scores are.
            double[] isTrue = [.. truth.Select(t => t == confusion.Labels[c] ? 1.0 : 0.0)];
            double[] isPredicted = [.. predicted.Select(p => p == confusion.Labels[c] ? 1.0 : 0.0)];
            ScoreOracle.Check(expected.GetProperty("precision")[c], () => S.Precision(isTrue, isPredicted), $"precision of {c}");
            ScoreOracle.Check(expected.GetProperty("recall")[c], () => S.Recall(isTrue, isPredicted), $"recall of {c}");
            ScoreOracle.Check(expected.GetProperty("f1")[c], () => S.F1(isTrue, isPredicted), $"f1 of {c}");
            Assert.Equal(expected.GetProperty("support")[c].GetInt64(), confusion.TrueCount(c));
        }
    }

    [Fact]
    public void Accuracy_OfNoRows_IsNaN() => Assert.Equal(double.NaN, S.Accuracy([], []));

    [Fact]
    public void Accuracy_OfUnequalLengths_NamesThem() =>
        Assert.Equal(
            "Truth and predictions must be equally long. Got 3 and 2 numbers.",
            Assert.Throws<ArgumentException>(() => S.Accuracy([0, 1, 1], [0, 1])).Message);

    [Fact]
    public void Accuracy_OfRealPredictions_NamesTheFirst() =>
        Assert.Contains(
            "Predictions must be whole class numbers to be scored as classes. Number 0 is 0.2",
            Assert.Throws<TrimtabException>(() => S.Accuracy([0, 1], [0.2, 0.7])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void F1_WithoutThePositiveClass_NamesTheClassesThereAre() =>
        Assert.Contains(
            "class 1 against one other. Got classes 2, 3",
            Assert.Throws<TrimtabException>(() => S.F1([2, 3, 2], [2, 2, 3])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void F1_BinaryOfThreeClasses_SaysWhichAveragesThereAre() =>
        Assert.Contains(
            "macro, micro or weighted",
            Assert.Throws<TrimtabException>(() => S.F1([0, 1, 2], [0, 1, 2])).Message,
            StringComparison.Ordinal);

    private static (double[] Truth, double[] Predicted) Read(JsonElement c)
    {
        JsonElement truth = c.GetProperty("y_true"), predicted = c.GetProperty("y_pred");
        return (ScoreOracle.Codes(truth, predicted), ScoreOracle.Codes(predicted, truth));
    }
}

using Trimtab.Data;
using Trimtab.ModelSelection;
using S = Trimtab.ModelSelection.Scores;

namespace Trimtab.Tests.ModelSelection.Scorers;

public class ScorerTests
{
    /// <summary>Classes 0, 1, 1, 0, 1 of which row 1 is predicted wrong.</summary>
    private static readonly ScoringContext _binary = Context(
        [0, 1, 1, 0, 1], new([0, 0, 1, 0, 1]) { Probabilities = [0.9, 0.1, 0.6, 0.4, 0.3, 0.7, 0.5, 0.5, 0.2, 0.8], Classes = [0, 1] });
    private static readonly ScoringContext _three = Context(
        [0, 1, 2, 2],
        new([0, 1, 1, 2]) { Probabilities = [0.7, 0.2, 0.1, 0.1, 0.8, 0.1, 0.2, 0.5, 0.3, 0, 0.1, 0.9], Classes = [0, 1, 2] });
    private static readonly ScoringContext _real = Context([1, 2, 3, 4], new([1.5, 2, 2, 4.25]));

    public static TheoryData<string> EveryName => [.. Scorer.Catalog.Names];

    private static IEnumerable<string> OfTrimtab =>
        Scorer.Catalog.Names.Where(name => Scorer.Catalog.TypeOf(name).Assembly == typeof(Scorer).Assembly);

    public static TheoryData<string> NeedingProbabilities =>
        [
            "roc_auc", "roc_auc_ovr", "roc_auc_ovo", "roc_auc_ovr_weighted", "roc_auc_ovo_weighted", "average_precision", "neg_log_loss",
            "neg_brier_score", "top_k_accuracy",
        ];

    [Theory]
    [MemberData(nameof(EveryName))]
    public void Names_OfTheCatalog_NameTheScorer(string name)
    {
        Scorer scorer = name;

        Assert.Equal(name, scorer.Name);
        Assert.Equal(scorer, Scorer.Catalog.Create(name));
    }

    [Fact]
    public void Names_OfSklearnForClassesAndRealValues_AreAllKnown()
    {
        // Left out: clusterings, multilabel samples, Jaccard, likelihood ratios, and deviances of counts.
        string[] leftOut =
        [
            "adjusted_mutual_info_score", "adjusted_rand_score", "completeness_score", "f1_samples", "fowlkes_mallows_score",
            "homogeneity_score", "jaccard", "jaccard_macro", "jaccard_micro", "jaccard_samples", "jaccard_weighted",
            "mutual_info_score", "neg_mean_gamma_deviance", "neg_mean_poisson_deviance", "neg_negative_likelihood_ratio",
            "normalized_mutual_info_score", "positive_likelihood_ratio", "precision_samples", "rand_score", "recall_samples",
            "v_measure_score",
        ];

        Assert.Equal(ScoreNames.Except(leftOut).Order(StringComparer.Ordinal), OfTrimtab);
    }

    // By hand: 4 of 5 right; precision 2/2, recall 2/3; AUC: the pairs won of 6 are those but 0.4 against 0.5.
    [Theory]
    [InlineData("accuracy", 0.8)]
    [InlineData("balanced_accuracy", (1 + (2.0 / 3)) / 2)]
    [InlineData("precision", 1)]
    [InlineData("recall", 2.0 / 3)]
    [InlineData("f1", 0.8)]
    [InlineData("roc_auc", 5.0 / 6)]
    [InlineData("roc_auc_ovr", 5.0 / 6)]
    [InlineData("roc_auc_ovo", 5.0 / 6)]
    [InlineData("neg_brier_score", -((0.01 + 0.36 + 0.09 + 0.25 + 0.04) / 5))]
    [InlineData("top_k_accuracy", 1)]
    public void Score_OfTwoClasses_IsWhatItIsByHand(string name, double expected) =>
        Assert.Equal(expected, ((Scorer)name).Score(_binary), 1e-15); // one or two roundings

    [Fact]
    public void Score_OfTwoClasses_PassesTruthAndProbabilitiesOn()
    {
        double[] truth = [0, 1, 1, 0, 1], positive = [0.1, 0.4, 0.7, 0.5, 0.8];

        Assert.Equal(S.AveragePrecision(truth, positive), ((Scorer)"average_precision").Score(_binary));
        Assert.Equal(-S.LogLoss(truth, positive), ((Scorer)"neg_log_loss").Score(_binary), 1e-15); // 1 − p is rounded once more
        Assert.Equal(S.MatthewsCorrelation(truth, [0, 0, 1, 0, 1]), ((Scorer)"matthews_corrcoef").Score(_binary));
    }

    // Per class: precision 1, ½, 1; recall 1, 1, ½; f1 1, ⅔, ⅔; support 1, 1, 2.
    [Theory]
    [InlineData("precision_macro", 2.5 / 3)]
    [InlineData("precision_micro", 0.75)]
    [InlineData("precision_weighted", 3.5 / 4)]
    [InlineData("recall_macro", 2.5 / 3)]
    [InlineData("recall_micro", 0.75)]
    [InlineData("recall_weighted", 0.75)]
    [InlineData("f1_macro", 7.0 / 9)]
    [InlineData("f1_micro", 0.75)]
    [InlineData("f1_weighted", 0.75)]
    public void Score_OfThreeClasses_IsWhatItIsByHand(string name, double expected) =>
        Assert.Equal(expected, ((Scorer)name).Score(_three), 1e-15); // a few roundings of thirds

    // Errors −0.5, 0, 1, −0.25; squares add up to 1.3125, the truths' deviations to 5.
    [Theory]
    [InlineData("neg_mean_squared_error", -1.3125 / 4)]
    [InlineData("neg_mean_absolute_error", -1.75 / 4)]
    [InlineData("neg_median_absolute_error", -0.375)]
    [InlineData("max_error", -1)]
    [InlineData("r2", 1 - (1.3125 / 5))]
    [InlineData("explained_variance", 1 - ((1.3125 - (0.0625 * 0.0625 * 4)) / 5))]
    [InlineData("neg_mean_absolute_percentage_error", -(0.5 + (1.0 / 3) + 0.0625) / 4)]
    public void Score_OfRealValues_IsWhatItIsByHand(string name, double expected) =>
        Assert.Equal(expected, ((Scorer)name).Score(_real), 1e-15); // one or two roundings

    [Fact]
    public void Score_OfRealValues_UsesTheRootAndTheLogarithm()
    {
        Assert.Equal(-S.RootMeanSquaredError([1, 2, 3, 4], [1.5, 2, 2, 4.25]), ((Scorer)"neg_root_mean_squared_error").Score(_real));
        Assert.Equal(-S.MeanSquaredLogarithmicError([1, 2, 3, 4], [1.5, 2, 2, 4.25]), ((Scorer)"neg_mean_squared_log_error").Score(_real));
    }

    [Fact]
    public void Score_OfSeveralOutputs_AveragesThem()
    {
        var context = new ScoringContext(
            new Fixed(new([0, 0]) { Outputs = [1, 2, 3, 5] }), new(new float[2], [1], [1, 2, 3, 4], outputs: 2));

        Assert.Equal(-0.25, ((Scorer)"neg_mean_squared_error").Score(context));
        Assert.Contains(
            "for one target a row. Got 2",
            Assert.Throws<TrimtabException>(() => ((Scorer)"max_error").Score(context)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Score_OfSeveralTargetsWithOnePrediction_SaysSo()
    {
        var context = new ScoringContext(new Fixed(new([0, 0])), new(new float[2], [1], [1, 2, 3, 4], outputs: 2));

        Assert.Equal(
            "Scorer 'r2' needs a prediction for each of 2 targets a row. Fixed predicted one.",
            Assert.Throws<TrimtabException>(() => ((Scorer)"r2").Score(context)).Message);
    }

    [Theory]
    [MemberData(nameof(NeedingProbabilities))]
    public void Score_WithoutProbabilities_SaysWhoNeedsThem(string name)
    {
        var context = Context([0, 1], new([0, 1]));

        Assert.StartsWith(
            $"Scorer '{name}' needs probabilities. Fixed predicted none;",
            Assert.Throws<TrimtabException>(() => ((Scorer)name).Score(context)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("roc_auc")]
    [InlineData("average_precision")]
    [InlineData("neg_brier_score")]
    public void Score_OfThreeClassesByAScorerOfTwo_SaysWhatToUse(string name) =>
        Assert.Contains(
            $"Scorer '{name}' is for two classes. Got probabilities of 3",
            Assert.Throws<TrimtabException>(() => ((Scorer)name).Score(_three)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void LogLoss_OfRowsOfOneClass_IsTakenAmongTheClassesKnown()
    {
        var context = Context([2, 2], new([2, 2]) { Probabilities = [0.25, 0.25, 0.5, 0.25, 0.25, 0.5], Classes = [0, 1, 2] });

        Assert.Equal(-Math.Log(2), ((Scorer)"neg_log_loss").Score(context), 1e-15); // one logarithm
    }

    [Fact]
    public void TopK_WithOneGuess_IsAccuracyWithoutTies() => Assert.Equal(0.75, new TopKAccuracyScorer(1).Score(_three));

    [Fact]
    public void F1_OfAnotherPositiveClass_ScoresThatClass() =>
        Assert.Equal(S.F1([1, 0, 0, 1, 0], [1, 1, 0, 1, 0]), new F1Scorer(Positive: 0).Score(_binary));

    private static IEnumerable<string> ScoreNames =>
        Oracles.Load("scorers.json").GetProperty("scorer_names").EnumerateArray().Select(name => name.GetString()!);

    private static ScoringContext Context(double[] truth, Prediction prediction) =>
        new(new Fixed(prediction), new(new float[truth.Length], [1], truth));

    private sealed class Fixed(Prediction prediction) : IFitted
    {
        public Prediction Predict(Dataset data) => prediction;

        public Scorer OwnScorer => throw new NotSupportedException();
    }
}

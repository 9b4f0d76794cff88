using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Preprocessing;

namespace Trimtab.ML.Tests;

/// <summary>Rows of another table than that which was learned from: other classes, other columns.</summary>
public class OtherRowsTests
{
    private static readonly string[] _names = ["a", "b", "c"];

    [Theory]
    [InlineData("light_gbm")]
    [InlineData("fast_tree")]
    [InlineData("logistic_regression")]
    public void Score_OfAFileThatLacksAClass_IsThatOfTheSameRows(string trainer)
    {
        var train = Labelled(0, 90);
        int[] rest = [.. Enumerable.Range(30, 60)];
        var fitted = Pipeline.Of([new StandardScaler()], MLEstimator.Classifier(trainer)).Fit(train, new());
        var test = Labelled(30, 60);

        Assert.Equal(["b", "c"], test.Classes!);
        Assert.InRange(fitted.Score(test), 0.9, 1);
        foreach (Scorer scorer in (Scorer[])["accuracy", "balanced_accuracy", "f1_macro", "neg_log_loss", "top_k_accuracy"])
        {
            Assert.Equal(scorer.Score(new(fitted, train.Select(rest))), scorer.Score(new(fitted, test)));
        }
    }

    [Fact]
    public void Score_OfAClassThatWasNotLearned_NamesIt()
    {
        var fitted = MLEstimator.Classifier(new LightGbm()).Fit(Labelled(0, 60), new());

        var error = Assert.Throws<TrimtabException>(() => fitted.Score(Labelled(0, 90)));

        Assert.Contains("Row 60 is of 'c'; learned were [a, b]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_OfLabelsWhereNumbersWereLearned_ComparesNumbersAndRefusesTexts()
    {
        var numbered = Rows.OfClasses(100, 2, 7);
        var fitted = MLEstimator.Classifier(new LightGbm()).Fit(numbered, new());
        int[] numbers = [.. numbered.Labels().Select(number => (int)number)];
        float[] features = Rows.FeaturesOf(numbered);

        Assert.Equal(fitted.Score(numbered), fitted.Score(Dataset.OfClasses(features, [3], numbers)));
        Assert.Contains(
            "learned were [2, 7]",
            Assert.Throws<TrimtabException>(() => fitted.Score(
                Dataset.OfClasses(features, [3], [.. numbers.Select(number => number == 2 ? "no" : "yes")]))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Predict_OfColumnsInAnotherOrder_NamesThem()
    {
        var rows = Rows.OfClasses(60, 0, 1);
        var fitted = MLEstimator.Classifier(new LightGbm()).Fit(Named(rows, "x", "y", "z"), new());

        var error = Assert.Throws<TrimtabException>(() => fitted.Predict(Named(rows, "x", "z", "y")));

        Assert.Contains("Got 'z' where 'y' was learned", error.Message, StringComparison.Ordinal);
        Assert.Equal(fitted.Predict(rows).Values, fitted.Predict(Named(rows, "x", "y", "z")).Values); // without names, by place
    }

    [Fact]
    public void Search_OfASingleClass_NamesItsLabel()
    {
        var search = new CrossValidate(MLEstimator.Classifier(new LightGbm())) { Cv = 2 };

        Assert.Contains(
            "All 10 rows are of class 'b'",
            Assert.Throws<TrimtabException>(() => search.Fit(
                Labelled(0, 90).Select([.. Enumerable.Range(30, 10)]), TestContext.Current.CancellationToken)).Message,
            StringComparison.Ordinal);
    }

    /// <summary>Rows of three classes by their only feature, from a table.</summary>
    private static Dataset Labelled(int first, int count) => new DataFrame(
    [
        FrameColumn.Of("x", Enumerable.Range(first, count).Select(i => (double)i).ToArray()),
        FrameColumn.Of("y", Enumerable.Range(first, count).Select(i => _names[i / 30]).ToArray()),
    ]).ToDataset("y");

    private static Dataset Named(Dataset rows, params string[] names) =>
        rows.WithFeatures(Rows.FeaturesOf(rows), [3], [.. names.Select(name => new FeatureColumn(name))]);
}

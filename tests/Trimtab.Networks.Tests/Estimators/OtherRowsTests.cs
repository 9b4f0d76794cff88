using Trimtab.Data;
using Trimtab.ModelSelection;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>Rows of another table than that which a net has learned from: other classes, other columns.</summary>
public class OtherRowsTests
{
    private static readonly string[] _labels = ["a", "b", "c"];

    [Fact]
    public void Score_OfRowsThatLackAClass_IsThatOfTheSameRows()
    {
        var all = Labelled(90, "x", "z");
        int[] rest = [.. Enumerable.Range(0, 90).Where(row => row % 3 > 0)];
        var fitted = Net().Fit(all, new());
        var test = Dataset.OfClasses(FeaturesOf(all.Select(rest)), [2], [.. rest.Select(row => _labels[row % 3])]);

        Assert.Equal(2, test.Classes!.Count);
        Assert.Equal(fitted.Score(all.Select(rest)), fitted.Score(test));
        Assert.Equal(
            new NegativeLogLossScorer().Score(new(fitted, all.Select(rest))), new NegativeLogLossScorer().Score(new(fitted, test)));
    }

    [Fact]
    public void Predict_OfColumnsInAnotherOrder_NamesThem()
    {
        var fitted = Net().Fit(Labelled(30, "x", "z"), new());

        Assert.Contains(
            "Rows to predict must have the columns of those that were learned from. Got 'z' where 'x' was learned",
            Assert.Throws<TrimtabException>(() => fitted.Predict(Labelled(30, "z", "x"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_WithValidationDataInAnotherOrder_NamesTheColumns()
    {
        var net = Net() with { ValidationData = Labelled(30, "z", "x") };

        Assert.Contains(
            "Rows to validate on must have the columns",
            Assert.Throws<TrimtabException>(() => net.Fit(Labelled(30, "x", "z"), new())).Message,
            StringComparison.Ordinal);
    }

    private static NetworkClassifier<NoParameters> Net() => NetworkClassifier.Of(() =>
    {
        var model = new Sequential([2]) { new Dense(3) { Activation = "softmax" } };
        model.Compile("adam", "sparse_categorical_crossentropy");
        return model;
    }) with
    { Epochs = 20 };

    private static Dataset Labelled(int count, params string[] names)
    {
        float[] features = Drawn.Uniform(count * 2, 1);
        for (int row = 0; row < count; row++)
        {
            features[row * 2] += row % 3;
        }

        return Dataset.OfClasses(features, [2], [.. Enumerable.Range(0, count).Select(row => _labels[row % 3])])
            .WithFeatures(features, [2], [.. names.Select(name => new FeatureColumn(name))]);
    }

    private static float[] FeaturesOf(Dataset rows) =>
        [.. Enumerable.Range(0, rows.Count).SelectMany(row => rows.FeaturesOf(row).ToArray())];
}

using Trimtab.Data;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>What fitted nets predict, and what targets their nets are trained on.</summary>
public class FittedNetworkTests
{
    private static readonly Dataset _rows = new(Drawn.Uniform(30, 1), [3], [.. Enumerable.Range(0, 10).Select(row => (double)(row % 3))]);

    [Fact]
    public void Classifier_OfSeveralOutputs_PredictsTheMostProbableClass()
    {
        var fitted = new FittedNetworkClassifier(Compiled(3, "softmax", "categorical_crossentropy"));

        var prediction = fitted.Predict(_rows);

        Assert.Equal([0.0, 1, 2], fitted.Classes);
        Assert.Equal(30, prediction.Probabilities!.Length);
        for (int row = 0; row < 10; row++)
        {
            double[] probabilities = [.. prediction.Probabilities.Skip(3 * row).Take(3)];
            Assert.Equal(1, probabilities.Sum(), 1e-6);
            Assert.Equal(Array.IndexOf(probabilities, probabilities.Max()), prediction.Values[row]);
        }
    }

    [Fact]
    public void Classifier_OfOneOutput_HasTwoClassesWithComplementaryProbabilities()
    {
        var fitted = new FittedNetworkClassifier(Compiled(1, "sigmoid", "binary_crossentropy"));

        var prediction = fitted.Predict(_rows);

        float[] outputs = fitted.Model.Predict(_rows, TestContext.Current.CancellationToken);
        Assert.Equal([0.0, 1], fitted.Classes);
        Assert.Equal(outputs.SelectMany(p => new[] { 1.0 - p, p }), prediction.Probabilities!);
        Assert.Equal(outputs.Select(p => p > 0.5 ? 1.0 : 0), prediction.Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Regressor_PredictsTheFirstOutputAndKeepsAll(int outputs)
    {
        var fitted = new FittedNetworkRegressor(Compiled(outputs, "linear", "mse"));

        var prediction = fitted.Predict(_rows);

        double[] all = [.. fitted.Model.Predict(_rows, TestContext.Current.CancellationToken).Select(value => (double)value)];
        Assert.Equal(all.Where((_, i) => i % outputs == 0), prediction.Values);
        Assert.Equal(outputs == 1 ? null : all, prediction.Outputs);
    }

    [Fact]
    public void Predictions_OnSeveralThreads_AreThoseOfOne()
    {
        var fitted = new FittedNetworkClassifier(Compiled(3, "softmax", "categorical_crossentropy"));
        double[] expected = [.. fitted.Predict(_rows).Values];
        double[][] actual = new double[8][];

        Parallel.For(0, actual.Length, i => actual[i] = [.. fitted.Predict(_rows).Values]);

        Assert.All(actual, values => Assert.Equal(expected, values));
    }

    [Fact]
    public void Targets_OfALossOnClassNumbers_StayClassNumbers()
    {
        using var model = Compiled(3, "softmax", "sparse_categorical_crossentropy");

        Assert.Same(_rows, ClassTargets.For(model, _rows));
        Assert.Equal(1, ClassTargets.Columns(model, _rows));
    }

    [Fact]
    public void Targets_OfALossOnOneHotRows_AreEncoded()
    {
        using var model = Compiled(3, "softmax", "categorical_crossentropy");

        var encoded = ClassTargets.For(model, _rows);

        Assert.Equal(3, encoded.Outputs);
        Assert.Equal([0.0, 1, 0], encoded.TargetsOf(4).ToArray());
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    [InlineData(0.5)]
    public void Labels_ThatAreNoClasses_AreRefusedWithTheirRow(double label)
    {
        using var model = Compiled(3, "softmax", "categorical_crossentropy");
        var rows = new Dataset(new float[6], [3], [0, label]);

        Assert.Equal(
            Invariant($"A net of 3 outputs requires labels from 0 to 2. Row 1 has {label}: ")
                + "number the classes from 0, or give whole numbers of 3 classes in all.",
            Assert.Throws<TrimtabException>(() => ClassTargets.Numbered(model, rows)).Message);
    }

    private static Sequential Compiled(int outputs, Activation activation, Loss loss)
    {
        var model = new Sequential([3]) { new Dense(outputs) { Activation = activation } };
        model.Compile("sgd", loss);
        return model;
    }
}

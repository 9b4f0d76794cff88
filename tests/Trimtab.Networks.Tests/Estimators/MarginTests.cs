using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>
/// Classifiers whose loss makes margins: decided at 0 or by the largest, as scikit-learn's LinearSVC, without probabilities.
/// </summary>
public class MarginTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Loss of a user's own with margins: the squared distance from −1 and 1.</summary>
    private sealed record LeastSquaresMargin : ElementwiseLoss
    {
        public override bool HasMargins => true;

        protected override (double Loss, double Slope) At(float target, float prediction)
        {
            double error = prediction - (target == 0 ? -1 : target);
            return (error * error, 2 * error);
        }
    }

    public static TheoryData<string, Loss> OfOneOutput => new()
    {
        { "hinge", "hinge" }, { "squared_hinge", "squared_hinge" }, { "own", new LeastSquaresMargin() },
    };

    [Theory]
    [MemberData(nameof(OfOneOutput))]
    public void OneOutput_IsDecidedAtZero(string name, Loss loss)
    {
        var rows = Rows(classes: 2);

        var fitted = (FittedNetworkClassifier)Classifier(1, loss, "linear").Fit(rows, new());

        float[] outputs = fitted.Model.Predict(rows, Token);
        var prediction = fitted.Predict(rows);
        Assert.Contains(outputs, output => output is > 0 and < 0.5f); // class 1, which a threshold of 0.5 would not find
        Assert.Equal(outputs.Select(output => output > 0 ? 1.0 : -1.0), prediction.Values);
        Assert.Equal(outputs.Select(output => (double)output), prediction.DecisionValues);
        Assert.Null(prediction.Probabilities);
        Assert.True(fitted.Score(rows) > 0.7, name);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void SeveralOutputs_AreDecidedByTheLargest(int classes)
    {
        var rows = Rows(classes);

        var fitted = (FittedNetworkClassifier)Classifier(classes, "categorical_hinge", "linear").Fit(rows, new());

        var outputs = fitted.Model.Predict(rows, Token).Chunk(classes).ToList();
        var prediction = fitted.Predict(rows);
        Assert.Equal(outputs.Select(row => fitted.Classes[Array.IndexOf(row, row.Max())]), prediction.Values);
        Assert.Equal(classes == 2 ? outputs.Select(row => (double)row[1] - row[0]) : null, prediction.DecisionValues);
        Assert.Null(prediction.Probabilities);
    }

    [Fact]
    public void LogLossOfMargins_IsRefused_AndRocAucRanksByThem()
    {
        var classifier = Classifier(1, "hinge", "tanh");
        var rows = Rows(classes: 2);

        var auc = new CrossValidate(classifier) { Cv = 2, Scoring = ["roc_auc"] }.Fit(rows, Token);
        var logLoss = new CrossValidate(classifier) { Cv = 2, Scoring = ["neg_log_loss"] }.Fit(rows, Token);

        Assert.True(auc.Test["score"].Mean > 0.7);
        Assert.Contains("needs probabilities", logLoss.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void OutputThatIsNeverNegative_IsRefusedBeforeTraining()
    {
        string message = Message(() => Classifier(1, "hinge", "sigmoid").Check(Rows(classes: 2)));

        Assert.Equal(
            "The loss hinge needs an output on both sides of 0: its sign is the class. "
                + "The last activation is sigmoid, which is never below 0: use 'tanh' or none, or the loss 'binary_crossentropy'.",
            message);
    }

    [Fact]
    public void BinaryAccuracy_OfMargins_HasItsThreshold()
    {
        float[] targets = [0, 1, 1, 0], margins = [-1, 0.2f, 0.7f, 0.1f];

        Assert.Equal(0.75, new BinaryAccuracy().Evaluate(targets, 1, margins, 1));
        Assert.Equal(0.75, new BinaryAccuracy { Threshold = 0 }.Evaluate(targets, 1, margins, 1));
        Assert.Equal(1, new BinaryAccuracy { Threshold = 0.15f }.Evaluate(targets, 1, margins, 1));
    }

    private static string Message(Action run) => Assert.ThrowsAny<TrimtabException>(run).Message;

    private static NetworkClassifier<NoParameters> Classifier(int outputs, Loss loss, Activation activation) => NetworkClassifier.Of(() =>
    {
        var model = new Sequential([2]) { new Dense(outputs) { Activation = activation } };
        model.Compile(new Adam { LearningRate = 0.05 }, loss);
        return model;
    }) with
    { Epochs = 15 };

    /// <summary>Rows whose first feature is near the number of their class; labels −1 and 1 of two.</summary>
    private static Dataset Rows(int classes)
    {
        const int Count = 120;
        var random = RandomAddress.FromSeed(5).Stream();
        double[] labels = [.. Enumerable.Range(0, Count).Select(row => classes == 2 ? (2 * (row % 2)) - 1.0 : row % classes)];
        var features = new List<float>();
        foreach (double label in labels)
        {
            features.Add((float)(label + (3 * random.NextDouble()) - 1.5));
            features.Add((float)random.NextDouble());
        }

        return new([.. features], [2], labels);
    }
}

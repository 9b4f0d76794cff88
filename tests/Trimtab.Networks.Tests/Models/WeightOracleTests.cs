using System.Text.Json;
using Trimtab.Data;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests.Models;

/// <summary>
/// Trainings with weights of rows and classes against PyTorch 1.13 in single precision, by Keras's rule: weighted losses are summed over a
/// batch and divided by its rows. Balanced weights and weighted accuracies against scikit-learn 1.2.
/// </summary>
public class WeightOracleTests
{
    private const double Rounding = 2e-5; // of nine steps of single precision in another order

    private static readonly JsonElement[] _oracle = [.. Oracles.Load("weights.json").GetProperty("trainings").EnumerateArray()];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, _oracle.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_WithWeights_HasTheLossesAndWeightsOfTorch(int number)
    {
        var oracle = _oracle[number];
        using var model = Net(oracle);
        var rows = Rows(oracle);

        var history = model.Fit(
            rows,
            new()
            {
                Epochs = oracle.GetProperty("epochs").GetInt32(),
                BatchSize = oracle.GetProperty("batch").GetInt32(),
                Shuffle = false,
                ClassWeights = ClassWeightsOf(oracle),
            },
            Token);

        Near(oracle.GetProperty("history").Numbers(), history["loss"]);
        Near(oracle.GetProperty("trained_kernel").Numbers(), [.. model.GetWeights()["dense/kernel"].Select(w => (double)w)]);
        Near(oracle.GetProperty("trained_bias").Numbers(), [.. model.GetWeights()["dense/bias"].Select(w => (double)w)]);
        var evaluated = model.Evaluate(rows, Token);
        Assert.Equal(oracle.GetProperty("evaluated_loss").GetDouble(), evaluated.Loss, Rounding);
        if (oracle.GetProperty("weighted_accuracy") is { ValueKind: JsonValueKind.Number } accuracy)
        {
            Assert.Equal(accuracy.GetDouble(), evaluated["weighted_accuracy"], 1e-7); // weights are single precision
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void ClassWeights_AreThoseOfScikitLearn(int number)
    {
        var oracle = _oracle[number];
        if (ClassWeightsOf(oracle) is { } weights)
        {
            var found = weights.For(new(new float[10], [1], oracle.GetProperty("labels").Numbers()));

            Assert.All(
                oracle.GetProperty("by_class").EnumerateObject(),
                expected => Assert.Equal(
                    expected.Value.GetDouble(), found.GetValueOrDefault(int.Parse(expected.Name, provider: null), 1), 1e-15));
        }
    }

    /// <summary>Metrics of nets with weights against scikit-learn's scores.</summary>
    [Fact]
    public void WeightedMetrics_AreThoseOfScikitLearn()
    {
        foreach (var oracle in Oracles.Load("weights.json").GetProperty("scores").EnumerateArray())
        {
            var scores = oracle.GetProperty("scores");
            int classes = oracle.GetProperty("classes").GetInt32();
            int outputs = classes > 0 ? classes : oracle.GetProperty("outputs").GetInt32();
            float[] truth = oracle.GetProperty("truth").Floats(), weights = oracle.GetProperty("weights").Floats();
            float[] predicted = oracle.GetProperty(classes > 0 ? "probabilities" : "predicted").Floats();
            (Metric, string)[] pairs = classes == 0 ? [("mse", "neg_mean_squared_error"), ("mae", "neg_mean_absolute_error")]
                : classes == 2 ? [("f1", "f1"), ("precision", "precision"), ("recall", "recall"), ("auc", "roc_auc")]
                :
                [
                    ("accuracy", "accuracy"), ("f1", "f1_macro"), ("precision", "precision_macro"), ("recall", "recall_macro"),
                    (new TopKCategoricalAccuracy { K = classes }, ""),
                ];
            foreach (var (metric, score) in pairs)
            {
                double expected = score.Length == 0 ? 1 : Math.Abs(scores.GetProperty(score).GetDouble());
                int columns = classes > 0 ? 1 : outputs;
                double found = new WeightedMetric { Metric = metric }.Evaluate(truth, columns, predicted, outputs, weights);
                Assert.Equal(expected, found, classes > 0 ? 1e-12 : 1e-6); // real values are cut to single precision
            }
        }
    }

    private static void Near(double[] expected, double[] found)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected, (value, i) => Assert.Equal(value, found[i], Rounding * Math.Max(1, Math.Abs(value))));
    }

    private static Sequential Net(JsonElement oracle)
    {
        string loss = oracle.GetProperty("loss").GetString()!;
        int outputs = oracle.GetProperty("outputs").GetInt32();
        var model = new Sequential([3])
        {
            new Dense(outputs) { Activation = loss == "mse" ? "linear" : outputs == 1 ? "sigmoid" : "softmax" },
        };
        model.Compile(
            new Sgd { LearningRate = oracle.GetProperty("rate").GetDouble() },
            loss,
            loss == "mse" ? [] : [new WeightedMetric { Metric = "accuracy" }]);
        model.SetWeights(new Dictionary<string, float[]>
        {
            ["dense/kernel"] = oracle.GetProperty("kernel").Floats(),
            ["dense/bias"] = new float[outputs],
        });
        return model;
    }

    private static Dataset Rows(JsonElement oracle)
    {
        int outputs = oracle.GetProperty("outputs").GetInt32();
        string loss = oracle.GetProperty("loss").GetString()!;
        var weights = oracle.GetProperty("sample_weight");
        var rows = new Dataset(
            oracle.GetProperty("x").Floats(),
            [3],
            oracle.GetProperty(loss == "mse" ? "real" : "labels").Numbers(),
            loss == "mse" ? outputs : 1)
        {
            Weights = weights.ValueKind == JsonValueKind.Null ? null : weights.Numbers(),
        };
        return loss == "categorical_crossentropy" ? rows.OneHot(outputs) : rows;
    }

    private static ClassWeights? ClassWeightsOf(JsonElement oracle) => oracle.GetProperty("class_weight") switch
    {
        { ValueKind: JsonValueKind.String } name => name.GetString()!,
        { ValueKind: JsonValueKind.Object } weights => weights.EnumerateObject()
            .ToDictionary(pair => int.Parse(pair.Name, provider: null), pair => pair.Value.GetDouble()),
        _ => null,
    };
}

using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Tests.Models;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>Weights of rows and classes of nets as estimators, in a search too.</summary>
public class WeightsTests
{
    private enum Health
    {
        Ill,
        Well,
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static NetworkClassifier<NoParameters> Classifier =>
        NetworkClassifier.Of(() => Nets.Small()) with { Epochs = 2, BatchSize = 8 };

    private static Dataset Rows => Nets.Digits.Train.Select([.. Enumerable.Range(0, 60)]);

    private static double[] Weights => [.. Enumerable.Range(0, 60).Select(row => (row % 4) * 0.5)];

    /// <summary>By hand: a net on the fold's rows with their weights.</summary>
    [Fact]
    public void Search_OfWeightedRows_TrainsEachFoldWithItsWeights()
    {
        var rows = Weighted(Rows, Weights);

        var result = new CrossValidate(Classifier with { ValidationSplit = 0.2 }) { Cv = new KFold(2) }.Fit(rows, Token);

        foreach (var (number, fold) in new KFold(2).Split(rows).Index())
        {
            using var model = Nets.Small();
            var history = model.Fit(
                rows.Select(fold.Train).OneHot(2),
                new() { Epochs = 2, BatchSize = 8, ValidationSplit = 0.2, Random = RandomAddress.FromSeed(0).At("fold").At(number) },
                Token);
            Assert.Equal(history["loss"], Of("loss"));
            Assert.Equal(history["val_loss"], Of("val_loss"));

            IEnumerable<double> Of(string metric) =>
                result.Trial.Reports.Where(report => report.Fold == number).Select(report => report.Metrics[metric]);
        }
    }

    [Fact]
    public void WeightsOfOne_HaveTheBitsOfNone()
    {
        var plain = (FittedNetworkClassifier)Classifier.Fit(Rows, new());
        var ones = (FittedNetworkClassifier)Classifier.Fit(Weighted(Rows, [.. Enumerable.Repeat(1.0, 60)]), new());

        Assert.Equal(plain.Model.Bits(), ones.Model.Bits());
    }

    /// <summary>In one batch without random order, a weight of 2 is a row that is there twice, but for the number of rows.</summary>
    [Fact]
    public void WeightOfTwo_IsTheRowTwice()
    {
        int[] twice = [.. Enumerable.Range(0, 10), .. Enumerable.Range(0, 10)];
        var net = Classifier with { BatchSize = 20, Shuffle = false, Epochs = 1 };
        var once = Weighted(Rows.Select([.. Enumerable.Range(0, 10)]), [.. Enumerable.Repeat(1.0, 10)]);

        var (repeated, weighted) = (new List<EpochReport>(), new List<EpochReport>());
        net.Fit(Rows.Select(twice), new() { EpochEnded = repeated.Add });
        net.Fit(Weighted(once, [.. Enumerable.Repeat(2.0, 10)]), new() { EpochEnded = weighted.Add });

        Assert.Equal(2 * repeated[0].Metrics["loss"], weighted[0].Metrics["loss"], 1e-6); // 20 losses over 10 rows
    }

    [Fact]
    public void Balanced_IsOfTheRowsOfEachFit_WithoutThoseValidatedOn()
    {
        double[] labels = [0, 0, 0, 1, 0, 0, 1, 1, 1, 1];
        var rows = new Dataset(new float[10 * 784], [28, 28, 1], labels);

        var all = ClassWeights.Balanced.For(rows);
        Assert.Equal(10 / (2.0 * 5), all[0]);

        var (balanced, given) = (new List<EpochReport>(), new List<EpochReport>());
        (Classifier with { ValidationSplit = 0.4, ClassWeights = "balanced" }).Fit(rows, new() { EpochEnded = balanced.Add });
        (Classifier with { ValidationSplit = 0.4, ClassWeights = new Dictionary<int, double> { [0] = 6 / (2.0 * 5), [1] = 6 / 2.0 } })
            .Fit(rows, new() { EpochEnded = given.Add });

        Assert.Equal(given.Select(report => report.Metrics["loss"]), balanced.Select(report => report.Metrics["loss"]));
    }

    [Fact]
    public void ClassWeights_ByLabel_AreThoseOfTheClassNumbers()
    {
        var rows = Rows;
        Dataset Labelled(ClassLabels classes) => new Dataset(Features(rows), rows.FeatureShape, rows.Labels()) { Classes = classes };
        int[] Bits(Dataset data, ClassWeights weights) =>
            ((FittedNetworkClassifier)(Classifier with { ClassWeights = weights }).Fit(data, new())).Model.Bits();

        int[] byNumber = Bits(rows, new Dictionary<int, double> { [1] = 3 });

        Assert.Equal(byNumber, Bits(Labelled(ClassLabels.Of(["ill", "well"])), new Dictionary<string, double> { ["well"] = 3 }));
        Assert.Equal(byNumber, Bits(Labelled(ClassLabels.Of([2, 7])), new Dictionary<int, double> { [7] = 3 }));
        Assert.Equal(byNumber, Bits(
            Labelled(ClassLabels.Of([Health.Ill, Health.Well])), ClassWeights.Of(new Dictionary<Health, double> { [Health.Well] = 3 })));
        Assert.NotEqual(byNumber, Bits(rows, ClassWeights.Balanced));
    }

    [Fact]
    public void ClassWeights_OfAnUnknownClass_AreRefusedBeforeTraining()
    {
        var labelled = new Dataset(Features(Rows), Rows.FeatureShape, Rows.Labels()) { Classes = ClassLabels.Of(["ill", "well"]) };
        string Message(Dataset rows, ClassWeights weights) => Assert.Throws<TrimtabException>(
            () => new CrossValidate(Classifier with { ClassWeights = weights }) { Cv = 2 }.Fit(rows, Token)).Message;

        Assert.Contains("'wel'", Message(labelled, new Dictionary<string, double> { ["wel"] = 3 }), StringComparison.Ordinal);
        Assert.Contains(
            "need weights by class number, from 0. Got ill",
            Message(Rows, new Dictionary<string, double> { ["ill"] = 3 }),
            StringComparison.Ordinal);
        Assert.Contains("from 0. Got -1", Message(Rows, new Dictionary<int, double> { [-1] = 3 }), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassWeights.Of(new Dictionary<int, double> { [0] = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ClassWeights.Of(new Dictionary<int, double> { [0] = double.NaN }));
        Assert.Throws<ArgumentException>(() => ClassWeights.Of(new Dictionary<int, double>()));
        Assert.Throws<UnknownNameException>(() => (ClassWeights)"balance");
    }

    [Fact]
    public void Identity_AndFingerprint_HaveWeightsAndLabels()
    {
        string Key(ClassWeights? weights) => (Classifier with { ClassWeights = weights }).Identity.Key;
        string[] keys =
        [
            Key(null), Key("balanced"), Key(new Dictionary<int, double> { [0] = 1 }), Key(new Dictionary<int, double> { [0] = 2 }),
            Key(new Dictionary<int, double> { [1] = 2 }), Key(new Dictionary<string, double> { ["a"] = 2 }),
        ];
        Dataset With(ClassLabels? classes) => new([0f, 1], [1], [0, 1]) { Classes = classes };
        string[] prints =
        [
            With(null).Fingerprint, With(ClassLabels.Of(["a", "b"])).Fingerprint, With(ClassLabels.Of(["a", "c"])).Fingerprint,
            With(ClassLabels.Of([2, 7])).Fingerprint, With(ClassLabels.Of(["2", "7"])).Fingerprint,
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(prints.Length, prints.Distinct().Count());
        Assert.Equal(
            Key(new Dictionary<int, double> { [0] = 1, [1] = 2 }), Key(new Dictionary<int, double> { [1] = 2, [0] = 1 }));
        Assert.Equal("{ 0 = 1, 1 = 2.5 }", ((ClassWeights)new Dictionary<int, double> { [1] = 2.5, [0] = 1 }).ToString());
    }

    [Fact]
    public void WeightedMetric_CountsValidationRowsByTheirWeights()
    {
        var net = NetworkClassifier.Of(() =>
        {
            var model = Nets.Small();
            model.Compile("adam", "categorical_crossentropy", "accuracy", new WeightedMetric { Metric = "accuracy" });
            return model;
        }) with
        { ValidationSplit = 0.5 };
        var reports = new List<EpochReport>();
        var rows = Weighted(Rows, Weights);

        var fitted = net.Fit(rows, new() { EpochEnded = reports.Add });

        var validated = rows.Select([.. Enumerable.Range(30, 30)]);
        double[] predicted = fitted.Predict(validated).Values, weights = [.. validated.Weights!];
        double right = Enumerable.Range(0, 30).Sum(row => predicted[row] == validated.Labels()[row] ? weights[row] : 0);
        Assert.Equal(right / weights.Sum(), reports[0].Metrics["val_weighted_accuracy"], 1e-12);
        Assert.NotEqual(reports[0].Metrics["val_accuracy"], reports[0].Metrics["val_weighted_accuracy"]);
    }

    /// <summary>A column of weights, through steps, training and scores; scores by hand.</summary>
    [Fact]
    public void Weights_OfATable_ReachTrainingAndTheScorersThatUseThem()
    {
        var random = RandomAddress.FromSeed(3).Stream();
        DataFrame frame = new(
        [
            FrameColumn.Of("x", Enumerable.Range(0, 40).Select(row => (0.5 * (row % 2)) + random.NextDouble())),
            FrameColumn.Of("weight", Enumerable.Range(0, 40).Select(row => (double)(row % 3))),
            FrameColumn.Of("kind", Enumerable.Range(0, 40).Select(row => row % 2 == 0 ? "even" : "odd")),
        ]);
        var rows = frame.ToDataset(new DataRoles { Target = "kind", Weights = "weight" });
        var net = NetworkClassifier.Of(shape =>
        {
            var model = new Sequential(shape) { new Dense(2) { Activation = "softmax" } };
            model.Compile(new Sgd { LearningRate = 0.5 }, "sparse_categorical_crossentropy");
            return model;
        }) with
        { Epochs = 3 };
        var pipeline = Pipeline.Of([new Preprocessing.StandardScaler()], net);
        Scorer[] scorers = ["accuracy", new AccuracyScorer { UsesWeights = true }, new NegativeLogLossScorer { UsesWeights = true }];

        var result = new CrossValidate(pipeline) { Cv = new KFold(2), Scoring = scorers }.Fit(rows, Token);

        var fold = new KFold(2).Split(rows)[0];
        var test = rows.Select(fold.Test);
        var fitted = pipeline.Fit(rows.Select(fold.Train), new() { Random = RandomAddress.FromSeed(0).At("fold").At(0) });
        double[] hits = [.. fitted.Predict(test).Values.Zip(test.Labels(), (guess, truth) => guess == truth ? 1.0 : 0)];
        Assert.Equal(hits.Average(), result.Test["accuracy"].Folds[0], 1e-15);
        Assert.Equal(
            hits.Zip(test.Weights!, (hit, weight) => hit * weight).Sum() / test.Weights!.Sum(),
            result.Test["weighted_accuracy"].Folds[0],
            1e-12);
        Assert.NotEqual(result.Test["accuracy"].Folds[0], result.Test["weighted_accuracy"].Folds[0]);
        Assert.Equal(["accuracy", "weighted_accuracy", "weighted_neg_log_loss"], result.Test.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void WeightedMetric_OfANet_IsReadBackFromItsJson()
    {
        using var model = Nets.Small();
        model.Compile("adam", "mse", new WeightedMetric(), new WeightedMetric { Metric = new TopKCategoricalAccuracy { K = 3 } });

        using var read = Sequential.FromJson(model.ToJson());

        Assert.Equal(model.Settings!.Metrics, read.Settings!.Metrics);
        Assert.Equal(["weighted_accuracy", "weighted_top_k_categorical_accuracy"], read.Settings.Metrics.Select(metric => metric.Name));
        Assert.Equal("weighted(metric=top_k_categorical_accuracy(k=3))", read.Settings.Metrics[1].ToString());
    }

    [Fact]
    public void WeightedMetric_OfOneThatUsesNoWeights_SaysSo() => Assert.Contains(
        "The metric 'Unweighted' does not use weights",
        Assert.Throws<TrimtabException>(() => new WeightedMetric { Metric = new Unweighted() }.Evaluate([1], 1, [1], 1, [2])).Message,
        StringComparison.Ordinal);

    private static Dataset Weighted(Dataset rows, double[] weights) =>
        new(Features(rows), rows.FeatureShape, rows.Labels()) { Weights = weights };

    private static float[] Features(Dataset rows) => [.. Enumerable.Range(0, rows.Count).SelectMany(row => rows.FeaturesOf(row).ToArray())];

    private sealed record Unweighted : Metric
    {
        public override Direction Direction => Direction.Maximize;

        public override double Evaluate(
            ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs) => 1;
    }
}

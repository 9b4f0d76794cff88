using Microsoft.ML;
using Microsoft.ML.Data;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Spaces;

namespace Trimtab.ML.Tests;

/// <summary>Trainers and pipelines of a user's in searches, beside ML.NET alone.</summary>
public class TrainerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>ML.NET alone, on rows of its own, is the reference.</summary>
    [Fact]
    public void LightGbm_PredictsAsItDoesWithoutTrimtab()
    {
        var rows = Rows.OfValues(200);
        var own = MLEstimator.Regressor(new LightGbm { NumberOfIterations = 20, NumberOfLeaves = 8 }).Fit(rows, new()).Predict(rows);
        var ml = new MLContext(1);
        var view = ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, rows.Count).Select(row =>
                new Row { Features = rows.FeaturesOf(row).ToArray(), Label = (float)rows.TargetsOf(row)[0] }));
        var direct = ml.Regression.Trainers
            .LightGbm(new Microsoft.ML.Trainers.LightGbm.LightGbmRegressionTrainer.Options
            {
                NumberOfLeaves = 8,
                LearningRate = 0.1,
                NumberOfIterations = 20,
                MinimumExampleCountPerLeaf = 20,
                NumberOfThreads = 1,
            })
            .Fit(view).Transform(view).GetColumn<float>("Score");

        Assert.Equal(direct.Select(score => (double)score), own.Values);
    }

    [Fact]
    public void Weights_OfTwo_CountAsRowsTwice()
    {
        var rows = Rows.OfClasses(120, 0, 1);
        int[] twice = [.. Enumerable.Range(0, 120), .. Enumerable.Range(0, 60)];
        var weighted = new Dataset(
            [.. Enumerable.Range(0, 120).SelectMany(row => rows.FeaturesOf(row).ToArray())], [3], rows.Labels())
        {
            Weights = [.. Enumerable.Range(0, 120).Select(row => row < 60 ? 2.0 : 1.0)],
        };
        var estimator = MLEstimator.Classifier(new LogisticRegression { L1Regularization = 0 });
        double[] repeated = estimator.Fit(rows.Select(twice), new()).Predict(rows).Probabilities!;
        double[] counted = estimator.Fit(weighted, new()).Predict(rows).Probabilities!;
        double[] plain = estimator.Fit(rows, new()).Predict(rows).Probabilities!;

        Assert.All(repeated.Zip(counted), pair => Assert.Equal(pair.First, pair.Second, 2e-3));
        Assert.Contains(plain.Zip(counted), pair => Math.Abs(pair.First - pair.Second) > 5e-3);
    }

    /// <summary>ML.NET calibrates one class against all others without weights: probabilities would ignore them.</summary>
    [Fact]
    public void FastForest_OfSeveralClassesWithWeights_IsRefused()
    {
        var rows = Rows.OfClasses(90, 0, 1, 2);
        var weighted = new Dataset(Rows.FeaturesOf(rows), [3], rows.Labels()) { Weights = [.. rows.Labels().Select(label => label + 1)] };
        var forest = MLEstimator.Classifier(new FastForest());

        Assert.Contains("weights", Assert.Throws<TrimtabException>(() => forest.Check(weighted)).Message, StringComparison.Ordinal);
        Assert.Contains("weights", Assert.Throws<TrimtabException>(() => forest.Fit(weighted, new())).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1e39)]
    [InlineData(1e300)]
    public void Numbers_ThatSinglePrecisionDoesNotHold_AreRefused(double large)
    {
        var rows = Rows.OfValues(60);
        double[] numbers = [.. rows.Labels().Select((value, row) => row == 7 ? large : value)];
        var tree = MLEstimator.Regressor(new FastTree());

        var weighted = new Dataset(Rows.FeaturesOf(rows), [3], rows.Labels()) { Weights = numbers };
        foreach (var broken in new[] { rows.WithTargets(numbers), weighted })
        {
            Assert.Contains("Row 7", Assert.Throws<TrimtabException>(() => tree.Check(broken)).Message, StringComparison.Ordinal);
            Assert.Contains("Row 7", Assert.Throws<TrimtabException>(() => tree.Fit(broken, new())).Message, StringComparison.Ordinal);
        }
    }

    /// <summary>A row of zeros has no direction: ML.NET's own division by its norm makes the whole model NaN.</summary>
    [Fact]
    public void FactorizationMachine_WithARowOfZeros_LearnsTheOthers()
    {
        var rows = Rows.OfClasses(100, 0, 1);
        float[] features = [.. Rows.FeaturesOf(rows).Select(feature => feature - 0.5f)];
        features.AsSpan(0, 3).Clear();

        var fitted = MLEstimator.Classifier(new FieldAwareFactorizationMachine()).Fit(new Dataset(features, [3], rows.Labels()), new());

        Assert.True(fitted.Score(new(features, [3], rows.Labels())) > 0.85);
        Assert.All(fitted.Predict(new([0, 0, 0], [3])).Probabilities!, probability => Assert.True(double.IsFinite(probability)));
    }

    /// <summary>Whether scores are probabilities is a property of the model, not of the rows that are predicted together.</summary>
    [Fact]
    public void Probabilities_OfARow_AreTheSameInAnyBatch()
    {
        var rows = Rows.OfClasses(90, 0, 1, 2);
        foreach (var fitted in new[] { MLEstimator.Classifier("light_gbm").Fit(rows, new()), Multiclass(task: null).Fit(rows, new()) })
        {
            double[] together = fitted.Predict(rows).Probabilities!;
            double[] alone = [.. fitted.PredictBatches(rows.Batches(1)).SelectMany(prediction => prediction.Probabilities!)];

            Assert.Equal(together, alone);
        }
    }

    [Fact]
    public void Search_OfTrainerSettings_IsTheSameAtAnyNumberOfWorkers()
    {
        var rows = Rows.OfClasses(150, 0, 1);
        SearchResult Run(int workers) => new GridSearchCV(
            MLEstimator.Classifier(new FastTree { NumberOfTrees = 10 }),
            new() { ["number_of_leaves"] = [2, 4], ["learning_rate"] = [0.1, 0.3] })
        {
            Cv = 3,
            Workers = workers,
        }.Fit(rows, TestContext.Current.CancellationToken);

        var (one, four) = (Run(1), Run(4));

        Assert.Equal(4, one.CvResults.Count);
        Assert.Equal(one.CvResults.Select(result => result.ToString()), four.CvResults.Select(result => result.ToString()));
        Assert.Equal(one.BestParameters, four.BestParameters);
    }

    [Fact]
    public void Pipeline_OfYours_ReadsTextsInTheirColumns()
    {
        var frame = DataFrame.From(new[] { "sand", "clay", null, "clay", "sand", "clay" }.Select((soil, i) =>
            new { soil, height = i + 1.0, state = soil == "clay" ? "alive" : "dead" }));
        var rows = frame.ToDataset("state");
        var estimator = MLEstimator.Classifier<Settings>(
            (ml, columns, settings) => ml.Transforms.Categorical.OneHotEncoding("coded", "soil")
                .Append(ml.Transforms.Concatenate(columns.Features, "coded", "height"))
                .Append(ml.BinaryClassification.Trainers.LbfgsLogisticRegression(
                    columns.Label, columns.Features, l1Regularization: 0, l2Regularization: (float)settings.Penalty)),
            preparesFeatures: true);

        var fitted = estimator.With(ParameterSet.Of(("penalty", 0.01))).Fit(rows, new());

        Assert.Equal(1, fitted.Score(rows));
        Assert.Throws<UnknownNameException>(() => estimator.With(ParameterSet.Of(("penalti", 0.01))));
    }

    /// <summary>
    /// A trainer of keys alone: where a fold lacks a class, or there are but two, the label is a key all the same.
    /// </summary>
    [Theory]
    [InlineData(0.0, 1.0)]
    [InlineData(0.0, 2.0)]
    [InlineData(0.0, 1.0, 2.0)]
    public void Pipeline_OfYours_OfSeveralClasses_LearnsFoldsOfTwo(params double[] learned)
    {
        var rows = Rows.OfClasses(150, 0, 1, 2);
        int[] train = [.. Enumerable.Range(0, 150).Where(row => learned.Contains(rows.Labels()[row]))];

        var predicted = Multiclass(task: MLTask.MulticlassClassification).Fit(rows.Select(train), new()).Predict(rows);

        Assert.Equal(learned, predicted.Classes);
        Assert.Equal(rows.Count * learned.Length, predicted.Probabilities!.Length);
        Assert.All(predicted.Values, value => Assert.Contains(value, learned));
    }

    [Fact]
    public void Pipeline_OfYours_OfATaskThatIsNotOfClasses_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Multiclass(task: MLTask.Regression));

    /// <summary>Trees are the resource: a candidate of a rung has the scores of one that is trained so far alone.</summary>
    [Fact]
    public void Halving_ByBoostingRounds_TrainsTheBestToTheMostOfThem()
    {
        var rows = Rows.OfClasses(150, 0, 1);
        var search = new HalvingSearchCV(
            MLEstimator.Classifier(new FastTree()),
            new ParameterGrid { ["learning_rate"] = [0.05, 0.2, 0.4], ["number_of_leaves"] = [2, 4, 8] })
        {
            Cv = 3,
            Resource = "number_of_trees",
            MinResource = 2,
            MaxResource = 18,
        };

        var result = search.Fit(rows, Token);

        Assert.Equal([(9, 2), (3, 6), (1, 18)], search.Rungs);
        Assert.Equal(18, result.BestParameters["number_of_trees"].As<int>());
        Assert.Equal((9 + 3 + 1) * 3, result.Cost.Fits);
        Assert.Equal(
            new CrossValidate(MLEstimator.Classifier(new FastTree()).With(result.BestParameters)) { Cv = 3 }
                .Fit(rows, Token).Test["score"].Folds,
            result.CvResults[0].Test["score"].Folds);
        Assert.Contains(
            "MaxResource",
            Assert.Throws<TrimtabException>(() => (search with { MaxResource = null }).Plan(rows, Token)).Message,
            StringComparison.Ordinal);
        Assert.Throws<UnknownNameException>(() => (search with { Resource = "trees" }).Plan(rows, Token));
    }

    /// <summary>Scores without a calibrator are enough to rank by, as scikit-learn ranks by decision_function.</summary>
    [Fact]
    public void RocAuc_OfATrainerWithoutProbabilities_RanksByItsScores()
    {
        var rows = Rows.OfClasses(150, 0, 1);
        var estimator = MLEstimator.Classifier<Settings>((ml, columns, _) =>
            ml.BinaryClassification.Trainers.AveragedPerceptron(columns.Label, columns.Features));

        var fitted = estimator.Fit(rows, new());
        var predicted = fitted.Predict(rows);

        Assert.Null(predicted.Probabilities);
        Assert.Equal(Scores.RocAuc(rows.Labels(), predicted.DecisionValues!), new RocAucScorer().Score(new(fitted, rows)));
        Assert.Equal(150, new CrossValPredict(estimator).Fit(rows, TestContext.Current.CancellationToken).DecisionValues!.Length);
    }

    private static MLEstimator Multiclass(MLTask? task) => MLEstimator.Classifier<Settings>(
        (ml, columns, settings) => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(
            columns.Label, columns.Features, l1Regularization: 0, l2Regularization: (float)settings.Penalty),
        task: task);

    private sealed record Settings
    {
        public double Penalty { get; init; } = 1;
    }

    private sealed class Row
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}

using Microsoft.ML;
using Microsoft.ML.Data;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Preprocessing;
using Trimtab.Spaces;

namespace Trimtab.ML.Tests;

public class TrainerTests
{
    public static TheoryData<string> Names => [.. MLTrainer.Catalog.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Trainer_OfTwoClasses_LearnsThemByTheirNumbers(string name)
    {
        var rows = Rows.OfClasses(300, 2, 7);
        if (!MLTrainer.Catalog.Create(name).Supports(MLTask.BinaryClassification))
        {
            return;
        }

        var fitted = Scaled(name, MLEstimator.Classifier).Fit(rows, new());
        var predicted = fitted.Predict(rows);

        Assert.True(fitted.Score(rows) > 0.8, $"{name}: {fitted.Score(rows)}");
        Assert.Equal([2, 7], predicted.Classes);
        for (int row = 0; row < rows.Count; row++)
        {
            double[] probabilities = predicted.Probabilities![(row * 2)..((row * 2) + 2)];
            Assert.Equal(1, probabilities.Sum(), 1e-6);
            Assert.True(predicted.Values[row] == (probabilities[1] > 0.5 ? 7 : 2) || Math.Abs(probabilities[1] - 0.5) < 0.1);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Trainer_OfThreeClasses_LearnsThemOrSaysThatItCannot(string name)
    {
        var rows = Rows.OfClasses(300, 1, 4, 9);
        var estimator = MLEstimator.Classifier(name);
        if (!MLTrainer.Catalog.Create(name).Supports(MLTask.MulticlassClassification))
        {
            Assert.Contains("3 classes", Assert.Throws<TrimtabException>(() => estimator.Check(rows)).Message, StringComparison.Ordinal);
            return;
        }

        var fitted = Scaled(name, MLEstimator.Classifier).Fit(rows, new());
        var predicted = fitted.Predict(rows);

        Assert.True(fitted.Score(rows) > 0.6, $"{name}: {fitted.Score(rows)}");
        Assert.Equal([1, 4, 9], predicted.Classes);
        Assert.Equal(rows.Count, predicted.Probabilities!.Sum(), 1e-2);
        Assert.All(predicted.Values, value => Assert.Contains(value, new double[] { 1, 4, 9 }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Trainer_OfAFoldThatLacksAClass_GivesItNoProbability(string name)
    {
        if (!MLTrainer.Catalog.Create(name).Supports(MLTask.MulticlassClassification))
        {
            return;
        }

        var all = Rows.OfClasses(200, 0, 1, 2);
        var labelled = Dataset.OfClasses(
            [.. Enumerable.Range(0, all.Count).SelectMany(row => all.FeaturesOf(row).ToArray())],
            [3],
            [.. all.Labels().Select(label => label == 0 ? "low" : label == 1 ? "middle" : "top")]);
        int[] two = [.. Enumerable.Range(0, all.Count).Where(row => all.Labels()[row] != 1)];

        var predicted = Scaled(name, MLEstimator.Classifier).Fit(labelled.Select(two), new()).Predict(labelled);

        Assert.Equal([0, 1, 2], predicted.Classes);
        Assert.Equal(all.Count * 3, predicted.Probabilities!.Length);
        Assert.DoesNotContain("middle", predicted.LabelsAs<string>());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Trainer_WithWeights_LearnsOrDoesNotSayThatItUsesThem(string name)
    {
        var rows = Rows.OfClasses(100, 0, 1);
        var estimator = Scaled(name, MLEstimator.Classifier);
        var data = new Dataset([.. Enumerable.Range(0, 100).SelectMany(row => rows.FeaturesOf(row).ToArray())], [3], rows.Labels())
        {
            Weights = [.. Enumerable.Range(0, 100).Select(row => row % 3 + 0.5)],
        };

        var result = Record.Exception(() => new CrossValidate(estimator) { Cv = 2 }.Fit(data, TestContext.Current.CancellationToken));

        Assert.Equal(estimator.UsesWeights, result is null);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Trainer_OfRealValues_LearnsThemOrIsRefused(string name)
    {
        var rows = Rows.OfValues(300);
        if (!MLTrainer.Catalog.Create(name).Supports(MLTask.Regression))
        {
            var error = Assert.Throws<ArgumentException>(() => MLEstimator.Regressor(name));
            Assert.Contains("regressor", error.Message, StringComparison.Ordinal);
            return;
        }

        var fitted = Scaled(name, MLEstimator.Regressor).Fit(rows, new());

        Assert.True(fitted.Score(rows) > 0.8, $"{name}: {fitted.Score(rows)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Trainer_FittedTwice_IsTheSame(string name)
    {
        var rows = Rows.OfClasses(200, 0, 1);
        var estimator = MLEstimator.Classifier(name);

        Assert.Equal(
            estimator.Fit(rows, new()).Predict(rows).Probabilities!, estimator.Fit(rows, new()).Predict(rows).Probabilities!);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Trainer_Space_HasSettingsThatItTakes(string name)
    {
        var trainer = MLTrainer.Catalog.Create(name);
        var drawn = trainer.Space.Sample(Numerics.RandomAddress.FromSeed(3));

        var set = trainer.With(drawn);

        Assert.Equal(drawn.Keys.Order(), drawn.Keys.Intersect(trainer.ParameterNames).Order());
        Assert.NotEqual(trainer, set);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Settings_TakeTheirDefaults_AndTheEndsOfTheirRanges(string name)
    {
        var trainer = MLTrainer.Catalog.Create(name);
        foreach (var (setting, distribution) in trainer.Space)
        {
            foreach (var end in distribution switch
            {
                FloatDistribution real => new ParameterValue[] { real.Low, real.High },
                IntDistribution whole => [whole.Low, whole.High],
                _ => [],
            })
            {
                _ = trainer.With(ParameterSet.Of((setting, end)));
            }
        }

        foreach (var property in trainer.GetType().GetProperties().Where(property => property.SetMethod is not null))
        {
            property.SetValue(trainer, property.GetValue(trainer));
        }
    }

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

    private static ModelSelection.IEstimator Scaled(string name, Func<MLTrainer, MLEstimator> estimator)
    {
        var trainer = MLTrainer.Catalog.Create(name);
        return trainer.NeedsScaledFeatures ? Pipeline.Of([new StandardScaler()], estimator(trainer)) : estimator(trainer);
    }

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

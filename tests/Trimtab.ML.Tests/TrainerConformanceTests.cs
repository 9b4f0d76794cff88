using Microsoft.ML;
using Microsoft.ML.Data;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Preprocessing;
using Trimtab.Spaces;
using Trimtab.Tests;

namespace Trimtab.ML.Tests;

/// <summary>What every trainer of the catalog must do. A new one is picked up by its file.</summary>
public class TrainerConformanceTests
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
            Assert.Equal(probabilities[1] > 0.5 ? 7 : 2, predicted.Values[row]);
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

    /// <summary>scikit-learn's rule of sample_weight: a row of weight 6 counts as six rows, in probabilities, too.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Weights_CountAsRowsRepeated_InProbabilities(string name)
    {
        if (!MLTrainer.Catalog.Create(name).UsesWeights)
        {
            return;
        }

        var rows = Rows.OfRareClass(300);
        double[] weights = [.. rows.Labels().Select(label => label == 1 ? 6.0 : 1.0)];
        int[] repeated = [.. Enumerable.Range(0, rows.Count).SelectMany(row => Enumerable.Repeat(row, (int)weights[row]))];
        var weighted = new Dataset(Rows.FeaturesOf(rows), [3], rows.Labels()) { Weights = weights };

        double byWeight = MeanProbability(Scaled(name, MLEstimator.Classifier).Fit(weighted, new()));
        double byRepeating = MeanProbability(Scaled(name, MLEstimator.Classifier).Fit(rows.Select(repeated), new()));
        double plain = MeanProbability(Scaled(name, MLEstimator.Classifier).Fit(rows, new()));

        Assert.Equal(byRepeating, byWeight, 0.05); // rows a leaf must have are counted, not weighed
        Assert.True(byWeight > plain, $"{name}: {plain} without weights, {byWeight} with");

        double MeanProbability(IFitted fitted)
        {
            double[] probabilities = fitted.Predict(rows).ProbabilitiesOf(1);
            return probabilities.Zip(weights, (p, weight) => p * weight).Sum() / weights.Sum();
        }
    }

    /// <summary>Of noisy and unequal classes, the likeliest is predicted, also by the model alone in plain ML.NET.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Prediction_OfTwoClasses_IsTheLikeliest(string name)
    {
        var rows = Rows.OfRareClass(300);
        var fitted = (FittedML)MLEstimator.Classifier(name).Fit(rows, new());

        var predicted = fitted.Predict(rows);

        double[] likeliest = [.. predicted.ProbabilitiesOf(1).Select(p => p > 0.5 ? 1.0 : 0.0)];
        Assert.Equal(likeliest, predicted.Values);
        Assert.Equal(likeliest, Loaded(fitted, rows).GetColumn<bool>("PredictedLabel").Select(isSecond => isSecond ? 1.0 : 0.0));
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

    /// <summary>Settings that ML.NET does not take are refused by their names when they are set, and not within a fit.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task Settings_AtOddValues_WorkOrAreRefusedByName(string name)
    {
        var trainer = MLTrainer.Catalog.Create(name);
        foreach (var (setting, value) in NumericSettings.Of(trainer))
        {
            await NumericSettings.WorkOrAreRefused(trainer, setting, value, made => Task.Run(() => Use((MLTrainer)made, value is double)));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Search_IsTheSameAtAnyNumberOfWorkers(string name)
    {
        var rows = Rows.OfClasses(90, 0, 1);
        var trainer = MLTrainer.Catalog.Create(name);
        SearchResult Run(int workers) =>
            new StudySearchCV(Scaled(name, MLEstimator.Classifier), trainer.Space, 4)
            {
                Cv = 3,
                Scoring = ["neg_log_loss"],
                Workers = workers,
                Sampler = new Samplers.RandomSampler(),
            }.Fit(rows, TestContext.Current.CancellationToken);

        var (one, four) = (Run(1), Run(4));

        Assert.Equal(Folds(one), Folds(four));
        Assert.All(one.CvResults, result => Assert.Empty(result.Failures));

        static IEnumerable<double> Folds(SearchResult result) =>
            result.CvResults.SelectMany(candidate => candidate.Test["score"].Folds);
    }

    /// <summary>What defines a training is in its text once: no names, ranges or answers that follow from the type.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void ToString_HasTheSettingsAlone(string name)
    {
        var trainer = MLTrainer.Catalog.Create(name);

        string expected = string.Join(
            ", ", SettingsOf(trainer).Select(setting => FormattableString.Invariant($"{setting.Name} = {setting.Value}")));

        Assert.Equal($"{trainer.GetType().Name} {{ {expected} }}", trainer.ToString());

        static IEnumerable<(string Name, object? Value)> SettingsOf(MLTrainer trainer) => trainer.GetType().GetProperties()
            .Where(property => property.SetMethod is not null).Select(property => (property.Name, property.GetValue(trainer)));
    }

    /// <summary>Keys that plain ML.NET predicts, in a model that was saved and loaded, have the labels back.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void SavedModel_OfSeveralClasses_MapsItsKeysBackInPlainMLNet(string name)
    {
        if (!MLTrainer.Catalog.Create(name).Supports(MLTask.MulticlassClassification))
        {
            return;
        }

        var numbered = Rows.OfClasses(150, 3, 5, 9);
        var labelled = Dataset.OfClasses(
            Rows.FeaturesOf(numbered), [3], [.. numbered.Labels().Select(label => label == 3 ? "low" : label == 5 ? "middle" : "top")]);

        var byNumber = (FittedML)MLEstimator.Classifier(name).Fit(numbered, new());
        var byLabel = (FittedML)MLEstimator.Classifier(name).Fit(labelled, new());

        Assert.Equal(byNumber.Predict(numbered).Values, MappedBack<double>(byNumber, numbered));
        Assert.Equal(byLabel.Predict(labelled).LabelsAs<string>(), MappedBack<string>(byLabel, labelled));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RocAuc_IsThatOfMLNet_AlsoWhereProbabilitiesAreRounded(string name)
    {
        if (!MLTrainer.Catalog.Create(name).Supports(MLTask.BinaryClassification))
        {
            return;
        }

        var rows = Rows.OfClasses(200, 0, 1);
        var fitted = (FittedML)MLEstimator.Classifier(name).Fit(rows, new());
        var ml = new MLContext();
        var evaluated = ml.BinaryClassification.EvaluateNonCalibrated(fitted.Model.Transform(ml.Data.LoadFromEnumerable(
            rows.Labels().Select((label, row) => new Row { Features = rows.FeaturesOf(row).ToArray(), Label = label == 1 }))));

        double score = new RocAucScorer().Score(new(fitted, rows));

        Assert.Equal(evaluated.AreaUnderRocCurve, score, 1e-9); // sums of as many terms in another order
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void RocAucOfSeveralClasses_TakesTheProbabilities(string name)
    {
        if (!MLTrainer.Catalog.Create(name).Supports(MLTask.MulticlassClassification))
        {
            return;
        }

        var rows = Rows.OfClasses(300, 0, 1, 2);
        var fitted = Scaled(name, MLEstimator.Classifier).Fit(rows, new());

        Assert.InRange(new RocAucOvrScorer().Score(new(fitted, rows)), 0.7, 1);
        Assert.InRange(new RocAucOvoScorer().Score(new(fitted, rows)), 0.7, 1);
    }

    private static T[] MappedBack<T>(FittedML fitted, Dataset rows)
    {
        var scored = Loaded(fitted, rows);
        var mapped = new MLContext().Transforms.Conversion.MapKeyToValue("Class", "PredictedLabel").Fit(scored).Transform(scored);
        return [.. mapped.GetColumn<T>("Class")];
    }

    /// <summary>The rows, scored by the model after it was saved and loaded.</summary>
    private static IDataView Loaded(FittedML fitted, Dataset rows)
    {
        var ml = new MLContext();
        using var saved = new MemoryStream();
        ml.Model.Save(fitted.Model, fitted.SchemaOf(rows), saved);
        saved.Position = 0;
        return new MLContext().Model.Load(saved, out _).Transform(ml.Data.LoadFromEnumerable(
            Enumerable.Range(0, rows.Count).Select(row => new Row { Features = rows.FeaturesOf(row).ToArray() })));
    }

    private static void Use(MLTrainer trainer, bool fits)
    {
        var rows = Rows.OfClasses(40, 0, 1);
        if (fits)
        {
            _ = MLEstimator.Classifier(trainer).Fit(rows, new()).Predict(rows);
        }
        else
        {
            _ = trainer.Create(new(0), new(MLTask.BinaryClassification, rows, 0));
        }
    }

    private static ModelSelection.IEstimator Scaled(string name, Func<MLTrainer, MLEstimator> estimator)
    {
        var trainer = MLTrainer.Catalog.Create(name);
        return trainer.NeedsScaledFeatures ? Pipeline.Of([new StandardScaler()], estimator(trainer)) : estimator(trainer);
    }

    private sealed class Row
    {
        [VectorType(3)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}

using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Tests.Models;
using Trimtab.Numerics;
using Trimtab.Preprocessing;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>Validation rows of an estimator: the last of each training fold, or a fixed set; never a test row.</summary>
public class ValidationTests
{
    private const ulong Seed = 4;

    private static readonly Dataset _rows = Nets.Digits.Train.Select([.. Enumerable.Range(0, 90)]);

    private static readonly NetworkClassifier<NoParameters> _classifier = NetworkClassifier.Of(() => Nets.Small()) with { Epochs = 3 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>By hand: the fold's rows, its last quarter to validate on, at the address of its random draws.</summary>
    [Fact]
    public void ValidationSplit_InASearch_TakesTheLastRowsOfEachTrainingFold()
    {
        var result = Search(_classifier with { ValidationSplit = 0.25, Shuffle = false }, new KFold(3)).Fit(_rows, Token);

        foreach (var (number, fold) in new KFold(3).Split(_rows).Index())
        {
            using var model = Nets.Small();
            var history = model.Fit(
                _rows.Select(fold.Train.AsSpan(0, 45)).OneHot(2),
                new()
                {
                    Epochs = 3,
                    Shuffle = false,
                    ValidationData = _rows.Select(fold.Train.AsSpan(45)).OneHot(2),
                    Random = RandomAddress.FromSeed(Seed).At("fold").At(number),
                },
                Token);

            Assert.Equal(60, fold.Train.Length);
            Assert.Equal(history["loss"], Values(result, number, "loss"));
            Assert.Equal(history["val_loss"], Values(result, number, "val_loss"));
            Assert.Equal(history["val_accuracy"], Values(result, number, "val_accuracy"));
        }
    }

    /// <summary>With other numbers in every test row of a fold, its training and validation have the same bits.</summary>
    [Fact]
    public void TestRows_NeverReachTrainingOrValidation()
    {
        var fold = new KFold(3).Split(_rows)[1];
        var search = Search(
            _classifier with { ValidationSplit = 0.25, Callbacks = () => [new ReduceLROnPlateau { Patience = 1 }] },
            new KFold(3));

        var result = search.Fit(_rows, Token);
        var others = search.Fit(Spoilt(fold.Test), Token);
        var validated = search.Fit(Spoilt(fold.Train[^1]), Token);

        Assert.Equal(Values(result, 1, "loss"), Values(others, 1, "loss"));
        Assert.Equal(Values(result, 1, "val_loss"), Values(others, 1, "val_loss"));
        Assert.NotEqual(Values(result, 0, "val_loss"), Values(others, 0, "val_loss")); // there they are training rows
        Assert.Equal(Values(result, 1, "loss")[0], Values(validated, 1, "loss")[0]); // later ones have another learning rate
        Assert.NotEqual(Values(result, 1, "val_loss"), Values(validated, 1, "val_loss"));
    }

    /// <summary>
    /// With other numbers in every row that is validated on, scales are the same, and so is the loss; a step sees them, too.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ValidationSplit_BehindSteps_IsNotLearnedFromByThem(bool isNested)
    {
        var net = NetworkRegressor.Of(shape =>
        {
            var model = new Sequential(shape) { new Dense(1) };
            model.Compile("sgd", "mse");
            return model;
        }) with
        { ValidationSplit = 0.2 };
        var estimator = isNested
            ? Pipeline.Of([new SimpleImputer()], EstimatorChoice.Of(("net", Pipeline.Of([new StandardScaler()], net))))
            : Pipeline.Of([new SimpleImputer(), new StandardScaler()], net);

        var (loss, validation) = Fitted(1);
        var (sameLoss, otherValidation) = Fitted(1000);

        Assert.Equal(loss, sameLoss);
        Assert.True(otherValidation > 100 * validation);

        (double Loss, double Validation) Fitted(float factor)
        {
            var reports = new List<EpochReport>();
            float[] features = [.. Enumerable.Range(0, 50).Select(row => row % 7 * (row < 40 ? 1 : factor))];
            var rows = new Dataset(features, [1], [.. Enumerable.Range(0, 50).Select(row => row % 7 * 0.5)]);
            estimator.Fit(rows, new() { EpochEnded = reports.Add });
            return (reports[0].Metrics["loss"], reports[0].Metrics["val_loss"]);
        }
    }

    [Fact]
    public void ValidationData_IsTheSameInEveryFit()
    {
        var fixedRows = Nets.Digits.Test;
        var reports = new List<EpochReport>();
        var context = new FitContext { EpochEnded = reports.Add };

        (_classifier with { ValidationData = fixedRows, ValidationSplit = 0.5 }).Fit(_rows, context);

        using var model = Nets.Small();
        var history = model.Fit(_rows.OneHot(2), new() { Epochs = 3, ValidationData = fixedRows.OneHot(2) }, Token);
        Assert.Equal(history["val_loss"], reports.Select(report => report.Metrics["val_loss"]));
        Assert.Equal(history["loss"], reports.Select(report => report.Metrics["loss"]));
    }

    /// <summary>Steps that have learned from the training rows are applied to a fixed set, too.</summary>
    [Fact]
    public void ValidationData_BehindSteps_IsPreparedByThem()
    {
        var (train, validation) = (Table(seed: 1, rows: 40), Table(seed: 2, rows: 12));
        var net = NetworkRegressor.Of(shape =>
        {
            var model = new Sequential(shape) { new Dense(1) };
            model.Compile("sgd", "mse");
            return model;
        }) with
        { Epochs = 2 };
        var (behind, prepared) = (new List<EpochReport>(), new List<EpochReport>());
        Steps steps = [new StandardScaler(), ("range", new MinMaxScaler())];
        var learned = steps.Fit(train);

        Pipeline.Of([new StandardScaler()], Pipeline.Of([("range", new MinMaxScaler())], net with { ValidationData = validation }))
            .Fit(train, new() { EpochEnded = behind.Add });
        (net with { ValidationData = learned.Transform(validation) }).Fit(learned.Transform(train), new() { EpochEnded = prepared.Add });

        Assert.Equal(prepared.Select(report => report.Metrics["val_loss"]), behind.Select(report => report.Metrics["val_loss"]));
    }

    [Fact]
    public void EpochMetrics_WithValidation_HaveThoseOfItsRows()
    {
        string[] Names(NetworkClassifier<NoParameters> net) => [.. ((IIterativeEstimator)net).EpochMetrics.Select(metric => metric.Name)];

        Assert.Equal(["loss", "accuracy"], Names(_classifier));
        Assert.Equal(["loss", "accuracy", "val_loss", "val_accuracy"], Names(_classifier with { ValidationSplit = 0.1 }));
        Assert.Equal(["loss", "accuracy", "val_loss", "val_accuracy"], Names(_classifier with { ValidationData = _rows }));
    }

    [Fact]
    public void Search_WhoseCallbackNeedsValidation_IsRefusedWithoutIt()
    {
        var search = Search(_classifier with { Callbacks = () => [new EarlyStopping()] }, 2);

        string message = Assert.Throws<TrimtabException>(() => search.Fit(_rows, Token)).Message;

        Assert.Contains("'val_loss'", message, StringComparison.Ordinal);
        Assert.Contains("loss, accuracy", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Search_WithoutARowToValidateOn_IsRefusedBeforeTraining() =>
        Assert.Contains(
            "ValidationSplit 0.999 must leave rows on both sides. Got 90 rows, 0 for training.",
            Assert.Throws<TrimtabException>(() => Search(_classifier with { ValidationSplit = 0.999 }, 2).Fit(_rows, Token)).Message,
            StringComparison.Ordinal);

    private static GridSearchCV Search(IEstimator estimator, Splitter cv) =>
        new(estimator, new() { ["epochs"] = [3] }) { Cv = cv, Seed = Seed, Refit = false };

    private static double[] Values(SearchResult result, int fold, string metric) =>
        [.. result.Trials[0].Reports.Where(report => report.Fold == fold).Select(report => report.Metrics[metric])];

    /// <summary>The rows with one of them, or some, turned into something else, the label included.</summary>
    private static Dataset Spoilt(params int[] rows)
    {
        float[] features = [.. Enumerable.Range(0, _rows.Count).SelectMany(row => _rows.FeaturesOf(row).ToArray())];
        double[] targets = _rows.Labels();
        foreach (int row in rows)
        {
            features.AsSpan(row * _rows.FeatureLength, _rows.FeatureLength).Fill(row + 2);
            targets[row] = 1 - targets[row];
        }

        return new(features, _rows.FeatureShape, targets);
    }

    private static Dataset Table(ulong seed, int rows)
    {
        var random = RandomAddress.FromSeed(seed).Stream();
        float[] features = [.. Enumerable.Range(0, rows * 2).Select(_ => 5 + (float)random.NextDouble())];
        return new(features, [2], [.. Enumerable.Range(0, rows).Select(_ => random.NextDouble())])
        {
            Columns = [new("a"), new("b")],
        };
    }
}

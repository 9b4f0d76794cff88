using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Preprocessing;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>Nets behind steps: built for the columns that a fold's encoder makes, shared by epochs, kept in a ledger.</summary>
public class PipelineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>48 rows of a number, missing in some, and a kind; one kind is in the last rows only.</summary>
    private static Dataset Rows()
    {
        DataFrame frame = new(
        [
            FrameColumn.Of("number", Enumerable.Range(0, 48).Select(row => row % 7 == 0 ? double.NaN : row * 0.5)),
            FrameColumn.Of("kind", Enumerable.Range(0, 48).Select(row => row > 40 ? "rare" : row % 3 == 0 ? "a" : "b")),
            FrameColumn.Of("label", Enumerable.Range(0, 48).Select(row => row % 2 == 0 ? "no" : "yes")),
        ]);
        return frame.ToDataset("label");
    }

    private static Pipeline Net(Action<Shape>? built = null, Func<IReadOnlyList<Callback>>? callbacks = null)
    {
        var columns = new ColumnTransformer
        {
            Branches =
            [
                new("numbers", ColumnSelector.Numbers, [new SimpleImputer(), ("scale", new StandardScaler())]),
                new("texts", ColumnSelector.Texts, [new OneHotEncoder { HandleUnknown = HandleUnknown.Ignore }]),
            ],
        };
        return Pipeline.Of([("columns", columns)], NetworkClassifier.Of<Units>((units, shape) =>
        {
            built?.Invoke(shape);
            var model = new Sequential(shape) { new Dense(units.Hidden), new Dense(2) { Activation = "softmax" } };
            model.Compile("adam", "sparse_categorical_crossentropy");
            return model;
        }) with
        { Callbacks = callbacks });
    }

    /// <summary>How many columns the encoder makes is not known before it has learned; which metrics there are is.</summary>
    [Fact]
    public void Callback_WithoutItsMetric_BehindAnEncoder_IsRefusedBeforeAnythingIsTrained()
    {
        int begun = 0;
        var callbacks = () => (Callback[])[new EarlyStopping(), new LambdaCallback { TrainBegin = _ => begun++ }];
        var choice = EstimatorChoice.Of(("net", Net(callbacks: callbacks)));

        var filled = Pipeline.Of([new SimpleImputer { Strategy = ImputerStrategy.MostFrequent }], choice);
        foreach (var estimator in new IEstimator[] { Net(callbacks: callbacks), choice, filled })
        {
            var error = Assert.Throws<TrimtabException>(() => new CrossValidate(estimator) { Cv = 2 }.Fit(Rows(), Token));

            Assert.Contains("No metric is called 'val_loss'", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, begun);
    }

    [Fact]
    public void Net_IsBuiltForTheColumnsOfEachFold()
    {
        var shapes = new System.Collections.Concurrent.ConcurrentBag<Shape>();

        var result = new CrossValidate(Net(shapes.Add)) { Cv = new KFold(4) }.Fit(Rows(), Token);

        Assert.Empty(result.Failures);
        Assert.Contains<Shape>([4], shapes); // a number and three kinds
        Assert.Contains<Shape>([3], shapes); // where the last rows are tested
    }

    [Fact]
    public void Search_OverStepsAndEpochs_SharesTrainings_AndIsTheSameFromALedger()
    {
        var ledger = new Ledger();
        var search = new GridSearchCV(Net(), new()
        {
            ["columns__numbers__scale"] = ["standard_scaler", "min_max_scaler"],
            ["epochs"] = [1, 2, 4],
            ["hidden"] = [2, 3],
        })
        {
            Cv = new StratifiedKFold(3),
            Refit = false,
        };

        var alone = search.Fit(Rows(), Token);
        var first = (search with { Ledger = ledger }).Fit(Rows(), Token);
        var again = (search with { Ledger = ledger }).Fit(Rows(), Token);

        Assert.Equal(3 * 2 * 2 * 4, alone.Cost.EpochsTrained);
        Assert.Equal(Scores(alone), Scores(first));
        Assert.Equal(Scores(alone), Scores(again));
        Assert.Equal(0, again.Cost.EpochsTrained);
    }

    [Fact]
    public void Identity_OfOtherStepsOrHyperparameters_IsAnother()
    {
        string Key(string name, Spaces.ParameterValue value) =>
            ((IIterativeEstimator)Net().With(Spaces.ParameterSet.Of((name, value)))).Identity.Key;

        string[] keys =
        [
            Key("hidden", 4), Key("hidden", 5), Key("columns__texts__one_hot_encoder__drop", "first"),
            Key("columns__remainder", "passthrough"),
            Key("columns__numbers__scale", "robust_scaler"), Key("columns__numbers__scale__with_mean", false),
        ];

        Assert.DoesNotContain("", keys);
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(Key("epochs", 1), Key("epochs", 9));
    }

    private static IEnumerable<double> Scores(SearchResult result) =>
        result.CvResults.SelectMany(candidate => candidate.Test["score"].Folds);

    private sealed class Units
    {
        public int Hidden { get; set; } = 8;
    }
}

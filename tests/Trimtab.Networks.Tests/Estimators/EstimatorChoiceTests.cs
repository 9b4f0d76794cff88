using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Tests.Models;
using Trimtab.Preprocessing;
using Trimtab.Pruners;
using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>A net that is one of several models trains as it does alone: shared by epochs, kept in a ledger, planned, pruned.</summary>
public class EstimatorChoiceTests
{
    private static readonly Dataset _rows = Nets.Digits.Train.Select([.. Enumerable.Range(0, 60)]);

    private static readonly EstimatorChoice _models = EstimatorChoice.Of(
        ("first", new FirstClass()), ("net", Net()), ("scaled", Pipeline.Of([new StandardScaler()], Net())));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Candidates_ThatDifferInEpochsOfTheirModel_ShareATraining_WithTheScoresOfTheNetAlone()
    {
        var alone = new GridSearchCV(Net(), new() { ["epochs"] = [1, 2, 4] }) { Cv = 2, Refit = false };
        var chosen = new GridSearchCV(_models, new() { ["model"] = ["net"], ["net__epochs"] = [1, 2, 4] }) { Cv = 2, Refit = false };

        var result = chosen.Fit(_rows, Token);

        Assert.Equal(Scores(alone.Fit(_rows, Token)), Scores(result));
        Assert.Equal((14, 8), (result.Cost.Epochs, result.Cost.EpochsTrained));
        Assert.Equal((14, 8), (chosen.Plan(_rows, Token).EpochsAsked, chosen.Plan(_rows, Token).EpochsToTrain));
    }

    [Fact]
    public void Search_OfAllModels_TrainsEachNetOnce_AndNothingFromItsLedger()
    {
        var ledger = new Ledger();
        var search = new GridSearchCV(
            _models,
            new ParameterGrid { ["model"] = ["first", "net", "scaled"], ["net__epochs"] = [1, 3], ["scaled__epochs"] = [1, 2] })
        {
            Cv = 2,
            Refit = false,
            Ledger = ledger,
        };

        var result = search.Fit(_rows, Token);
        var again = search.Fit(_rows, Token);

        Assert.Equal(2 * (4 + 3 + 2), result.Cost.EpochsTrained); // four candidates of the model without epochs, one net each
        Assert.Equal(2 * 4, again.Cost.EpochsTrained);
        Assert.Equal(Scores(result), Scores(again));
    }

    [Fact]
    public void Plan_NamesNetsThatMustBeTrainedAlone()
    {
        var models = EstimatorChoice.Of(("first", new FirstClass()), ("net", Net() with { Callbacks = () => [new LambdaCallback()] }));

        var plan = new GridSearchCV(models, new() { ["model"] = ["first", "net"] }) { Cv = 2 }.Plan(_rows, Token);

        var (candidate, why) = Assert.Single(plan.Alone);
        Assert.Equal("net", candidate["model"].As<string>());
        Assert.Contains("LambdaCallback", why, StringComparison.Ordinal);
    }

    [Fact]
    public void Halving_SetsTheEpochsOfTheModelThatIsChosen()
    {
        var nets = EstimatorChoice.Of(("net", Net() with { Epochs = 4 }), ("scaled", Pipeline.Of([new StandardScaler()], Net())));
        var search = new HalvingSearchCV(nets, new ParameterGrid { ["model"] = ["net", "scaled"] }) { Cv = 2, Factor = 2, Refit = false };

        var result = search.Fit(_rows, Token);

        Assert.Equal([(2, 2), (1, 4)], search.Rungs);
        Assert.Equal(4, result.BestParameters[$"{result.BestParameters["model"].As<string>()}__epochs"].As<int>());
    }

    [Fact]
    public void Halving_OfModelsWithoutEpochs_OrOfEpochsThatAreGiven_IsRefused()
    {
        Assert.Contains("'net__epochs' itself", Refusal(new() { ["model"] = ["net"], ["net__epochs"] = [1, 2] }), StringComparison.Ordinal);
        Assert.Contains("FirstClass does not", Refusal(new() { ["model"] = ["net", "first"] }), StringComparison.Ordinal);

        string Refusal(ParameterGrid grid) =>
            Assert.Throws<TrimtabException>(() => new HalvingSearchCV(_models, grid).Plan(_rows, Token)).Message;
    }

    [Fact]
    public void StudySearch_PrunesByTheEpochsOfTheModelThatIsChosen()
    {
        var search = new StudySearchCV(_models, new() { ["model"] = new CategoricalDistribution(["first", "net", "scaled"]) }, 3)
        {
            Cv = 2,
            Pruner = new MedianPruner { Metric = "loss" },
            First = [.. _models.Estimators.Keys.Select(name => ParameterSet.Of(("model", name)))],
        };

        var trials = search.Fit(_rows, Token).Trials;

        Assert.Equal([1, 2, 2], trials.Select(trial => trial.Reports.Select(report => report.Epoch).Distinct().Count()));
    }

    /// <summary>Rows that one model takes and another does not are the candidate's matter, and no search is refused for them.</summary>
    [Fact]
    public void Rows_ThatAModelCannotLearnFrom_FailItsCandidatesAlone()
    {
        Dataset rows = new([1, float.NaN, 3, 4, 5, 6, 7, 8], [1], [0, 1, 0, 1, 0, 1, 0, 1]);
        var plain = new FirstClass();
        var models = EstimatorChoice.Of(("plain", plain), ("filled", Pipeline.Of([new SimpleImputer()], plain)));

        var result = new GridSearchCV(models, new() { ["model"] = ["plain", "filled"] }) { Cv = 2 }.Fit(rows, Token);
        var nested = new NestedCrossValidate(new GridSearchCV(models, new() { ["model"] = ["filled"] }) { Cv = 2 }) { Cv = 2 };

        Assert.Contains("fill it in with a SimpleImputer", result.CvResults[0].Error, StringComparison.Ordinal);
        Assert.Empty(result.CvResults[1].Failures);
        Assert.Equal(2, nested.Fit(rows, Token).Inner.Count);
        var neither = new CrossValidate(EstimatorChoice.Of(("a", plain), ("b", plain)));
        Assert.Contains(
            "fill it in with a SimpleImputer",
            Assert.Throws<TrimtabException>(() => neither.Fit(rows, Token)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_ThatAModelDoesNotUse_FailItsCandidatesAlone()
    {
        Dataset rows = new(new float[60], [1], [.. Enumerable.Range(0, 60).Select(row => row % 2.0)])
        {
            Weights = [.. Enumerable.Repeat(2.0, 60)],
        };
        var models = EstimatorChoice.Of(("first", new FirstClass()), ("net", NetworkClassifier.Of(() =>
        {
            var net = new Sequential([1]) { new Dense(2) { Activation = "softmax" } };
            net.Compile("sgd", "sparse_categorical_crossentropy");
            return net;
        })));

        var result = new GridSearchCV(models, new() { ["model"] = ["first", "net"] }) { Cv = 2 }.Fit(rows, Token);

        Assert.Contains("FirstClass does not use weights", result.CvResults[0].Error, StringComparison.Ordinal);
        Assert.Empty(result.CvResults[1].Failures);
    }

    private static NetworkClassifier<NoParameters> Net() => NetworkClassifier.Of(() =>
    {
        var model = new Sequential([28, 28, 1]) { new Flatten(), new Dense(2) { Activation = "softmax" } };
        model.Compile("sgd", "sparse_categorical_crossentropy");
        return model;
    }) with
    { Epochs = 2 };

    private static IEnumerable<double> Scores(SearchResult result) =>
        result.CvResults.SelectMany(candidate => candidate.Test["score"].Folds);

    /// <summary>Predicts the class of the first row; it has no epochs.</summary>
    private sealed record FirstClass : IEstimator
    {
        public IReadOnlyCollection<string> ParameterNames => [];

        public EstimatorKind Kind => EstimatorKind.Classifier;

        public IEstimator With(ParameterSet parameters) => this;

        public void Check(Dataset data)
        {
        }

        public IFitted Fit(Dataset data, FitContext context) => new Fitted(data.Labels()[0]);

        private sealed record Fitted(double Label) : IFitted
        {
            public Scorer OwnScorer => "accuracy";

            public Prediction Predict(Dataset data) => new([.. Enumerable.Repeat(Label, data.Count)]) { Classes = [Label] };
        }
    }
}

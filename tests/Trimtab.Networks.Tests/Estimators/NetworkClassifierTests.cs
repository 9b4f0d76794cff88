using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Tests.Models;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

public class NetworkClassifierTests
{
    private static readonly NetworkClassifier<Hyperparameters> _classifier =
        NetworkClassifier.Of((Hyperparameters hyperparameters) => Build(hyperparameters));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dataset Rows => Nets.Digits.Train;

    [Fact]
    public void With_Parameters_RoutesEachToItsPlaceByType()
    {
        var estimator = (NetworkClassifier<Hyperparameters>)_classifier.With(ParameterSet.Of(
            ("epochs", 3), ("batch_size", 50), ("optimizer", "adam"), ("neurons", 7), ("dropout", 0.25)));

        Assert.Equal((3, 50), (estimator.Epochs, estimator.BatchSize));
        Assert.Equal(new Hyperparameters { Optimizer = new Adam(), Neurons = 7, Dropout = 0.25 }, estimator.Hyperparameters);
    }

    /// <summary>A net of its own would go on where the last fit has ended, or be disposed.</summary>
    [Fact]
    public void Builder_ThatReturnsTheSameNetAgain_IsRefused()
    {
        using var model = Build(new());
        var classifier = NetworkClassifier.Of(() => model);
        classifier.Fit(Rows, new());

        foreach (var use in new Action[] { () => classifier.Fit(Rows, new()), () => classifier.Check(Rows) })
        {
            Assert.Equal(
                "A builder must return a new compiled net at every call. It returned one that it had returned before: "
                    + "make the net within the function.",
                Assert.Throws<TrimtabException>(use).Message);
        }
    }

    [Fact]
    public void Fit_OfParameters_IsTheNetFittedByHand()
    {
        var fitted = (FittedNetworkClassifier)_classifier.With(ParameterSet.Of(("epochs", 2), ("batch_size", 50))).Fit(
            Rows, new() { Random = RandomAddress.FromSeed(3) });
        using var model = Build(new());

        model.Fit(Nets.Train, new() { Epochs = 2, BatchSize = 50, Random = RandomAddress.FromSeed(3) }, Token);

        Assert.Equal(model.Bits(), fitted.Model.Bits());
        Assert.Equal(model.Evaluate(Nets.Test, Token)["accuracy"], fitted.Score(Nets.Digits.Test));
    }

    public static TheoryData<string, Func<object>> Wrong => new()
    {
        { "No parameter is called 'neuron'", () => _classifier.With(ParameterSet.Of(("neuron", 3))) },
        { "neurons", () => _classifier.With(ParameterSet.Of(("neurons", "many"))) },
        { "No Optimizer is called 'adamm'", () => _classifier.With(ParameterSet.Of(("optimizer", "adamm"))) },
        { "Parameter 'epochs' must be 1 or more. Got -3", () => _classifier.With(ParameterSet.Of(("epochs", -3))) },
        { "number the classes from 0", () => _classifier.Fit(new(new float[28 * 28 * 3], [28, 28, 1], [1.0, 2, 3]), new()) },
        { "must return a compiled net. Got null", () => NetworkClassifier.Of(() => null!).Fit(Rows, new()) },
        {
            "must be compiled",
            () => NetworkClassifier.Of(() => new Sequential([28, 28, 1]) { new Flatten(), new Dense(2) }).Fit(Rows, new())
        },
        { "no net today", () => NetworkClassifier.Of(() => throw new InvalidOperationException("no net today")).Fit(Rows, new()) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Use_ThatCannotWork_SaysTheRule(string message, Func<object> use) =>
        Assert.Contains(message, Assert.ThrowsAny<Exception>(use).Message, StringComparison.Ordinal);

    [Fact]
    public void Search_OfFewRowsInFolds_TrainsWithTheDefaultBatch()
    {
        var result = new GridSearchCV(_classifier, new() { ["neurons"] = [2, 3] }) { Cv = 2 }.Fit(
            Rows.Select([.. Enumerable.Range(0, 60)]), Token);

        Assert.Equal(0, result.Cost.Failed);
        Assert.All(result.CvResults, candidate => Assert.True(double.IsFinite(candidate.Test["score"].Mean)));
    }

    [Fact]
    public void Fit_OfLabelsAndOfOneHotRows_IsTheSame()
    {
        var labels = (FittedNetworkClassifier)_classifier.Fit(Rows, new());
        var oneHot = (FittedNetworkClassifier)_classifier.Fit(Nets.Train, new());

        Assert.Equal(labels.Model.Bits(), oneHot.Model.Bits());
    }

    [Fact]
    public void Predict_OfASingleSigmoid_GivesBothClasses()
    {
        var classifier = NetworkClassifier.Of(() =>
        {
            var model = new Sequential([28, 28, 1]) { new Flatten(), new Dense(1) { Activation = "sigmoid" } };
            model.Compile("adam", "binary_crossentropy");
            return model;
        });
        var fitted = (classifier with { Epochs = 20 }).Fit(Rows, new());

        var prediction = fitted.Predict(Nets.Digits.Test);

        Assert.Equal([0.0, 1.0], prediction.Classes);
        Assert.Equal(2 * Nets.Digits.Test.Count, prediction.Probabilities!.Length);
        Assert.True(fitted.Score(Nets.Digits.Test) > 0.85);
    }

    [Fact]
    public void Fit_ThatDiverges_IsANamedError()
    {
        var estimator = _classifier with { Hyperparameters = new() { Optimizer = new Sgd { LearningRate = 1e30 } }, Epochs = 20 };

        Assert.Throws<NonFiniteLossException>(() => estimator.Fit(Rows, new()));
    }

    [Fact]
    public void Fit_WithCallbacks_MakesThemForEachFit()
    {
        int made = 0;
        var estimator = _classifier with
        {
            Epochs = 5,
            Callbacks = () =>
            {
                made++;
                return [new LambdaCallback { EpochEnd = (state, report) => StopAfterTwo(state, report.Epoch) }];
            },
        };
        var epochs = new List<int>();

        estimator.Fit(Rows, new() { EpochEnded = report => epochs.Add(report.Epoch) });
        estimator.Fit(Rows, new());

        Assert.Equal([1, 2], epochs);
        Assert.Equal(2, made);

        static void StopAfterTwo(TrainingState state, int epoch)
        {
            if (epoch == 2)
            {
                state.Stop("enough");
            }
        }
    }

    [Fact]
    public void GridSearch_OverNets_FailsTheBadCandidateAloneAtAnyWorkers()
    {
        var grid = new ParameterGrid { ["neurons"] = [4, -1], ["epochs"] = [1, 3] };
        SearchResult Search(int workers) => new GridSearchCV(_classifier, grid) { Cv = 2, Workers = workers, Seed = 5 }.Fit(Rows, Token);

        var (one, two) = (Search(1), Search(2));

        Assert.Equal(one.CvResults.ToCsv(withTimes: false), two.CvResults.ToCsv(withTimes: false));
        Assert.Equal([true, false, true, false], one.CvResults.Select(candidate => candidate.Error.Length == 0));
        Assert.Equal(4, one.BestParameters["neurons"].As<int>());
        Assert.Equal([(0, 1), (0, 2), (0, 3), (1, 1), (1, 2), (1, 3)], one.Trials[2].Reports.Select(report => (report.Fold, report.Epoch)));
    }

    private static Sequential Build(Hyperparameters hyperparameters)
    {
        var model = new Sequential([28, 28, 1])
        {
            new Flatten(),
            new Dense(hyperparameters.Neurons) { Activation = "relu" },
            new Dropout(hyperparameters.Dropout),
            new Dense(2) { Activation = "softmax" },
        };
        model.Compile(hyperparameters.Optimizer, "categorical_crossentropy", "accuracy");
        return model;
    }

    public sealed record Hyperparameters
    {
        public Optimizer Optimizer { get; init; } = "rmsprop";

        public int Neurons { get; init; } = 4;

        public double Dropout { get; init; }
    }
}

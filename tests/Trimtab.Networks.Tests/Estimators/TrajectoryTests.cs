using Trimtab.ModelSelection;
using Trimtab.Networks.Tests.Models;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>One training scored on its way is, to the last bit, many trainings of their own.</summary>
public class TrajectoryTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Optimizers => [.. Optimizer.Catalog.Names];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Search_OverEpochs_ScoresAsIfEachWereTrainedAlone(string optimizer)
    {
        var classifier = NetworkClassifier.Of(() => WithEverything(optimizer)) with { BatchSize = 48 };
        var grid = new ParameterGrid { ["epochs"] = [3, 1, 2] };

        var shared = Search(classifier, grid);
        var alone = Search(classifier with { Callbacks = () => [new LambdaCallback()] }, grid); // what a function does is not known

        Assert.Equal(alone.CvResults.ToJson(withTimes: false), shared.CvResults.ToJson(withTimes: false));
        Assert.Equal((12L, 12L), (alone.Cost.Epochs, alone.Cost.EpochsTrained));
        Assert.Equal((12L, 6L), (shared.Cost.Epochs, shared.Cost.EpochsTrained));
        Assert.Equal(alone.Trials.Select(trial => trial.Reports.Count), shared.Trials.Select(trial => trial.Reports.Count));
    }

    [Fact]
    public void Trajectory_ScoredOnTheWay_EndsWithTheSameWeights()
    {
        var classifier = NetworkClassifier.Of(() => WithEverything("adam")) with { Epochs = 3 };
        var context = new FitContext { Random = RandomAddress.FromSeed(2) };
        var straight = (FittedNetworkClassifier)classifier.Fit(Nets.Digits.Train, context);

        using var trajectory = classifier.Begin(Nets.Digits.Train, context);
        for (int epoch = 1; epoch <= 3; epoch++)
        {
            trajectory.AdvanceTo(epoch);
            trajectory.Fitted.Score(Nets.Digits.Test);
            trajectory.Fitted.Predict(Nets.Digits.Train);
        }

        Assert.Equal(straight.Model.Bits(), ((FittedNetworkClassifier)trajectory.Fitted).Model.Bits());
    }

    [Fact]
    public void Search_OfTheSameParametersTwice_TrainsThemOnce()
    {
        var classifier = new NetworkClassifier<NetworkClassifierTests.Hyperparameters>(
            hyperparameters => Nets.Small(hyperparameters.Optimizer));

        var result = Search(classifier, new() { ["optimizer"] = ["sgd", "SGD", "adam"], ["neurons"] = [4, 5] });

        Assert.Equal(12, result.Cost.Fits);
        Assert.Equal(4, result.Cost.EpochsTrained); // two optimizers on two folds; neurons never reach this net
    }

    [Fact]
    public void Search_WhoseTrainingBreaks_KeepsWhatWasScoredBefore()
    {
        var classifier = NetworkClassifier.Of(() => Nets.Small(new Sgd { LearningRate = new PiecewiseConstant([20], [0.01, 1e38]) }));

        var result = Search(classifier, new() { ["epochs"] = [1, 2, 30] });

        Assert.Equal(["", "", "The loss became NaN"], result.CvResults.Select(candidate => candidate.Error.Split(" in epoch")[0]));
    }

    private static SearchResult Search(IEstimator classifier, ParameterGrid grid) =>
        new GridSearchCV(classifier, grid)
        {
            Cv = 2,
            Workers = 2,
            Refit = false,
            Seed = 9,
            Scoring = ["neg_log_loss"],
            ReturnTrainScore = true,
        }.Fit(Nets.Digits.Train, Token);

    internal static Sequential WithEverything(Optimizer optimizer)
    {
        var model = new Sequential([28, 28, 1])
        {
            new Conv2D(3, 3) { Strides = 2 },
            new BatchNormalization(),
            new ActivationLayer("relu"),
            new MaxPooling2D(2),
            new Dropout(0.25),
            new Flatten(),
            new Dense(2) { Activation = "softmax", KernelRegularizer = new L2 { Factor = 0.001f } },
        };
        model.Compile(optimizer, "categorical_crossentropy", "accuracy");
        return model;
    }
}

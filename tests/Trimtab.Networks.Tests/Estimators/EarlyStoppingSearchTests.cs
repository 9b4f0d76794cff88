using Trimtab.Caching;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks.Tests.Models;
using Trimtab.Numerics;
using Trimtab.Spaces;

namespace Trimtab.Networks.Tests.Estimators;

/// <summary>
/// Trainings that stop early or restore their best weights share, are cached and continue as others do: an epoch is a position in them.
/// </summary>
public sealed class EarlyStoppingSearchTests : IDisposable
{
    private static readonly Dataset _rows = Nets.Digits.Train.Select([.. Enumerable.Range(0, 80)]);

    private static readonly ParameterValues _epochs = [2, 5, 9, 30];

    private readonly string _folder = Directory.CreateTempSubdirectory("early").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string, Func<IReadOnlyList<Callback>>> Kinds => new()
    {
        { "stops", () => [new EarlyStopping { Patience = 2 }] },
        { "restores", () => [new EarlyStopping { Patience = 3, RestoreBestWeights = true }] },
        { "never stops", () => [new EarlyStopping { Patience = 99, RestoreBestWeights = true }] },
        { "reduces", () => [new ReduceLROnPlateau { Patience = 1, Factor = 0.5 }] },
        {
            "all",
            () => [new ReduceLROnPlateau { Patience = 2 }, new EarlyStopping("val_accuracy") { Patience = 8, RestoreBestWeights = true }]
        },
    };

    /// <summary>Each by hand: a net of its own on the fold's rows, trained to its epochs alone.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Search_OverEpochs_ScoresAsIfEachWereTrainedAlone(string kind, Func<IReadOnlyList<Callback>> callbacks)
    {
        var result = Search(callbacks, _epochs).Fit(_rows, Token);

        long trained = 0;
        foreach (var (number, fold) in new KFold(2).Split(_rows).Index())
        {
            int longest = 0;
            foreach (var candidate in result.CvResults)
            {
                using var model = Noisy();
                var history = model.Fit(
                    _rows.Select(fold.Train).OneHot(2),
                    new()
                    {
                        Epochs = candidate.Parameters["epochs"].As<int>(),
                        BatchSize = 8,
                        ValidationSplit = 0.3,
                        Callbacks = callbacks(),
                        Random = RandomAddress.FromSeed(0).At("fold").At(number),
                    },
                    Token);
                longest = Math.Max(longest, history.Epochs.Count);
                var predicted = new FittedNetworkClassifier(model);

                Assert.Equal(
                    new NegativeLogLossScorer().Score(new(predicted, _rows.Select(fold.Test))), candidate.Test["score"].Folds[number]);
            }

            trained += longest;
        }

        Assert.Equal(trained, result.Cost.EpochsTrained);
        Assert.True(kind is "never stops" or "reduces" || trained < 60, "nothing has stopped early");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Search_OfMoreEpochs_GoesOnFromTheSnapshotToTheSameBits(string kind, Func<IReadOnlyList<Callback>> callbacks)
    {
        var straight = Search(callbacks, _epochs).Fit(_rows, Token);
        var first = (Search(callbacks, [2]) with { Ledger = new(_folder) }).Fit(_rows, Token);
        var second = (Search(callbacks, [5]) with { Ledger = new(_folder) }).Fit(_rows, Token);

        var result = (Search(callbacks, _epochs) with { Ledger = new(_folder) }).Fit(_rows, Token);
        var again = (Search(callbacks, _epochs) with { Ledger = new(_folder) }).Fit(_rows, Token);

        Assert.Equal(straight.CvResults.ToJson(withTimes: false), result.CvResults.ToJson(withTimes: false));
        Assert.Equal(straight.CvResults.ToJson(withTimes: false), again.CvResults.ToJson(withTimes: false));
        Assert.Equal(
            straight.Cost.EpochsTrained, first.Cost.EpochsTrained + second.Cost.EpochsTrained + result.Cost.EpochsTrained);
        Assert.Equal(0, again.Cost.EpochsTrained);
        Assert.Empty(result.Warnings);
        Assert.NotEmpty(kind);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Refit_LongerThanBefore_GoesOnFromTheSnapshotToTheSameBits(string kind, Func<IReadOnlyList<Callback>> callbacks)
    {
        var ledger = new Ledger();
        int[] Refitted(Ledger? known, int epochs)
        {
            var search = Search(callbacks, [epochs]) with { Ledger = known, Refit = Refit.Best };
            return ((FittedNetworkClassifier)search.Fit(_rows, Token).BestEstimator!).Model.Bits();
        }

        int[] first = Refitted(ledger, 3);

        Assert.Equal(Refitted(null, 3), first);
        Assert.Equal(Refitted(null, 20), Refitted(ledger, 20));
        Assert.NotEmpty(kind);
    }

    [Fact]
    public void Halving_WithEarlyStopping_ScoresAsTheSearchOfItsLastRung()
    {
        Func<IReadOnlyList<Callback>> callbacks = () => [new EarlyStopping { Patience = 2, RestoreBestWeights = true }];
        var grid = new ParameterGrid { ["batch_size"] = [4, 8, 16, 32] };
        var net = Classifier(callbacks) with { Epochs = 8 };
        var halving = new HalvingSearchCV(net, grid) { Cv = new KFold(2), Factor = 2 }.Fit(_rows, Token);

        var best = halving.CvResults[0];
        var alone = new CrossValidate(Classifier(callbacks).With(best.Parameters)) { Cv = new KFold(2) }.Fit(_rows, Token);

        Assert.Equal(alone.Test["score"].Folds, best.Test["score"].Folds);
    }

    [Fact]
    public void Identity_HasEverySettingOfTheTrainingAndItsCallbacks()
    {
        var net = Classifier(() => []) with { ValidationSplit = 0 };
        NetworkClassifier<NoParameters> With(params Callback[] callbacks) => net with { Callbacks = () => callbacks };
        NetworkClassifier<NoParameters>[] nets =
        [
            net, net with { Shuffle = false }, net with { ValidationSplit = 0.2 }, net with { ValidationSplit = 0.3 },
            net with { ValidationData = _rows }, net with { ValidationData = Nets.Digits.Test },
            With(new EarlyStopping()), With(new EarlyStopping("loss")), With(new EarlyStopping { Direction = Direction.Maximize }),
            With(new EarlyStopping { MinDelta = 0.1 }), With(new EarlyStopping { Patience = 2 }), With(new EarlyStopping { Baseline = 1 }),
            With(new EarlyStopping { RestoreBestWeights = true }), With(new EarlyStopping { StartFromEpoch = 1 }),
            With(new ReduceLROnPlateau()), With(new ReduceLROnPlateau("loss")),
            With(new ReduceLROnPlateau { Direction = Direction.Maximize }),
            With(new ReduceLROnPlateau { Factor = 0.2 }), With(new ReduceLROnPlateau { Patience = 2 }),
            With(new ReduceLROnPlateau { MinDelta = 1 }), With(new ReduceLROnPlateau { Cooldown = 1 }),
            With(new ReduceLROnPlateau { MinLearningRate = 0.1 }), With(new ReduceLROnPlateau(), new EarlyStopping()),
        ];

        string[] keys = [.. nets.Select(one => one.Identity.Key)];

        Assert.DoesNotContain("", keys);
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(net.Identity.Key, (net with { Callbacks = null }).Identity.Key); // as a ledger from before has it
        Assert.Equal(
            net.Identity.Key, With(new CsvLogger("log.csv"), new ModelCheckpoint("net"), new EpochLogger(TextWriter.Null)).Identity.Key);
    }

    [Fact]
    public void Plan_SaysWhatIsShared_AndWhyNot()
    {
        var shared = Search(() => [new EarlyStopping { RestoreBestWeights = true }], _epochs).Plan(_rows, Token);
        var alone = Search(() => [new EarlyStopping(), new LearningRateScheduler((_, rate) => rate)], _epochs).Plan(_rows, Token);

        Assert.Equal((92, 60), (shared.EpochsAsked, shared.EpochsToTrain));
        Assert.Empty(shared.Alone);
        Assert.Equal((92, 92), (alone.EpochsAsked, alone.EpochsToTrain));
        Assert.All(alone.Alone, item => Assert.Equal("its callback LearningRateScheduler may depend on the number of epochs", item.Why));
    }

    private static GridSearchCV Search(Func<IReadOnlyList<Callback>> callbacks, ParameterValues epochs) =>
        new(Classifier(callbacks), new() { ["epochs"] = epochs })
        {
            Cv = new KFold(2),
            Scoring = ["neg_log_loss"],
            Refit = false,
            Workers = 2,
        };

    private static NetworkClassifier<NoParameters> Classifier(Func<IReadOnlyList<Callback>> callbacks) =>
        NetworkClassifier.Of(Noisy) with { BatchSize = 8, ValidationSplit = 0.3, Callbacks = callbacks };

    /// <summary>A net whose validation loss goes up and down.</summary>
    private static Sequential Noisy()
    {
        var model = new Sequential([28, 28, 1])
        {
            new Flatten(),
            new BatchNormalization(),
            new Dropout(0.3),
            new Dense(2) { Activation = "softmax" },
        };
        model.Compile(new Adam { LearningRate = 0.02 }, "categorical_crossentropy", "accuracy");
        return model;
    }
}

using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Models;

public class SequentialTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Summary_OfTheSeedsNet_IsATableOf18818()
    {
        using var model = Nets.Seed();

        Assert.Equal(
            """
            ______________________________________________________________________
            Layer (type)                      Output shape            Param #
            ======================================================================
            conv2d (Conv2D)                   (None, 26, 26, 4)       40
            conv2d_1 (Conv2D)                 (None, 24, 24, 8)       296
            max_pooling2d (MaxPooling2D)      (None, 12, 12, 8)       0
            dropout (Dropout)                 (None, 12, 12, 8)       0
            flatten (Flatten)                 (None, 1152)            0
            dense (Dense)                     (None, 16)              18,448
            dropout_1 (Dropout)               (None, 16)              0
            dense_1 (Dense)                   (None, 2)               34
            ======================================================================
            Total params: 18,818
            Trainable params: 18,818
            Non-trainable params: 0
            ______________________________________________________________________
            """.ReplaceLineEndings("\n"),
            model.Summary().TrimEnd());
        Assert.Equal(18_818, model.ParameterCount);
    }

    [Fact]
    public void Fit_WithValidationData_ReportsBoth()
    {
        using var model = Nets.Seed();

        var history = model.Fit(Nets.Train, new() { Epochs = 2, ValidationData = Nets.Test }, Token);

        Assert.Equal(["accuracy", "loss", "val_accuracy", "val_loss"], history.Epochs[1].Metrics.Keys.Order());
        Assert.Equal(model.Evaluate(Nets.Test, Token)["accuracy"], history["val_accuracy"][^1]);
        Assert.Equal(TrainingOutcome.Completed, history.Outcome);
    }

    [Fact]
    public void Fit_WithAValidationSplit_DoesNotTrainOnTheLastRows()
    {
        using var split = Nets.Small();
        using var first = Nets.Small();

        split.Fit(Nets.Train, new() { ValidationSplit = 0.25 }, Token);
        first.Fit(Nets.Train.Select([.. Enumerable.Range(0, 150)]), new(), Token);

        Assert.Equal(first.Bits(), split.Bits());
    }

    [Fact]
    public void Fit_OfOneSeed_GivesTheSameBitsAloneAndInCompany()
    {
        int[] Train()
        {
            using var model = Nets.Seed();
            model.Fit(Nets.Train, new() { Epochs = 2, BatchSize = 48, Random = RandomAddress.FromSeed(5) }, Token);
            return model.Bits();
        }

        int[] alone = Train();
        var company = new int[4][];
        Parallel.For(0, company.Length, new() { MaxDegreeOfParallelism = 4, CancellationToken = Token }, i => company[i] = Train());

        Assert.All(company, bits => Assert.Equal(alone, bits));
    }

    [Fact]
    public void Fit_OfAnotherSeed_GivesOtherBits()
    {
        using var one = Nets.Small();
        using var other = Nets.Small();

        one.Fit(Nets.Train, new() { Random = RandomAddress.FromSeed(1) }, Token);
        other.Fit(Nets.Train, new() { Random = RandomAddress.FromSeed(2) }, Token);

        Assert.NotEqual(one.Bits(), other.Bits());
    }

    public static TheoryData<string> Optimizers => [.. Optimizer.Catalog.Names];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Fit_InTwoGoes_GivesTheBitsOfOne(string optimizer)
    {
        using var once = Nets.Seed(optimizer);
        using var twice = Nets.Seed(optimizer);

        once.Fit(Nets.Train, new() { Epochs = 3 }, Token);
        twice.Fit(Nets.Train, new() { Epochs = 1 }, Token);
        twice.Fit(Nets.Train, new() { Epochs = 2 }, Token);

        Assert.Equal(once.Bits(), twice.Bits());
    }

    [Fact]
    public void Fit_OnDigits_LearnsThem()
    {
        using var model = Nets.Seed("adam");

        model.Fit(Nets.Train, new() { Epochs = 20 }, Token);

        Assert.True(model.Evaluate(Nets.Test, Token)["accuracy"] > 0.9);
    }

    [Fact]
    public void Fit_OfANetWithEverything_LearnsAndEvaluatesFinitely()
    {
        using var model = new Sequential([28, 28, 1])
        {
            new Conv2D(6, 5) { Strides = 2, Padding = Padding.Same, Activation = "elu", KernelRegularizer = new L2 { Factor = 0.001f } },
            new BatchNormalization(),
            new AveragePooling2D(2),
            new Conv2D(5, 3) { UseBias = false, KernelConstraint = new MaxNorm { MaxValue = 2 } },
            new ActivationLayer("swish"),
            new GlobalAveragePooling2D(),
            new Dense(2) { Activation = "softmax" },
        };
        model.Compile(new Adam { LearningRate = 0.01, ClipNorm = 1 }, "categorical_crossentropy", "accuracy", "auc", "f1");

        var history = model.Fit(Nets.Train, new() { Epochs = 15 }, Token);

        Assert.True(history["loss"][^1] < history["loss"][0]);
        Assert.True(history["accuracy"][^1] > 0.8);
        Assert.True(double.IsFinite(model.Evaluate(Nets.Test, Token).Loss));
    }

    [Fact]
    public void Fit_WithClassWeightsOfZero_LearnsNothingOfThatClass()
    {
        using var model = Nets.Small();

        model.Fit(Nets.Train, new() { Epochs = 20, ClassWeights = new Dictionary<int, double> { [0] = 0 } }, Token);

        float[] predicted = model.Predict(Nets.Test, Token);
        Assert.All(Enumerable.Range(0, Nets.Test.Count), row => Assert.True(predicted[(2 * row) + 1] > 0.5f));
    }

    [Fact]
    public void Fit_ThatDiverges_StopsWithItsName()
    {
        using var model = Nets.Seed(new Sgd { LearningRate = 1e30 });

        using var lines = new StringWriter();

        var history = model.Fit(Nets.Train, new() { Epochs = 50, Verbose = lines }, Token);

        Assert.Contains($"Training has ended: {history.Reason}", lines.ToString(), StringComparison.Ordinal);
        Assert.Equal(TrainingOutcome.NonFiniteLoss, history.Outcome);
        Assert.True(history.Epochs.Count < 50);
        Assert.StartsWith("The loss became ", history.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_Cancelled_KeepsWhatIsTrained()
    {
        using var source = new CancellationTokenSource();
        using var model = Nets.Small();
        using var whole = Nets.Small();
        var stop = new LambdaCallback { EpochEnd = (_, report) => Cancel(report.Epoch) };

        Assert.Throws<OperationCanceledException>(() => model.Fit(Nets.Train, new() { Epochs = 9, Callbacks = [stop] }, source.Token));
        whole.Fit(Nets.Train, new() { Epochs = 2 }, Token);

        Assert.Equal(whole.Bits(), model.Bits());

        void Cancel(int epoch)
        {
            if (epoch == 2)
            {
                source.Cancel();
            }
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    public void Fit_OfMoreSteps_AllocatesNoMore(int threads, bool isWeighted)
    {
        using var model = Nets.Seed();
        var few = new FitOptions { BatchSize = 200, Threads = threads, ClassWeights = isWeighted ? ClassWeights.Balanced : null };
        var many = few with { BatchSize = 20 }; // two tiles: enough to share
        var rows = isWeighted ? Weighted(Nets.Train) : Nets.Train;

        long perEpoch = Allocations.Of(() => model.Fit(rows, few, Token));
        long perManySteps = Allocations.Of(() => model.Fit(rows, many, Token));

        Assert.True(perManySteps - perEpoch < 1_000, $"{perEpoch} bytes for one step, {perManySteps} for ten");
    }

    private static Dataset Weighted(Dataset rows) =>
        new(
            [.. rows.Batches(1).SelectMany(row => row.FeaturesOf(0).ToArray())],
            rows.FeatureShape,
            [.. rows.Batches(1).SelectMany(row => row.TargetsOf(0).ToArray())],
            rows.Outputs)
        {
            Weights = [.. Enumerable.Range(0, rows.Count).Select(row => 0.5 * (row % 3))],
        };

    [Theory]
    [InlineData(201)]
    [InlineData(100_000)]
    [InlineData(int.MaxValue)]
    public void Fit_WithABatchLargerThanTheRows_TrainsOneShortBatch(int batchSize) // as Keras
    {
        using var one = Nets.Seed();
        using var larger = Nets.Seed();

        one.Fit(Nets.Train, new() { Epochs = 2, BatchSize = 200 }, Token);
        var history = larger.Fit(Nets.Train, new() { Epochs = 2, BatchSize = batchSize }, Token);

        Assert.Equal(one.Bits(), larger.Bits());
        Assert.Equal(2, history.Epochs.Count);
    }

    public static TheoryData<string, Action> Wrong => new()
    {
        { "compiled before it is used", () => new Sequential([4]) { new Dense(2) }.Predict(Nets.Train, Token) },
        { "Layers are added before", () => Nets.Small().Add(new Dense(1)) },
        { "at least one layer", () => new Sequential([4]).Compile("sgd", "mse") },
        { "add a flatten layer", () => new Sequential([4, 4, 1]) { new Conv2D(2, 3) }.Compile("sgd", "mse") },
        { "Got 'a' twice", () => _ = new Sequential([4]) { new Dense(2) { Name = "a" }, new Dense(2) { Name = "a" } } },
        { "Epochs must be 0 or more. Got -1", () => Nets.Small().Fit(Nets.Train, new() { Epochs = -1 }, Token) },
        { "BatchSize must be 1 or more. Got 0", () => Nets.Small().Fit(Nets.Train, new() { BatchSize = 0 }, Token) },
        { "rows to train on. Got none", () => Nets.Small().Fit(Nets.Train.Select([]), new(), Token) },
        { "No Activation is called 'rulu'", () => _ = new Dense(2) { Activation = "rulu" } },
        { "flatten", () => new Sequential([4, 4, 1]) { new Dense(2) }.Compile("sgd", "mse") },
        { "conv2d", () => _ = new Sequential([4]) { new Conv2D(2, 3) } },
        { "conv2d", () => _ = new Sequential([2, 2, 1]) { new Conv2D(2, 3) } },
        { "(28, 28, 1)", () => Nets.Small().Predict(new Dataset(new float[8], [4], new double[2]), Token) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Use_ThatCannotWork_SaysTheRule(string message, Action use) =>
        Assert.Contains(message, Assert.ThrowsAny<Exception>(use).Message, StringComparison.OrdinalIgnoreCase);
}

using Trimtab.Networks.Tests.Models;

namespace Trimtab.Networks.Tests.Callbacks;

/// <summary>Callbacks driven by a training whose figures are scripted.</summary>
public sealed class CallbackTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("callbacks").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<EarlyStopping, double[], int> Stops => new()
    {
        { new("val_loss"), [3, 2, 2, 1], 3 },
        { new("val_loss") { Patience = 2 }, [3, 2, 2, 1, 2, 2, 0], 6 },
        { new("val_loss") { Patience = 2, MinDelta = 0.5 }, [3, 2.6, 2.7, 1], 3 },
        { new("val_loss") { Patience = 2, Baseline = 1 }, [3, 2, 1.5], 2 },
        { new("val_loss") { StartFromEpoch = 3, Patience = 1 }, [1, 2, 3, 4, 5], 5 },
        { new("val_accuracy") { Patience = 1 }, [0.1, 0.2, 0.15], 3 },
        { new("val_loss") { Patience = 1, Direction = Direction.Maximize }, [1, 2, 1], 3 },
        { new("val_loss") { Patience = 2 }, [double.NaN, double.NaN], 2 },
        { new("val_loss") { Patience = 9 }, [1, 2, 3], 0 },
        { new("val_loss") { Patience = 1 }, [double.NaN, 1, 0.5], 0 }, // Keras: "only check after the first epoch"
        { new("val_loss"), [double.NaN, double.NaN], 2 },
    };

    [Theory]
    [MemberData(nameof(Stops))]
    public void EarlyStopping_OnMetrics_StopsAfterTheEpoch(EarlyStopping stopping, double[] figures, int expected)
    {
        var state = State();
        stopping.OnTrainBegin(state);
        int stopped = 0;
        for (int epoch = 1; epoch <= figures.Length && stopped == 0; epoch++)
        {
            state.Epoch = epoch;
            stopping.OnEpochEnd(
                state,
                new(epoch, new Dictionary<string, double> { ["val_loss"] = figures[epoch - 1], ["val_accuracy"] = figures[epoch - 1] }));
            stopped = state.StopReason is null ? 0 : epoch;
        }

        Assert.Equal(expected, stopped);
    }

    [Fact]
    public void EarlyStopping_WithRestoreBestWeights_EndsWithThem()
    {
        using var stopped = Nets.Small(new Sgd { LearningRate = 0.5 });
        using var best = Nets.Small(new Sgd { LearningRate = 0.5 });
        var worseAfterTwo = new LambdaCallback { EpochEnd = (_, report) => Set(report, "val_loss", report.Epoch <= 2 ? -report.Epoch : 5) };

        var history = stopped.Fit(
            Nets.Train,
            new()
            {
                Epochs = 9,
                ValidationData = Nets.Test,
                Callbacks = [worseAfterTwo, new EarlyStopping { Patience = 2, RestoreBestWeights = true }],
            },
            Token);
        best.Fit(Nets.Train, new() { Epochs = 2 }, Token);

        Assert.Equal((TrainingOutcome.Stopped, 4), (history.Outcome, history.Epochs.Count));
        Assert.Equal("val_loss has not improved for 2 epochs after epoch 2.", history.Reason);
        Assert.Equal(best.Bits(), stopped.Bits());
    }

    [Fact]
    public void EarlyStopping_OnAnUnknownMetric_ListsThoseAvailable()
    {
        using var model = Nets.Small();

        var error = Assert.Throws<UnknownNameException>(() => model.Fit(Nets.Train, new() { Callbacks = [new EarlyStopping()] }, Token));

        Assert.Contains("No metric is called 'val_loss'", error.Message, StringComparison.Ordinal);
        Assert.Contains("accuracy", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReduceLROnPlateau_OnAPlateau_ReducesAndCools()
    {
        var state = State();
        var reduce = new ReduceLROnPlateau("loss") { Factor = 0.5, Patience = 2, Cooldown = 2, MinLearningRate = 0.2 };
        state.LearningRate = 1;
        reduce.OnTrainBegin(state);
        var rates = new List<double>();
        foreach (double loss in (double[])[3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3])
        {
            reduce.OnEpochEnd(state, new(1, new Dictionary<string, double> { ["loss"] = loss }));
            rates.Add(state.LearningRate);
        }

        // Keras: a fall after two epochs without gain, two of cooling of which the second counts again, and so on down to the bound.
        Assert.Equal([1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.25, 0.2, 0.2, 0.2, 0.2], rates);
    }

    [Fact]
    public void ReduceLROnPlateau_WithoutABound_ReducesOnAndOn_AndStaysAboveZero()
    {
        var state = State();
        var reduce = new ReduceLROnPlateau("loss") { Factor = 1e-10, Patience = 1 };
        state.LearningRate = 1;
        reduce.OnTrainBegin(state);
        for (int epoch = 1; epoch <= 50; epoch++)
        {
            reduce.OnEpochEnd(state, new(epoch, new Dictionary<string, double> { ["loss"] = 3 }));
            if (epoch == 4)
            {
                Assert.Equal(1e-30, state.LearningRate, 1e-40); // Keras's min_lr is 0
            }
        }

        Assert.True(state.LearningRate > 0);
    }

    [Fact]
    public void LearningRateScheduler_OverEpochs_SetsEach()
    {
        using var model = Nets.Small(new Sgd { LearningRate = 0.1 });
        var seen = new List<double>();

        model.Fit(
            Nets.Train,
            new()
            {
                Epochs = 3,
                Callbacks =
                [
                    new LearningRateScheduler((epoch, rate) => epoch == 0 ? rate : rate / 2),
                    new LambdaCallback { EpochEnd = (state, _) => seen.Add(state.LearningRate) },
                ],
            },
            Token);

        Assert.Equal([0.1, 0.05, 0.025], seen);
    }

    [Fact]
    public void ModelCheckpoint_OfEveryEpoch_FillsInItsName()
    {
        using var model = Nets.Small();

        var history = model.Fit(
            Nets.Train,
            new() { Epochs = 2, Callbacks = [new ModelCheckpoint(Path.Combine(_folder, "net-{epoch:D3}-{loss:F2}.safetensors"))] },
            Token);

        string last = Path.Combine(
            _folder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"net-002-{history["loss"][1]:F2}.safetensors"));
        using var again = Nets.Small();
        again.LoadWeights(last);
        Assert.Equal(model.Bits(), again.Bits());
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public void ModelCheckpoint_WithSaveBestOnly_SavesOnlyImprovements()
    {
        using var model = Nets.Small(new Sgd());
        string path = Path.Combine(_folder, "best.safetensors");
        var scripted = new LambdaCallback { EpochEnd = (_, report) => Set(report, "loss", report.Epoch == 2 ? -1 : 1) };

        model.Fit(
            Nets.Train,
            new() { Epochs = 3, Callbacks = [scripted, new ModelCheckpoint(path) { Monitor = "loss", SaveBestOnly = true }] },
            Token);

        using var second = Nets.Small(new Sgd());
        second.Fit(Nets.Train, new() { Epochs = 2 }, Token);
        using var loaded = Nets.Small(new Sgd());
        loaded.LoadWeights(path);
        Assert.Equal(second.Bits(), loaded.Bits());
    }

    [Fact]
    public void CsvLogger_OfTwoTrainings_AppendsUnderOneHead()
    {
        using var model = Nets.Small();
        string path = Path.Combine(_folder, "log.csv");

        var first = model.Fit(Nets.Train, new() { Epochs = 2, Callbacks = [new CsvLogger(path)] }, Token);
        model.Fit(Nets.Train, new() { Callbacks = [new CsvLogger(path, append: true)] }, Token);

        string[] lines = File.ReadAllLines(path);
        Assert.Equal(4, lines.Length);
        Assert.Equal("epoch,loss,accuracy", lines[0]);
        Assert.Equal(first["loss"][1], double.Parse(lines[2].Split(',')[1], System.Globalization.CultureInfo.InvariantCulture));
        Assert.StartsWith("3,", lines[3], StringComparison.Ordinal);
        var error = Assert.Throws<TrimtabException>(
            () => model.Fit(Nets.Train, new() { ValidationData = Nets.Test, Callbacks = [new CsvLogger(path, append: true)] }, Token));
        Assert.Contains("must have the columns", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Metrics may have any name: their number of columns stays, and a spreadsheet runs none of them.</summary>
    [Fact]
    public void CsvLogger_OfMeasuresWithAnyName_WritesOneFieldEach()
    {
        using var model = Nets.Small();
        string path = Path.Combine(_folder, "names.csv");
        var others = new LambdaCallback
        {
            EpochEnd = (_, report) =>
            {
                var metrics = (Dictionary<string, double>)report.Metrics;
                (metrics["a,b"], metrics["=1+1"], metrics["say \"x\""], metrics["two\nlines"]) = (1, 2, 3, 4);
            },
        };

        model.Fit(Nets.Train, new() { Callbacks = [others, new CsvLogger(path)] }, Token);
        model.Fit(Nets.Train, new() { Callbacks = [others, new CsvLogger(path, append: true)] }, Token);

        string[] lines = File.ReadAllLines(path);
        Assert.Equal("epoch,loss,accuracy,\"a,b\",'=1+1,\"say \"\"x\"\"\",two lines", lines[0]);
        Assert.All(lines[1..], line => Assert.EndsWith(",1,2,3,4", line, StringComparison.Ordinal));
        Assert.Equal(3, lines.Length);
    }

    [Fact]
    public void LambdaCallback_OfATraining_IsCalledInOrder()
    {
        using var model = Nets.Small();
        var calls = new List<string>();
        var callback = new LambdaCallback
        {
            TrainBegin = state => calls.Add($"begin {state.Epochs}x{state.Steps}"),
            EpochBegin = state => calls.Add($"epoch {state.Epoch}"),
            TrainBatchEnd = state => calls.Add($"step {state.Step}"),
            EpochEnd = (_, report) => calls.Add($"ended {report.Epoch}"),
            TrainEnd = _ => calls.Add("end"),
        };

        model.Fit(Nets.Train, new() { Epochs = 2, BatchSize = 150, Callbacks = [callback] }, Token);

        Assert.Equal(["begin 2x2", "epoch 1", "step 1", "step 2", "ended 1", "epoch 2", "step 1", "step 2", "ended 2", "end"], calls);
    }

    [Fact]
    public void ProgressCallback_OverTwoEpochs_ReportsFractionAndRemainingTime()
    {
        using var model = Nets.Small();
        var clock = new TickingClock();
        var reports = new List<TrainingProgress>();

        model.Fit(
            Nets.Train,
            new()
            {
                Epochs = 2,
                BatchSize = 100,
                Callbacks = [new ProgressCallback(new Receiver(reports.Add)) { TimeProvider = clock, Interval = TimeSpan.Zero }],
            },
            Token);

        Assert.Equal([0.25, 0.5, 0.75, 1, 1], reports.Select(progress => progress.Fraction));
        Assert.Equal(TimeSpan.Zero, reports[^1].Remaining);
        Assert.All(reports.SkipLast(2), progress => Assert.True(progress.Remaining > TimeSpan.Zero));
    }

    [Fact]
    public void Verbose_OfAnEpoch_WritesALine()
    {
        using var model = Nets.Small();
        var lines = new StringWriter();

        var history = model.Fit(Nets.Train, new() { Verbose = lines, TimeProvider = new TickingClock() }, Token);

        Assert.Equal(
            string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"Epoch 1/1 - 1.0s - loss: {history["loss"][0]:F4} - accuracy: {history["accuracy"][0]:F4}{lines.NewLine}"),
            lines.ToString());
    }

    private static void Set(EpochReport report, string metric, double value) =>
        ((Dictionary<string, double>)report.Metrics)[metric] = value;

    private static TrainingState State()
    {
        var model = Nets.Small();
        return new(model, model.Build(Numerics.RandomAddress.FromSeed(0)), 100, 1, hasValidation: true);
    }

    private sealed class Receiver(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }

    /// <summary>A second later at every look.</summary>
    private sealed class TickingClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _ticks++;
    }
}

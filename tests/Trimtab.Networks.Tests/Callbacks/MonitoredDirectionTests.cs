using Trimtab.Networks.Tests.Models;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Callbacks;

/// <summary>Callbacks monitor a metric in its own direction, whatever its name.</summary>
public sealed class MonitoredDirectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("monitored").FullName;

    public static TheoryData<string> Minimized =>
    [
        "loss", "val_loss", "mae", "val_mae", "mse", "val_mse", "accuracy_lost", "val_accuracy_lost"
    ];

    public static TheoryData<string> Maximized =>
    [
        "accuracy", "val_accuracy", "auc", "f1", "loss_avoided", "val_loss_avoided", "val_error"
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Minimized))]
    public void Metric_ToBeMinimized_IsMonitoredSo(string measure) => Assert.Equal((3, 3, 2), Watched(measure, [3, 2, 2.5, 2.6]));

    [Theory]
    [MemberData(nameof(Maximized))]
    public void Metric_ToBeMaximized_IsMonitoredSo(string measure) => Assert.Equal((3, 3, 2), Watched(measure, [2, 3, 2.5, 2.4]));

    [Fact]
    public void Catalog_OfMetrics_MinimizesErrorsOnly() => Assert.Equal(
        ["mae", "mse", "rmse"], // the last of them is the sample's
        Metric.Catalog.Names.Where(name => Metric.Catalog.Create(name).Direction == Direction.Minimize));

    public static TheoryData<Callback> Watching =>
    [
        new EarlyStopping("f2"), new ReduceLROnPlateau("f2"), new ModelCheckpoint("net") { Monitor = "f2", SaveBestOnly = true }
    ];

    [Theory]
    [MemberData(nameof(Watching))]
    public void Metric_ThatIsUnknown_IsAnErrorBeforeTheTraining(Callback callback)
    {
        using var model = Nets.Small();
        int epochs = 0;
        var counting = new LambdaCallback { EpochBegin = _ => epochs++ };

        var error = Assert.Throws<UnknownNameException>(() => model.Fit(
            Nets.Train, new() { Callbacks = [counting, callback] }, TestContext.Current.CancellationToken));

        Assert.Equal("No metric is called 'f2'. Known: loss, accuracy.", error.Message);
        Assert.Equal(0, epochs);
    }

    /// <summary>The epochs at which a training stopped, its rate fell, and its last checkpoint was written.</summary>
    private (int Stopped, int Reduced, int Saved) Watched(string measure, double[] figures)
    {
        using var model = Nets.Small();
        model.Compile(
            "sgd", "categorical_crossentropy", "accuracy", "mae", "mse", "auc", "f1", new AccuracyLost(), new LossAvoided(), new Error());
        var state = new TrainingState(model, model.Build(RandomAddress.FromSeed(0)), figures.Length, 1, hasValidation: true)
        {
            LearningRate = 1,
        };
        string path = Path.Combine(_folder, "{epoch}");
        Callback[] callbacks =
        [
            new EarlyStopping(measure),
            new ReduceLROnPlateau(measure) { Patience = 1 },
            new ModelCheckpoint(path) { Monitor = measure, SaveBestOnly = true },
        ];
        Array.ForEach(callbacks, callback => callback.OnTrainBegin(state));
        int stopped = 0, reduced = 0;
        for (int epoch = 1; epoch <= figures.Length; epoch++)
        {
            state.Epoch = epoch;
            var report = new EpochReport(epoch, new Dictionary<string, double> { [measure] = figures[epoch - 1] });
            Array.ForEach(callbacks, callback => callback.OnEpochEnd(state, report));
            stopped = stopped == 0 && state.StopReason is not null ? epoch : stopped;
            reduced = reduced == 0 && state.LearningRate < 1 ? epoch : reduced;
        }

        return (
            stopped,
            reduced,
            Directory.GetFiles(_folder)
                .Max(file => int.Parse(Path.GetFileName(file), System.Globalization.CultureInfo.InvariantCulture)));
    }

    private abstract record Own(string OwnName, Direction OwnDirection) : Metric
    {
        public override string Name => OwnName;

        public override Direction Direction => OwnDirection;

        public override double Evaluate(ReadOnlySpan<float> targets, int targetColumns, ReadOnlySpan<float> predictions, int outputs) => 0;
    }

    private sealed record AccuracyLost() : Own("accuracy_lost", Direction.Minimize);

    private sealed record LossAvoided() : Own("loss_avoided", Direction.Maximize);

    private sealed record Error() : Own("error", Direction.Maximize);
}

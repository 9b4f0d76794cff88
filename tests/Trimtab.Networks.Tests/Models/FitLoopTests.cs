using Trimtab.Data;
using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Models;

/// <summary>The loop over epochs: advancing in parts, validation, callbacks, snapshots.</summary>
public class FitLoopTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void AdvanceTo_InParts_GivesTheReportsAndBitsOfOneGo()
    {
        using var parts = Nets.Seed();
        using var whole = Nets.Seed();
        var options = new FitOptions { Epochs = 4, ValidationSplit = 0.2 };
        var loop = new FitLoop(parts, Nets.Train, options, null);

        loop.AdvanceTo(1, Token);
        loop.AdvanceTo(1, Token);
        var history = loop.AdvanceTo(4, Token);

        var expected = whole.Fit(Nets.Train, options, Token);
        Assert.Equal([1, 2, 3, 4], history.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(expected["val_loss"], history["val_loss"]);
        Assert.Equal(whole.Bits(), parts.Bits());
    }

    [Fact]
    public void Callbacks_OfATrainingInParts_BeginAndEndOnce()
    {
        using var model = Nets.Small();
        var calls = new List<string>();
        var loop = new FitLoop(model, Nets.Train, new() { Epochs = 3, Callbacks = [Recorder(calls)] }, null);

        loop.AdvanceTo(2, Token);
        Assert.Equal(["train begin", "epoch 1 begin", "epoch 1 end", "epoch 2 begin", "epoch 2 end"], calls);
        loop.AdvanceTo(3, Token);
        loop.AdvanceTo(3, Token);

        Assert.Equal(["epoch 3 begin", "epoch 3 end", "train end"], calls[5..]);
    }

    [Fact]
    public void Callbacks_AreCalledInTheirOrder()
    {
        using var model = Nets.Small();
        var calls = new List<string>();
        var (first, second) = (
            new LambdaCallback { EpochEnd = (_, _) => calls.Add("first") },
            new LambdaCallback { EpochEnd = (_, _) => calls.Add("second") });

        model.Fit(Nets.Train, new() { Epochs = 2, Callbacks = [first, second] }, Token);

        Assert.Equal(["first", "second", "first", "second"], calls);
    }

    [Fact]
    public void Stop_ByACallback_EndsAfterTheEpochWithItsReason()
    {
        using var model = Nets.Small();
        var calls = new List<string>();
        var stop = new LambdaCallback { TrainBatchEnd = state => state.Stop($"enough in epoch {state.Epoch}") };
        var loop = new FitLoop(model, Nets.Train, new() { Epochs = 5, Callbacks = [stop, Recorder(calls)] }, null);

        var history = loop.AdvanceTo(5, Token);

        Assert.Equal((TrainingOutcome.Stopped, "enough in epoch 1", 1), (history.Outcome, history.Reason, history.Epochs.Count));
        Assert.Equal(["train begin", "epoch 1 begin", "epoch 1 end", "train end"], calls);
        Assert.Same(history.Reason, loop.AdvanceTo(5, Token).Reason);
    }

    [Fact]
    public void Loss_ThatIsNotFinite_EndsWithoutOnEpochEnd()
    {
        using var model = Nets.Small(new Sgd { LearningRate = 1e38 });
        var calls = new List<string>();

        var history = model.Fit(Nets.Train, new() { Epochs = 9, BatchSize = 10, Callbacks = [Recorder(calls)] }, Token);

        Assert.Equal(TrainingOutcome.NonFiniteLoss, history.Outcome);
        Assert.Equal(
            history.Epochs.Count - 1,
            calls.Count(call => call.EndsWith(" end", StringComparison.Ordinal) && call.StartsWith("epoch", StringComparison.Ordinal)));
        Assert.Equal("train end", calls[^1]);
    }

    [Fact]
    public void Epochs_OfZero_TrainNothingAndCallBeginAndEnd()
    {
        using var model = Nets.Small();
        var calls = new List<string>();

        var history = model.Fit(Nets.Train, new() { Epochs = 0, Callbacks = [Recorder(calls)] }, Token);

        Assert.Equal((0, TrainingOutcome.Completed), (history.Epochs.Count, history.Outcome));
        Assert.Equal(["train begin", "train end"], calls);
    }

    [Fact]
    public void Fit_Again_ContinuesTheNumbersOfEpochs()
    {
        using var model = Nets.Small();
        var states = new List<(int Epoch, int Last)>();
        var record = new LambdaCallback { EpochBegin = state => states.Add((state.Epoch, state.LastEpoch)) };

        model.Fit(Nets.Train, new() { Epochs = 2, Callbacks = [record] }, Token);
        var history = model.Fit(Nets.Train, new() { Epochs = 1, Callbacks = [record] }, Token);

        Assert.Equal([(1, 2), (2, 2), (3, 3)], states);
        Assert.Equal([3], history.Epochs.Select(epoch => epoch.Epoch));
    }

    [Fact]
    public void Load_OfASnapshot_ContinuesAtItsEpoch()
    {
        using var whole = Nets.Seed("adam");
        using var restored = Nets.Seed("adam");
        var options = new FitOptions { Epochs = 3 };
        using var snapshot = new MemoryStream();
        var loop = new FitLoop(whole, Nets.Train, options, null);
        loop.AdvanceTo(2, Token);
        loop.Training.Save(new(snapshot));
        loop.AdvanceTo(3, Token);

        snapshot.Position = 0;
        var other = new FitLoop(restored, Nets.Train, options, null);
        other.Training.Load(new(snapshot));
        var history = other.AdvanceTo(3, Token);

        Assert.Equal([3], history.Epochs.Select(epoch => epoch.Epoch));
        Assert.Equal(whole.Bits(), restored.Bits());
    }

    [Fact]
    public void Load_OfAnotherEpoch_NamesBoth()
    {
        using var model = Nets.Small();
        using var snapshot = new MemoryStream();
        var loop = new FitLoop(model, Nets.Train, new() { Epochs = 3 }, null);
        loop.AdvanceTo(1, Token);
        loop.Training.Save(new(snapshot));
        snapshot.Position = 0;
        using var trajectory = new ResumableNetworkTrajectory(model, loop, _ => null!, Token);

        var error = Assert.Throws<InvalidDataException>(() => trajectory.Load(new(snapshot), epoch: 2));

        Assert.Equal("The snapshot must be that after epoch 2. It is after epoch 1.", error.Message);
    }

    [Theory]
    [InlineData(0.001, 10, 9)] // ⌊10 · 0.999⌋ = 9 rows to train on
    [InlineData(0.25, 200, 150)]
    [InlineData(0.5, 3, 1)]
    public void ValidationSplit_TakesTheLastRows(double split, int rows, int trained)
    {
        using var model = Nets.Small();
        int steps = 0;

        var history = model.Fit(
            Nets.Train.Select([.. Enumerable.Range(0, rows)]),
            new() { BatchSize = 1, ValidationSplit = split, Callbacks = [new LambdaCallback { TrainBatchEnd = _ => steps++ }] },
            Token);

        Assert.Equal(trained, steps);
        Assert.Contains("val_loss", history.Epochs[0].Metrics.Keys);
    }

    [Fact]
    public void ValidationSplit_ThatLeavesNoRows_IsRefused()
    {
        using var model = Nets.Small();

        var error = Assert.Throws<TrimtabException>(() => model.Fit(Nets.Train.Select([0]), new() { ValidationSplit = 0.5 }, Token));

        Assert.Equal("ValidationSplit 0.5 must leave rows on both sides. Got 1 rows, 0 for training.", error.Message);
    }

    [Fact]
    public void ValidationData_IsPreferredToASplit()
    {
        using var model = Nets.Small();
        int steps = 0;

        model.Fit(
            Nets.Train,
            new()
            {
                BatchSize = 1,
                ValidationSplit = 0.5,
                ValidationData = Nets.Test,
                Callbacks = [new LambdaCallback { TrainBatchEnd = _ => steps++ }],
            },
            Token);

        Assert.Equal(Nets.Train.Count, steps);
    }

    [Fact]
    public void EpochReports_AreHandedOnWhileTraining()
    {
        using var model = Nets.Small();
        var reports = new List<EpochReport>();

        var history = FitLoop.Run(model, Nets.Train, new() { Epochs = 2 }, reports.Add, Token);

        Assert.Equal(history.Epochs, reports);
    }

    [Fact]
    public void Data_OfAnotherShape_IsRefusedBeforeTheFirstCallback()
    {
        using var model = Nets.Small();
        var calls = new List<string>();
        var rows = new Dataset(new float[8], [4], new double[4], 2);

        Assert.Throws<ShapeException>(() => model.Fit(rows, new() { Callbacks = [Recorder(calls)] }, Token));

        Assert.Empty(calls);
    }

    [Fact]
    public void Random_OfTheOptions_IsThatOfWeightsAndOrders()
    {
        using var one = Nets.Small();
        using var same = Nets.Small();
        var options = new FitOptions { Random = RandomAddress.FromSeed(7).At("fold").At(3) };

        one.Fit(Nets.Train, options, Token);
        same.Fit(Nets.Train, options, Token);

        Assert.Equal(one.Bits(), same.Bits());
    }

    private static LambdaCallback Recorder(List<string> calls) => new()
    {
        TrainBegin = _ => calls.Add("train begin"),
        EpochBegin = state => calls.Add($"epoch {state.Epoch} begin"),
        EpochEnd = (_, report) => calls.Add($"epoch {report.Epoch} end"),
        TrainEnd = _ => calls.Add("train end"),
    };
}

using Trimtab.Numerics;

namespace Trimtab.Networks.Tests.Models;

/// <summary>What callbacks see of a training, and the history it leaves.</summary>
public sealed class TrainingStateTests : IDisposable
{
    private readonly Sequential _model = Nets.Small(new Sgd { LearningRate = 0.5 });
    private readonly TrainingHistory _history = new(
        [
            new(1, new Dictionary<string, double> { ["loss"] = 3, ["extra"] = 9 }),
            new(2, new Dictionary<string, double> { ["loss"] = 2 }),
        ],
        TrainingOutcome.Completed,
        "");

    public void Dispose() => _model.Dispose();

    [Theory]
    [InlineData(false, "loss accuracy")]
    [InlineData(true, "loss accuracy val_loss val_accuracy")]
    public void Metrics_AreLossAndMetricsWithThoseOfValidation(bool hasValidation, string expected) =>
        Assert.Equal(expected, string.Join(' ', State(hasValidation).Metrics));

    [Fact]
    public void Direction_IsThatOfTheMetricAlsoInValidation()
    {
        var state = State(hasValidation: true);

        Assert.Equal(
            [Direction.Minimize, Direction.Maximize, Direction.Minimize, Direction.Maximize],
            state.Metrics.Select(state.DirectionOf));
        Assert.Throws<UnknownNameException>(() => state.DirectionOf("val_mae"));
    }

    [Fact]
    public void LearningRate_IsTheOptimizersUntilItIsSet()
    {
        var state = State(hasValidation: false);
        double before = state.LearningRate;

        state.LearningRate = 0.125;

        Assert.Equal((0.5, 0.125), (before, state.LearningRate));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void LearningRate_ThatIsNone_IsRefused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => State(hasValidation: false).LearningRate = rate);

    [Fact]
    public void Stop_KeepsTheFirstReason()
    {
        var state = State(hasValidation: false);

        state.Stop("first");
        state.Stop("second");

        Assert.Equal("first", state.StopReason);
    }

    [Fact]
    public void History_OfAMetric_HasNaNWhereAnEpochLacksIt()
    {
        Assert.Equal([3.0, 2], _history["loss"]);
        Assert.Equal([9, double.NaN], _history["extra"]);
        Assert.Equal("No metric is called 'mae'. Known: loss, extra.", Assert.Throws<UnknownNameException>(() => _history["mae"]).Message);
    }

    [Fact]
    public void Evaluation_ByName_IsLossOrMetric()
    {
        var evaluation = new Evaluation(0.5, new Dictionary<string, double> { ["accuracy"] = 0.75 });

        Assert.Equal((0.5, 0.75), (evaluation["loss"], evaluation["accuracy"]));
        Assert.Equal(
            "No metric is called 'mae'. Known: loss, accuracy.", Assert.Throws<UnknownNameException>(() => evaluation["mae"]).Message);
    }

    private TrainingState State(bool hasValidation) => new(_model, _model.Build(RandomAddress.FromSeed(0)), 3, 10, hasValidation);
}

using Trimtab.Data;

namespace Trimtab.Networks.Tests.Training;

/// <summary>Rows are checked against a net before they are trained on, and their predictions are collected in order.</summary>
public sealed class CheckedDatasetTests : IDisposable
{
    private readonly Network _net = new([new Dense(2) { Name = "dense" }], [3]);

    public void Dispose() => _net.Dispose();

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 0)]
    [InlineData(0, double.NaN)]
    [InlineData(0, double.NegativeInfinity)]
    public void Numbers_ThatAreNotFinite_AreRefusedWithTheirRow(float feature, double target)
    {
        var rows = new Dataset([0, 0, 0, 0, feature, 0], [3], [0, 0, 0, target], 2);

        Assert.StartsWith(
            $"{(float.IsFinite(feature) ? "Targets" : "Features")} must be finite. Row 1 contains NaN or infinity",
            Assert.Throws<TrimtabException>(() => CheckedDataset.Check(rows, _net, "mse")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_OfAnotherShape_AreRefused() => Assert.Equal(
        "The net requires rows of shape (3,). Got (4,).",
        Assert.Throws<ShapeException>(() => CheckedDataset.Check(new(new float[4], [4], [0, 0], 2), _net, "mse")).Message);

    [Theory]

    [
        InlineData(
            "mse", 1, "The loss 'mean_squared_error' requires 2 targets per row for a net with 2 outputs. Got 1. Convert class numbers"),
    ]
    [InlineData("mse", 3, "The loss 'mean_squared_error' requires 2 targets per row for a net with 2 outputs. Got 3.")]
    [InlineData("sparse_categorical_crossentropy", 2, "The loss 'sparse_categorical_crossentropy' requires 1 targets per row")]
    public void Targets_OfAnotherNumber_AreRefused(string loss, int targets, string message) => Assert.StartsWith(
        message,
        Assert.Throws<ShapeException>(() => CheckedDataset.Check(new(new float[3], [3], new double[targets], targets), _net, loss)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Metrics_AreOverTheRowsEvaluatedInTheirOrder()
    {
        var rows = CheckedDataset.Check(new(new float[9], [3], [1, 0, 0, 1, 1, 0], 2), _net, "mse");
        var evaluated = new EvaluatedRows(rows, outputs: 2, capacity: 3);

        Assert.Equal([1f, 0], evaluated.Targets([0], position: 2).ToArray()); // in any order of time
        Predict(evaluated, 2, 0.7f, 0.3f);
        Assert.Equal([0f, 1, 1, 0], evaluated.Targets([1, 2], position: 0).ToArray());
        Predict(evaluated, 0, 0.2f, 0.8f, 0.1f, 0.9f);

        Assert.Equal(2 / 3.0, evaluated.Compute(["accuracy"], rows: 3)["accuracy"], 1e-12);
    }

    [Fact]
    public void Metrics_OfAnEpochThatEndedEarly_AreOverTheRowsSoFar()
    {
        var rows = CheckedDataset.Check(new(new float[9], [3], [1, 0, 0, 1, 1, 0], 2), _net, "mse");
        var evaluated = new EvaluatedRows(rows, outputs: 2, capacity: 3);

        evaluated.Targets([0], position: 0);
        Predict(evaluated, 0, 0.7f, 0.3f);

        Assert.Equal(1, evaluated.Compute(["accuracy"], rows: 1)["accuracy"]);
    }

    private static void Predict(EvaluatedRows evaluated, int position, params ReadOnlySpan<float> outputs) =>
        outputs.CopyTo(evaluated.Predictions(outputs.Length / 2, position));
}

using Trimtab.Plots;

namespace Trimtab.Charts.Tests;

/// <summary>Pictures as a search draws them.</summary>
internal static class Samples
{
    public static LineChart Curves { get; } = new()
    {
        Title = "Loss against epochs",
        XLabel = "epoch",
        YLabel = "loss",
        Curves =
        [
            new("training", [1, 2, 3], [0.2, 0.1, 0.08]),
            new("test", [1, 2, 3], [0.15, 0.09, 0.085]) { IsDashed = true, Low = [0.14, 0.08, 0.08], High = [0.16, 0.1, 0.09] },
        ],
    };

    public static DotChart Dots { get; } = new()
    {
        Title = "Initializers",
        XLabel = "mean accuracy",
        Categories = ["uniform", "lecun_uniform", "zero", "he_uniform", "orthogonal"],
        Values = [0.9921, 0.9931, 0.512, 0.9936, double.NaN],
        Low = [0.9914, 0.9924, 0.505, 0.9929, double.NaN],
        High = [0.9928, 0.9938, 0.519, 0.9943, double.NaN],
        Highlight = 3,
    };

    public static HeatMapChart Cells { get; } = new()
    {
        Title = "Accuracy",
        XLabel = "epochs",
        YLabel = "batch size",
        Rows = ["32", "64"],
        Columns = ["10", "20", "30"],
        Values = [[0.9912, 0.9925, 0.9931], [0.991, 0.9922, double.NaN]],
    };

    public static ParallelChart Lines { get; } = new()
    {
        Title = "Trials over their hyperparameters",
        Axes =
        [
            new("loss", [("0.9", 0), ("0.1", 1)]), new("kind", [("linear", 0.25), ("rbf", 0.75)]), new("gamma", [("1E-05", 0), ("1", 1)])
        ],
        Lines = [new([0, 0.25, double.NaN], 0), new([0.6, 0.75, 0.3], 0.5), new([1, 0.75, 0.5], 1)],
    };
}

using Trimtab;
using Trimtab.Data;
using Trimtab.ModelSelection;
using Trimtab.Networks;
using Trimtab.Numerics;

namespace MnistNotebook;

/// <summary>The notebook's first cell: the net as it stands, trained on all training images and judged on the test images.</summary>
internal sealed record Baseline(double Loss, double Accuracy, IReadOnlyList<EpochReport> History, TimeSpan Elapsed)
{
    public const double SeedLoss = 0.0489, SeedAccuracy = 0.9834;

    /// <summary>Whether an earlier run did it.</summary>
    public bool IsFromBefore { get; init; }

    public static int Epochs(Settings settings) => settings.Quick ? 2 : 12;

    /// <summary>How long it will take.</summary>
    public static TimeRange Plan(Dataset train, Settings settings, TrainingCosts costs, CancellationToken cancellationToken)
    {
        var classifier = new NetworkClassifier<Hyperparameters>(hyperparameters => Model.Build(hyperparameters, settings.Classes.Count))
        {
            Hyperparameters = new() { Optimizer = "adadelta" },
            Epochs = Epochs(settings),
            BatchSize = 128,
        };
        return costs.Of(classifier, train, cancellationToken);
    }

    public static Baseline Run(Dataset train, Dataset test, Settings settings, ConsoleView view, CancellationToken cancellationToken)
    {
        int classes = settings.Classes.Count;
        using var model = Model.Build(new() { Optimizer = "adadelta" }, classes);
        view.BeginBaseline(model.Summary());
        var (trainRows, testRows) = (train.OneHot(classes), test.OneHot(classes));
        long start = TimeProvider.System.GetTimestamp();
        var history = model.Fit(
            trainRows,
            new()
            {
                BatchSize = 128,
                Epochs = Epochs(settings),
                ValidationData = testRows,
                Verbose = view.Lines,
                Random = RandomAddress.FromSeed(settings.Seed).At("baseline"),
            },
            cancellationToken);
        var score = model.Evaluate(testRows, cancellationToken);
        var baseline = new Baseline(score.Loss, score["accuracy"], history.Epochs, TimeProvider.System.GetElapsedTime(start));
        view.Show(baseline);
        return baseline;
    }
}

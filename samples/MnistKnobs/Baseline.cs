using Trimtab;
using Trimtab.Networks;
using Trimtab.Numerics;

namespace MnistKnobs;

/// <summary>The notebook's first cell: the net as it stands, trained on all training images and judged on the test images.</summary>
internal sealed record Baseline(double Loss, double Accuracy, TrainingHistory History, TimeSpan Elapsed)
{
    public const double SeedLoss = 0.0489, SeedAccuracy = 0.9834;

    public static Baseline Run(Dataset train, Dataset test, Settings settings, TextWriter lines, CancellationToken cancellationToken)
    {
        var clock = TimeProvider.System;
        long start = clock.GetTimestamp();
        using var model = Model.Build(new() { Optimizer = "adadelta" });
        lines.WriteLine(model.Summary());
        var (trainRows, testRows) = (train.OneHot(2), test.OneHot(2));
        var history = model.Fit(
            trainRows,
            new()
            {
                BatchSize = 128,
                Epochs = settings.Quick ? 2 : 12,
                ValidationData = testRows,
                Verbose = lines,
                Random = RandomAddress.FromSeed(settings.Seed).At("baseline"),
            },
            cancellationToken);
        var score = model.Evaluate(testRows, cancellationToken);
        return new(score.Loss, score["accuracy"], history, clock.GetElapsedTime(start));
    }
}

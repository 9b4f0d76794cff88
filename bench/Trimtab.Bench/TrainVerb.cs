using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Trimtab.Networks;
using Trimtab.Networks.Datasets;

namespace Trimtab.Bench;

/// <summary>Trains the seed notebook's net on 2s against 7s, one thread, and prints the median epoch's images per second.</summary>
internal static class TrainVerb
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "Folder that holds mnist/. Default: where the loader looks." };
        var epochs = new Option<int>("--epochs") { Description = "Epochs; the first is not counted.", DefaultValueFactory = _ => 6 };
        var command = new Command("train", "Trains the seed's net, one thread.") { data, epochs };
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed.GetValue(data), parsed.GetValue(epochs), cancellationToken));
        return command;
    }

    private static async Task RunAsync(string? folder, int epochs, CancellationToken cancellationToken)
    {
        var images = await Mnist.LoadAsync(new() { Folder = folder, Digits = [2, 7] }, cancellationToken).ConfigureAwait(false);
        var rows = images.Train.OneHot(2);
        using var model = SeedNet();
        var seconds = new List<double>();
        long start = 0;
        var history = model.Fit(
            rows,
            new()
            {
                Epochs = epochs,
                BatchSize = 128,
                Callbacks =
                [
                    new LambdaCallback
                    {
                        OnEpochBegins = _ => start = Stopwatch.GetTimestamp(),
                        OnEpochEnded = (_, _) => seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds),
                    },
                ],
            },
            cancellationToken);
        double median = Median([.. seconds.Skip(1)]);
        Console.WriteLine(JsonSerializer.Serialize(new { images_per_second = rows.Count / median, seconds = median, loss = history["loss"][^1] }));
    }

    private static Sequential SeedNet()
    {
        var model = new Sequential([28, 28, 1])
        {
            new Conv2D(4, 3) { Activation = "relu" },
            new Conv2D(8, 3) { Activation = "relu" },
            new MaxPooling2D(2),
            new Dropout(0.25),
            new Flatten(),
            new Dense(16) { Activation = "relu" },
            new Dropout(0.5),
            new Dense(2) { Activation = "softmax" },
        };
        model.Compile("rmsprop", "categorical_crossentropy", "accuracy");
        return model;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? double.NaN : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}

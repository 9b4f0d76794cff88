using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Networks.Datasets;

namespace Trimtab.Bench;

/// <summary>Trains a net on MNIST, one training a thread, and prints images per second beside what the processor can do.</summary>
internal static class TrainVerb
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "Folder that holds mnist/. Default: where the loader looks." };
        var net = new Option<string>("--net")
        {
            Description = $"One of {string.Join(", ", BenchNet.All.Keys)}.",
            DefaultValueFactory = _ => "seed",
        };
        var images = new Option<int>("--images")
        {
            Description = "How many of the training images; the seed's net takes its 2s and 7s.",
            DefaultValueFactory = _ => 12_223,
        };
        var epochs = new Option<int>("--epochs") { Description = "Epochs; the first is not counted.", DefaultValueFactory = _ => 6 };
        var threads = new Option<int>("--threads") { Description = "Trainings at once, a thread each.", DefaultValueFactory = _ => 1 };
        net.AcceptOnlyFromAmong([.. BenchNet.All.Keys]);
        var command = new Command("train", "Trains a net, a thread a training.") { data, net, images, epochs, threads };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string name = parsed.GetValue(net)!;
            var source = new MnistOptions { Folder = parsed.GetValue(data), Digits = name == "seed" ? [2, 7] : null };
            var mnist = await Mnist.LoadAsync(source, cancellationToken).ConfigureAwait(false);

            var rows = mnist.Train.Select([.. Enumerable.Range(0, Math.Min(parsed.GetValue(images), mnist.Train.Count))])
                .OneHot(BenchNet.All[name].Classes);
            Run(BenchNet.All[name], rows, parsed.GetValue(epochs), parsed.GetValue(threads), cancellationToken);
        });
        return command;
    }

    private static void Run(BenchNet net, Dataset rows, int epochs, int threads, CancellationToken cancellationToken)
    {
        double before = Peak.Measure(threads);
        var paces = new double[threads];
        var trainings = Enumerable.Range(0, threads)
            .Select(i => new Thread(() => paces[i] = ImagesPerSecond(net, rows, epochs, cancellationToken))).ToList();
        trainings.ForEach(training => training.Start());
        trainings.ForEach(training => training.Join());
        double peak = Math.Max(before, Peak.Measure(threads)), pace = paces.Sum();
        double reached = 2.0 * net.MultiplyAdds * pace / 1e9;
        Console.WriteLine(
            JsonSerializer.Serialize(new { images_per_second = pace, gflops = reached, peak_gflops = peak, of_peak = reached / peak }));
    }

    /// <summary>By the median epoch.</summary>
    private static double ImagesPerSecond(BenchNet net, Dataset rows, int epochs, CancellationToken cancellationToken)
    {
        using var model = net.Build();
        var seconds = new List<double>();
        long start = 0;
        var clock = new LambdaCallback
        {
            EpochBegin = _ => start = Stopwatch.GetTimestamp(),
            EpochEnd = (_, _) => seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds),
        };
        model.Fit(rows, new() { Epochs = epochs, BatchSize = 128, Callbacks = [clock] }, cancellationToken);
        return rows.Count / Median([.. seconds.Skip(1)]);
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? double.NaN : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }
}

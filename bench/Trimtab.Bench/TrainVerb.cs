using System.CommandLine;
using System.Diagnostics;
using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Networks.Datasets;

namespace Trimtab.Bench;

/// <summary>Trains a net on MNIST, one training per thread, and prints images per second and the part of the processor's peak.</summary>
[Named("train")]
internal sealed class TrainVerb : IVerb
{
    private readonly Option<DirectoryInfo> _data = new Option<DirectoryInfo>("--data")
    {
        Description = "Folder that holds mnist/. Default: where the loader looks.",
    }.AcceptExistingOnly();

    private readonly Option<string> _net = BenchOption.OneOf("--net", "The net.", BenchNet.All.Keys, "seed");

    private readonly Option<int> _images =
        BenchOption.Whole("--images", "How many of the training images; the seed's net takes its 2s and 7s.", 12_223);

    private readonly Option<int> _epochs = BenchOption.Whole("--epochs", "Epochs; the first is not counted.", 6, least: 2);
    private readonly Option<int> _threads = BenchOption.Whole("--threads", "Trainings at once, a thread each.", 1);
    private readonly Option<int> _batch = BenchOption.Whole("--batch", "Images of a training step.", 128);

    public Command Create()
    {
        var command = new Command("train", "Trains a net, a thread a training.") { _data, _net, _images, _epochs, _threads, _batch };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            string name = parsed.GetRequiredValue(_net);
            var source = new MnistOptions { Folder = parsed.GetValue(_data)?.FullName, Digits = name == "seed" ? [2, 7] : null };
            var mnist = await Mnist.LoadAsync(source, cancellationToken).ConfigureAwait(false);

            var rows = mnist.Train.Select([.. Enumerable.Range(0, Math.Min(parsed.GetRequiredValue(_images), mnist.Train.Count))])
                .OneHot(BenchNet.All[name].Classes);
            var options = new FitOptions { Epochs = parsed.GetRequiredValue(_epochs), BatchSize = parsed.GetRequiredValue(_batch) };
            JsonLine.Write(
                parsed.InvocationConfiguration.Output,
                Measure(BenchNet.All[name], rows, options, parsed.GetRequiredValue(_threads), cancellationToken));
        });
        return command;
    }

    /// <summary>The pace by elapsed time, and by CPU time what part of the peak it is: other programs slow only the first.</summary>
    private static object Measure(BenchNet net, Dataset rows, FitOptions options, int threads, CancellationToken cancellationToken)
    {
        double before = Peak.Measure(threads);
        var paces = new Pace[threads];
        var trainings = Enumerable.Range(0, threads)
            .Select(i => new Thread(() => paces[i] = ImagesPerSecond(net, rows, options, cancellationToken))).ToList();
        trainings.ForEach(training => training.Start());
        trainings.ForEach(training => training.Join());
        double peak = Math.Max(before, Peak.Measure(threads)), pace = paces.Sum(p => p.Elapsed), cpuPace = paces.Sum(p => p.Cpu) * threads;
        double reached = 2.0 * net.MultiplyAdds * cpuPace / threads / 1e9; // of one thread, as the peak
        return new
        {
            images_per_second = pace,
            images_per_cpu_second = cpuPace,
            gflops = reached,
            peak_gflops = peak,
            of_peak = reached / peak,
        };
    }

    /// <summary>By the median epoch; CPU time is that of the process, of which other trainings have their part.</summary>
    private static Pace ImagesPerSecond(BenchNet net, Dataset rows, FitOptions options, CancellationToken cancellationToken)
    {
        using var model = net.Build();
        List<double> elapsed = [], cpu = [];
        long start = 0;
        double cpuStart = 0;
        var clock = new LambdaCallback
        {
            EpochBegin = _ => (start, cpuStart) = (Stopwatch.GetTimestamp(), CpuTime.Seconds),
            EpochEnd = (_, _) =>
            {
                elapsed.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                cpu.Add(CpuTime.Seconds - cpuStart);
            },
        };
        model.Fit(rows, options with { Callbacks = [clock] }, cancellationToken);
        return new(rows.Count / Median([.. elapsed.Skip(1)]), rows.Count / Median([.. cpu.Skip(1)]));
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values.Length == 0 ? double.NaN : (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    private readonly record struct Pace(double Elapsed, double Cpu);
}

using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>One training on one thread and on several, alternately: images per second by net and batch size.</summary>
internal static class ThreadsVerb
{
    public static Command Create()
    {
        var threads = new Option<int>("--threads") { Description = "Against one.", DefaultValueFactory = _ => 2 };
        var batches = new Option<int[]>("--batches")
        {
            Description = "Batch sizes.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [32, 128, 1024],
        };
        var rounds = new Option<int>("--rounds") { Description = "Epochs timed of each; the best counts.", DefaultValueFactory = _ => 7 };
        var command = new Command("threads", "One training on one thread and on several, alternately.") { threads, batches, rounds };
        command.SetAction(parsed =>
        {
            foreach (var (name, net) in BenchNet.All)
            {
                foreach (int batch in parsed.GetValue(batches)!)
                {
                    Measure(name, net, batch, parsed.GetValue(threads), parsed.GetValue(rounds));
                }
            }
        });
        return command;
    }

    private static void Measure(string name, BenchNet net, int batch, int threads, int rounds)
    {
        var rows = Rows(net, Math.Max(batch, net.MultiplyAdds > 10_000_000 ? 1024 : 8192));
        using Sequential one = net.Build(), several = net.Build();
        double alone = double.MaxValue, shared = double.MaxValue;
        for (int round = 0; round <= rounds; round++) // the first is not counted
        {
            double first = Seconds(one, rows, batch, 1), second = Seconds(several, rows, batch, threads);
            (alone, shared) = round == 0 ? (alone, shared) : (Math.Min(alone, first), Math.Min(shared, second));
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            net = name,
            batch,
            images_per_second = Math.Round(rows.Count / alone),
            threads,
            with_threads = Math.Round(rows.Count / shared),
            ratio = Math.Round(alone / shared, 2),
        }));
    }

    private static double Seconds(Sequential model, Dataset rows, int batch, int threads)
    {
        long start = Stopwatch.GetTimestamp();
        model.Fit(rows, new() { BatchSize = batch, Threads = threads });
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static Dataset Rows(BenchNet net, int count)
    {
        var random = RandomAddress.FromSeed(1).Stream();
        float[] features = new float[count * 784];
        foreach (ref float feature in features.AsSpan())
        {
            feature = (float)random.NextDouble();
        }

        using var model = net.Build();
        double[] labels = [.. Enumerable.Range(0, count).Select(i => (double)(i % net.Classes))];
        return new Dataset(features, model.InputShape, labels).OneHot(net.Classes);
    }
}

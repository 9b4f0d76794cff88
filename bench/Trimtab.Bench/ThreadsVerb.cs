using System.CommandLine;
using System.Diagnostics;
using Trimtab.Data;
using Trimtab.Networks;
using Trimtab.Numerics;

namespace Trimtab.Bench;

/// <summary>One training on one thread and on several, alternately: times of steps by net and batch size.</summary>
[Named("threads")]
internal sealed class ThreadsVerb : IVerb
{
    private readonly Option<int> _threads = BenchOption.Whole("--threads", "Threads, measured against one.", 2);
    private readonly Option<int[]> _batches = BenchOption.Wholes("--batches", "Batch sizes.", [32, 128, 1024]);
    private readonly Option<int> _rounds = BenchOption.Whole("--rounds", "Epochs timed of each.", 7);

    public Command Create()
    {
        var command = new Command("threads", "One training on one thread and on several, alternately.") { _threads, _batches, _rounds };
        command.SetAction(parsed =>
        {
            foreach (var (name, net) in BenchNet.All)
            {
                foreach (int batch in parsed.GetRequiredValue(_batches))
                {
                    JsonLine.Write(
                        parsed.InvocationConfiguration.Output,
                        Measure(name, net, batch, parsed.GetRequiredValue(_threads), parsed.GetRequiredValue(_rounds)));
                }
            }
        });
        return command;
    }

    private static object Measure(string name, BenchNet net, int batch, int threads, int rounds)
    {
        var rows = Rows(net, Math.Max(4 * batch, net.MultiplyAdds > 10_000_000 ? 1024 : 8192));
        using NeuralNetwork one = net.Build(), several = net.Build();
        var (alone, shared) = (new StepClock(), new StepClock());
        for (int round = 0; round <= rounds; round++)
        {
            Train(one, rows, batch, 1, alone);
            Train(several, rows, batch, threads, shared);
            if (round == 0)
            {
                (alone, shared) = (new(), new());
            }
        }

        return new
        {
            net = name,
            batch,
            threads,
            fastest_step_ms = Math.Round(alone.Fastest * 1e3, 3),
            with_threads_ms = Math.Round(shared.Fastest * 1e3, 3),
            ratio = Math.Round(alone.Fastest / shared.Fastest, 2),
            ratio_of_sums = Math.Round(alone.Sum / shared.Sum, 2),
        };
    }

    private static void Train(NeuralNetwork model, Dataset rows, int batch, int threads, StepClock clock) =>
        model.Fit(rows, new() { BatchSize = batch, Threads = threads, Callbacks = [clock] });

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

    /// <summary>Times steps: the fastest, which other programs did not interrupt, and all but the first of each epoch.</summary>
    private sealed class StepClock : Callback
    {
        private long _last;

        public double Fastest { get; private set; } = double.MaxValue;

        public double Sum { get; private set; }

        public override void OnTrainBatchEnd(TrainingState state)
        {
            if (state.Step > 1)
            {
                double seconds = Stopwatch.GetElapsedTime(_last).TotalSeconds;
                (Fastest, Sum) = (Math.Min(Fastest, seconds), Sum + seconds);
            }

            _last = Stopwatch.GetTimestamp();
        }
    }
}

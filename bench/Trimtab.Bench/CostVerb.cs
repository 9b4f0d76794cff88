using System.CommandLine;
using System.Diagnostics;
using Trimtab.Numerics;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Bench;

/// <summary>What a trial costs besides its objective function: ask, ten reals, tell, after a history of some length.</summary>
[Named("cost")]
internal sealed class CostVerb : IVerb
{
    private const int Hyperparameters = 10;

    private readonly Option<NamedSampler> _sampler = BenchOption.Sampler("tpe");
    private readonly Option<int[]> _trials = BenchOption.Wholes("--trials", "Finished trials before.", [1000, 5000, 20_000], least: 0);
    private readonly Option<int> _repeats = BenchOption.Whole("--repeats", "Trials timed, the history growing with them.", 200);

    public Command Create()
    {
        var command = new Command(
            "cost", "Milliseconds a trial, median and mean, by the length of the history; and a study of 100,000 random trials.")
        {
            _sampler, _trials, _repeats,
        };
        command.SetAction(parsed =>
        {
            var (output, sampler) = (parsed.InvocationConfiguration.Output, parsed.GetRequiredValue(_sampler));
            foreach (int count in parsed.GetRequiredValue(_trials))
            {
                var (median, mean) = PerTrial(sampler.Sampler, count, parsed.GetRequiredValue(_repeats));
                JsonLine.Write(output, new
                {
                    sampler = sampler.Text,
                    trials = count,
                    milliseconds = Math.Round(median, 3),
                    mean = Math.Round(mean, 3),
                });
            }

            RandomTrials(100_000, output);
        });
        return command;
    }

    private static (double Median, double Mean) PerTrial(Sampler sampler, int trials, int repeats)
    {
        var space = SearchSpace.Create(
            Enumerable.Range(0, Hyperparameters).Select(i => KeyValuePair.Create($"x{i}", (Distribution)new FloatDistribution(0, 1))));
        var study = new Study(new() { Seed = 1, Sampler = sampler, Space = space });
        for (int number = 0; number < trials; number++)
        {
            var drawn = space.Sample(RandomAddress.FromSeed((ulong)number));
            study.Add(new()
            {
                Number = number,
                Parameters = drawn,
                Space = space,
                State = TrialState.Complete,
                Values = new Dictionary<string, double> { ["value"] = Bowl(drawn) },
            });
        }

        double[] times = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            long start = Stopwatch.GetTimestamp();
            var trial = study.Ask();
            for (int parameter = 0; parameter < Hyperparameters; parameter++)
            {
                trial.SuggestFloat($"x{parameter}", 0, 1);
            }

            trial.Tell(Bowl(trial.Parameters));
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(times);
        return (times[repeats / 2], times.Average());
    }

    /// <summary>A value that a sampler can learn from: the good trials change, and later ones are close to one another.</summary>
    private static double Bowl(ParameterSet parameters) => parameters.Values.Sum(value => Math.Pow(value.As<double>() - 0.3, 2));

    private static void RandomTrials(int trials, TextWriter output)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true), start = Stopwatch.GetTimestamp();
        var study = new Study(new() { Seed = 1, Sampler = new RandomSampler() });
        study.OptimizeAsync(Cost, trials).GetAwaiter().GetResult();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)trials;
        JsonLine.Write(
            output, new { sampler = "random", trials, seconds = Math.Round(seconds, 2), bytes_per_trial = Math.Round(bytes) });
        GC.KeepAlive(study);

        static double Cost(LiveTrial trial) =>
            trial.SuggestFloat("x", 0, 1) + trial.SuggestInt("n", 1, 100) + trial.SuggestCategorical("k", ["a", "b"]).Length;
    }
}

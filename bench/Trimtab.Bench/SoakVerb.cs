using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Bench;

/// <summary>One long study: what a trial costs late, against early, in time and memory.</summary>
internal static class SoakVerb
{
    private const int FirstWindow = 1000; // trials; each window ends at twice the trials of the one before

    public static Command Create()
    {
        var sampler = new Option<string>("--sampler") { Description = "Its name.", DefaultValueFactory = _ => "random" };
        var trials = new Option<int>("--trials") { Description = "How many.", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("soak", "CPU time and bytes a trial in one long study, by how many there are.") { sampler, trials };
        command.SetAction(parsed => Run(Sampler.Catalog.Create(parsed.GetValue(sampler)!), parsed.GetValue(trials)));
        return command;
    }

    private static void Run(Sampler sampler, int trials)
    {
        var study = new Study(new() { Sampler = sampler, Seed = 1, Space = Space });
        long empty = GC.GetTotalMemory(forceFullCollection: true);
        var windows = new List<(double Trials, double Microseconds)>();
        for (int done = 0, end = FirstWindow; done < trials; done = study.Count, end = 2 * done)
        {
            end = Math.Min(end, trials);
            var cpu = CpuTime();
            while (study.Count < end)
            {
                var trial = study.Ask();
                trial.Tell(Loss(trial));
            }

            double microseconds = (CpuTime() - cpu).TotalMicroseconds / (end - done);
            windows.Add((Math.Sqrt((done + 1.0) * end), microseconds));
            Write(new { sampler = NameOf(sampler), from = done, to = end, microseconds = Math.Round(microseconds, 1) });
        }

        Write(new
        {
            sampler = NameOf(sampler),
            trials,
            exponent = Math.Round(Slope([.. windows.Skip(1)]), 3), // of the fit; the first window starts the program
            bytes_a_trial = (GC.GetTotalMemory(forceFullCollection: true) - empty) / trials,
            best = study.BestValue,
        });
    }

    private static string NameOf(Sampler sampler) => Sampler.Catalog.NameOf(sampler) ?? sampler.Name;

    /// <summary>Ten parameters: numbers, a logarithmic one, integers, categories.</summary>
    private static SearchSpace Space { get; } = SearchSpace.Create(
    [
        .. Enumerable.Range(0, 6).Select(i => KeyValuePair.Create($"x{i}", (Distribution)new FloatDistribution(-5, 5))),
        KeyValuePair.Create("rate", (Distribution)new FloatDistribution(1e-4, 1, Log: true)),
        KeyValuePair.Create("units", (Distribution)new IntDistribution(1, 64)),
        KeyValuePair.Create("layers", (Distribution)new IntDistribution(1, 4)),
        KeyValuePair.Create("kind", (Distribution)new CategoricalDistribution(["a", "b", "c"])),
    ]);

    /// <summary>A bowl with its lowest point inside, so that good values go on to be found.</summary>
    private static double Loss(LiveTrial trial)
    {
        double loss = trial.Suggest("kind", Space["kind"]).As<string>() == "b" ? 0 : 1;
        for (int i = 0; i < 6; i++)
        {
            double x = trial.SuggestFloat($"x{i}", -5, 5) - (i / 2.0);
            loss += x * x;
        }

        double rate = Math.Log10(trial.SuggestFloat("rate", 1e-4, 1, log: true)) + 2;
        double units = (trial.SuggestInt("units", 1, 64) - 40) / 10.0;
        return loss + (rate * rate) + (units * units) + trial.SuggestInt("layers", 1, 4);
    }

    /// <summary>The slope of the logarithm of time against that of trials, by least squares.</summary>
    private static double Slope(List<(double Trials, double Microseconds)> windows)
    {
        double[] x = [.. windows.Select(window => Math.Log(window.Trials))];
        double[] y = [.. windows.Select(window => Math.Log(window.Microseconds))];
        double meanX = x.Average(), meanY = y.Average();
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }

    private static TimeSpan CpuTime()
    {
        using var process = Process.GetCurrentProcess();
        return process.TotalProcessorTime;
    }

    private static void Write(object line) => Console.WriteLine(JsonSerializer.Serialize(line));
}

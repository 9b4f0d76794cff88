using System.CommandLine;
using Trimtab.Spaces;

namespace Trimtab.Bench;

/// <summary>One long study: what a trial costs late, against early, in time and memory.</summary>
[Named("soak")]
internal sealed class SoakVerb : IVerb
{
    private const int FirstWindow = 1000; // trials; each window ends at twice the trials of the one before

    private readonly Option<NamedSampler> _sampler = BenchOption.Sampler("random");
    private readonly Option<int> _trials = BenchOption.Whole("--trials", "Trials of the study.", 1_000_000);

    public Command Create()
    {
        var command = new Command("soak", "CPU time and bytes a trial in one long study, by how many there are.") { _sampler, _trials };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(_sampler), parsed.GetRequiredValue(_trials), parsed.InvocationConfiguration.Output));
        return command;
    }

    private static void Run(NamedSampler sampler, int trials, TextWriter output)
    {
        var study = new Study(new() { Sampler = sampler.Sampler, Seed = 1, Space = Space });
        long empty = GC.GetTotalMemory(forceFullCollection: true);
        var windows = new List<(double Trials, double Microseconds)>();
        for (int done = 0; done < trials; done = study.Count)
        {
            int end = (int)Math.Min(Math.Max(FirstWindow, 2L * done), trials);
            double microseconds = 1e6 * CpuTime.Of(() => TellUntil(end)) / (end - done);
            windows.Add((Math.Sqrt((done + 1.0) * end), microseconds));
            JsonLine.Write(output, new { sampler = sampler.Text, from = done, to = end, microseconds = Math.Round(microseconds, 1) });
        }

        JsonLine.Write(output, new
        {
            sampler = sampler.Text,
            trials,
            exponent = Math.Round(Slope([.. windows.Skip(1)]), 3), // of the fit; the first window starts the program
            bytes_a_trial = (GC.GetTotalMemory(forceFullCollection: true) - empty) / trials,
            best = study.BestValue,
        });

        void TellUntil(int count)
        {
            while (study.Count < count)
            {
                var trial = study.Ask();
                trial.Tell(Loss(trial));
            }
        }
    }

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

    /// <summary>The slope of the logarithm of time against that of trials, by least squares; NaN of fewer than two windows.</summary>
    private static double Slope(List<(double Trials, double Microseconds)> windows)
    {
        if (windows.Count < 2)
        {
            return double.NaN;
        }

        double[] x = [.. windows.Select(window => Math.Log(window.Trials))];
        double[] y = [.. windows.Select(window => Math.Log(window.Microseconds))];
        double meanX = x.Average(), meanY = y.Average();
        return x.Zip(y, (a, b) => (a - meanX) * (b - meanY)).Sum() / x.Sum(a => (a - meanX) * (a - meanX));
    }
}

using System.CommandLine;
using System.Text.Json;
using Trimtab.Samplers;

namespace Trimtab.Bench;

/// <summary>How close samplers come to the optimum in a number of trials, beside random search: on the functions of the Black-Box Optimization Benchmark.</summary>
internal static class RegretVerb
{
    public static Command Create()
    {
        var samplers = new Option<string[]>("--samplers") { Description = "By name.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["tpe", "cmaes", "auto"] };
        var trials = new Option<int>("--trials") { Description = "A study.", DefaultValueFactory = _ => 200 };
        var seeds = new Option<int>("--seeds") { Description = "Studies a function, an instance each.", DefaultValueFactory = _ => 10 };
        var dimensions = new Option<int>("--dimensions") { Description = "2 or more.", DefaultValueFactory = _ => 5 };
        var detail = new Option<bool>("--detail") { Description = "Also a line a function." };
        var command = new Command("regret", "Normalized regret over 24 functions: (best − optimum) / (mean best of random search − optimum).") { samplers, trials, seeds, dimensions, detail };
        command.SetAction(parsed =>
        {
            int count = parsed.GetValue(seeds), d = parsed.GetValue(dimensions), budget = parsed.GetValue(trials);
            var random = Bests(new RandomSampler(), count, d, budget);
            foreach (string name in parsed.GetValue(samplers)!)
            {
                var bests = Bests(Sampler.Catalog.Create(name), count, d, budget);
                double[] regrets = [.. bests.Select((best, f) => best.Average() / random[f].Average())];
                Console.WriteLine(JsonSerializer.Serialize(new { sampler = name, regret = Math.Round(regrets.Average(), 4), trials = budget, seeds = count, dimensions = d }));
                if (parsed.GetValue(detail))
                {
                    Console.WriteLine(string.Join(" ", regrets.Select((regret, f) => $"f{f + 1}={regret:F3}")));
                }
            }
        });
        return command;
    }

    /// <summary>The best value of every study: by function, then by seed.</summary>
    private static double[][] Bests(Sampler sampler, int seeds, int dimensions, int trials)
    {
        var bests = Enumerable.Range(0, Bbob.Functions).Select(_ => new double[seeds]).ToArray();
        Parallel.For(0, Bbob.Functions * seeds, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var (function, seed) = (i / seeds, i % seeds);
            bests[function][seed] = Best(sampler, new(function + 1, dimensions, (ulong)seed), (ulong)seed, dimensions, trials);
        });
        return bests;
    }

    private static double Best(Sampler sampler, Bbob function, ulong seed, int dimensions, int trials)
    {
        var study = new Study(new() { Sampler = sampler, Seed = seed });
        double best = double.PositiveInfinity;
        for (int trial = 0; trial < trials; trial++)
        {
            var live = study.Ask();
            double value = function.At([.. Enumerable.Range(0, dimensions).Select(i => live.SuggestFloat($"x{i}", -5, 5))]);
            live.Tell(value);
            best = Math.Min(best, value);
        }

        return best;
    }
}

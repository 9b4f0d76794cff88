using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Trimtab.Samplers;

namespace Trimtab.Bench;

/// <summary>
/// How close samplers come to the optimum in a number of trials, beside random search: on the functions of the Black-Box Optimization
/// Benchmark, on mixed and conditional ones, on a net.
/// </summary>
internal static class RegretVerb
{
    public static Command Create()
    {
        var samplers = new Option<string[]>("--samplers")
        {
            Description = "By name.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["tpe", "cmaes", "auto"],
        };
        var trials = new Option<int>("--trials") { Description = "A study.", DefaultValueFactory = _ => 200 };
        var seeds = new Option<int>("--seeds") { Description = "Studies a problem, an instance each.", DefaultValueFactory = _ => 10 };
        var dimensions = new Option<int>("--dimensions") { Description = "2 or more.", DefaultValueFactory = _ => 5 };
        var problems = new Option<string>("--problems")
        {
            Description =
                "bbob: 24 functions of reals; mixed: with whole numbers and lists; conditional: with branches; net: a small net's loss.",
            DefaultValueFactory = _ => "bbob",
        };
        var detail = new Option<bool>("--detail") { Description = "Also a line a function." };
        var command = new Command(
            "regret", "Normalized regret, mean over problems: (best − optimum) / (mean best of random search − optimum).")
        {
            samplers, trials, seeds, dimensions, problems, detail,
        };
        command.SetAction(parsed =>
        {
            int count = parsed.GetValue(seeds), d = parsed.GetValue(dimensions), budget = parsed.GetValue(trials);
            string set = parsed.GetValue(problems)!;
            var searched = Problem.Sets(d)[set];
            double[][] random = Bests(searched, new RandomSampler(), count, budget);
            foreach (string name in parsed.GetValue(samplers)!)
            {
                long start = Stopwatch.GetTimestamp();
                double[][] bests = Bests(searched, Sampler.Catalog.Create(name), count, budget);
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                double[] regrets = [.. bests.Select((best, f) => best.Average() / random[f].Average())];
                Console.WriteLine(JsonSerializer.Serialize(new
                {
                    problems = set,
                    sampler = name,
                    regret = Math.Round(regrets.Average(), 4),
                    trials = budget,
                    seeds = count,
                    dimensions = set == "bbob" ? d : (int?)null,
                    seconds = Math.Round(seconds, 1),
                }));
                if (parsed.GetValue(detail))
                {
                    Console.WriteLine(string.Join(" ", regrets.Select((regret, f) => $"{searched[f].Name}={regret:F3}")));
                }
            }
        });
        return command;
    }

    /// <summary>The best value of every study: by problem, then by seed.</summary>
    private static double[][] Bests(IReadOnlyList<Problem> problems, Sampler sampler, int seeds, int trials)
    {
        double[][] bests = [.. problems.Select(_ => new double[seeds])];
        Parallel.For(0, problems.Count * seeds, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var (problem, seed) = (i / seeds, i % seeds);
            bests[problem][seed] = Best(sampler, problems[problem].Instance((ulong)seed), (ulong)seed, trials);
        });
        return bests;
    }

    private static double Best(Sampler sampler, Func<LiveTrial, double> function, ulong seed, int trials)
    {
        var study = new Study(new() { Sampler = sampler, Seed = seed });
        double best = double.PositiveInfinity;
        for (int trial = 0; trial < trials; trial++)
        {
            var live = study.Ask();
            double value = function(live);
            live.Tell(value);
            best = Math.Min(best, value);
        }

        return best;
    }
}

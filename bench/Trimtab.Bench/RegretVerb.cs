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
        var (problems, trials, seeds, dimensions) = Options();
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
                var regret = Regret.Of(Bests(searched, Sampler.Catalog.Create(name), count, budget), random);
                double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                Console.WriteLine(JsonSerializer.Serialize(new
                {
                    problems = set,
                    sampler = name,
                    regret = Math.Round(regret.Mean, 4),
                    error = Math.Round(regret.Error, 4),
                    trials = budget,
                    seeds = count,
                    dimensions = set == "bbob" ? d : (int?)null,
                    seconds = Math.Round(seconds, 1),
                }));
                if (parsed.GetValue(detail))
                {
                    Console.WriteLine(string.Join(" ", regret.Each.Select((one, f) => $"{searched[f].Name}={one:F3}")));
                }
            }
        });
        return command;
    }

    /// <summary>What is searched how often.</summary>
    public static (Option<string> Problems, Option<int> Trials, Option<int> Seeds, Option<int> Dimensions) Options()
    {
        var trials = new Option<int>("--trials") { Description = "A study.", DefaultValueFactory = _ => 200 };
        var seeds = new Option<int>("--seeds") { Description = "Studies a problem, an instance each.", DefaultValueFactory = _ => 10 };
        var dimensions = new Option<int>("--dimensions") { Description = "2 or more.", DefaultValueFactory = _ => 5 };
        var problems = new Option<string>("--problems")
        {
            Description =
                "bbob: 24 functions of reals; mixed: with whole numbers and lists; conditional: with branches; tree: with branches and "
                + "common numbers; table: of 2,160 cells; net: a small net's loss.",
            DefaultValueFactory = _ => "bbob",
        };
        return (problems, trials, seeds, dimensions);
    }

    /// <summary>The best value of every study: by problem, then by seed.</summary>
    public static double[][] Bests(IReadOnlyList<Problem> problems, Sampler sampler, int seeds, int trials)
    {
        double[][] bests = [.. problems.Select(_ => new double[seeds])];
        Parallel.For(0, problems.Count * seeds, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var (problem, seed) = (i / seeds, i % seeds);
            var study = new Study(new() { Sampler = sampler, Seed = (ulong)seed });
            bests[problem][seed] = Best(study, problems[problem].Instance((ulong)seed), trials);
        });
        return bests;
    }

    /// <summary>The best value of a study; each value is passed on.</summary>
    public static double Best(Study study, Func<LiveTrial, double> function, int trials, Action<double>? tell = null)
    {
        double best = double.PositiveInfinity;
        for (int trial = 0; trial < trials; trial++)
        {
            var live = study.Ask();
            double value = function(live);
            live.Tell(value);
            tell?.Invoke(value);
            best = Math.Min(best, value);
        }

        return best;
    }
}

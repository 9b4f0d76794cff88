using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Trimtab.Samplers;

namespace Trimtab.Bench;

/// <summary>
/// How close samplers come to the optimum in a number of trials, beside random search: on the functions of the Black-Box Optimization
/// Benchmark, on mixed, conditional and noisy ones, on a net.
/// </summary>
internal static class RegretVerb
{
    public static Command Create()
    {
        var (problems, _, seeds, dimensions) = Options();
        var samplers = new Option<string[]>("--samplers")
        {
            Description = "By name, or name={settings as JSON}. From the second on with the difference from the first, in pairs.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["tpe", "cmaes", "auto"],
        };
        var trials = new Option<int[]>("--trials")
        {
            Description = "After how many trials of a study.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [50, 100, 200],
        };
        var firstSeed = new Option<int>("--first-seed") { Description = "The first of them.", DefaultValueFactory = _ => 0 };
        var parallel = new Option<int>("--parallel") { Description = "Trials at once.", DefaultValueFactory = _ => 1 };
        var only = new Option<string[]>("--only") { Description = "Problems by name.", AllowMultipleArgumentsPerToken = true };
        var detail = new Option<bool>("--detail") { Description = "Also a line a function." };
        var values = new Option<string?>("--values")
        {
            Description = "File that every value reached is appended to, to compare versions.",
        };
        var command = new Command(
            "regret", "Normalized regret, mean over problems: (best − optimum) / (mean best of random search − optimum).")
        {
            samplers, trials, seeds, firstSeed, dimensions, parallel, problems, only, detail, values,
        };
        command.SetAction(parsed =>
        {
            int[] budgets = [.. parsed.GetValue(trials)!.Order()];
            string set = parsed.GetValue(problems)!;
            string[] chosen = parsed.GetValue(only) ?? [];
            Problem[] searched =
            [
                .. Problem.Sets(parsed.GetValue(dimensions))[set].Where(problem => chosen.Length == 0 || chosen.Contains(problem.Name)),
            ];
            ulong[] studies = [.. Enumerable.Range(parsed.GetValue(firstSeed), parsed.GetValue(seeds)).Select(seed => (ulong)seed)];
            double[,][] random = Run(searched, studies, budgets, new RandomSampler(), 1);
            RegretTable? first = null;
            foreach (string text in parsed.GetValue(samplers)!)
            {
                var before = Process.GetCurrentProcess().TotalProcessorTime;
                double[,][] reached = Run(searched, studies, budgets, SamplerOf(text), parsed.GetValue(parallel));
                var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
                double milliseconds = spent.TotalMilliseconds / (searched.Length * studies.Length * budgets[^1]);
                var table = new RegretTable(reached, random);
                if (parsed.GetValue(values) is { } file)
                {
                    File.AppendAllLines(file, Lines("random", random).Concat(Lines(text, reached)));
                }

                for (int b = 0; b < budgets.Length; b++)
                {
                    Console.WriteLine(JsonSerializer.Serialize(new
                    {
                        problems = set,
                        sampler = text,
                        trials = budgets[b],
                        regret = table.Mean(b),
                        error = table.Error(b),
                        difference = first is null ? (double?)null : table.Less(first).Mean(b),
                        difference_error = first is null ? (double?)null : table.Less(first).Error(b),
                        seeds = studies.Length,
                        cpu_ms_per_trial = Math.Round(milliseconds, 3),
                    }));
                    if (parsed.GetValue(detail))
                    {
                        Console.WriteLine(string.Join(" ", searched.Select((problem, f) => $"{problem.Name}={table.Mean(f, b):F3}")));
                    }
                }

                first ??= table;
            }

            IEnumerable<string> Lines(string sampler, double[,][] reached) =>
                from f in Enumerable.Range(0, searched.Length)
                from s in Enumerable.Range(0, studies.Length)
                from b in Enumerable.Range(0, budgets.Length)
                select FormattableString.Invariant($"{sampler};{searched[f].Name};{studies[s]};{budgets[b]};{reached[f, s][b]:R}");
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
                + "common numbers; table: of 2,160 cells; noisy: functions of reals with noise; net: a small net's loss.",
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

    private static Sampler SamplerOf(string text)
    {
        int at = text.IndexOf('=', StringComparison.Ordinal);
        return at < 0
            ? Sampler.Catalog.Create(text)
            : Sampler.Catalog.Create(text[..at], JsonDocument.Parse(text[(at + 1)..]).RootElement);
    }

    /// <summary>What each study reached: by problem and seed, then by budget.</summary>
    private static double[,][] Run(Problem[] problems, ulong[] seeds, int[] budgets, Sampler sampler, int parallel)
    {
        var study = new RegretStudy(sampler, parallel);
        double[,][] reached = new double[problems.Length, seeds.Length][];
        Parallel.For(0, reached.Length, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var (problem, seed) = (i / seeds.Length, i % seeds.Length);
            reached[problem, seed] = study.Run(problems[problem], seeds[seed], budgets);
        });
        return reached;
    }
}

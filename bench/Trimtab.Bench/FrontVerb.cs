using System.CommandLine;
using System.Text.Json;
using Trimtab.Samplers;

namespace Trimtab.Bench;

/// <summary>
/// How much of the hypervolume of the Pareto front the trials of samplers miss, beside random search: on functions of several objectives,
/// and of one with constraints.
/// </summary>
internal static class FrontVerb
{
    public static Command Create()
    {
        var samplers = new Option<string[]>("--samplers")
        {
            Description = "By name.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => ["auto", "tpe", "nsga2", "nsga3"],
        };
        var trials = new Option<int[]>("--trials")
        {
            Description = "Trials after which a study is looked at.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [50, 100, 200],
        };
        var seeds = new Option<int>("--seeds") { Description = "Studies a problem.", DefaultValueFactory = _ => 10 };
        var problems = new Option<string>("--problems")
        {
            Description = "several: objectives, some with constraints; constrained: one objective.",
            DefaultValueFactory = _ => "several",
        };
        var detail = new Option<bool>("--detail") { Description = "Also a line a problem." };
        var command = new Command(
            "front",
            "Hypervolume missed, mean over problems: (best − found) / (best − mean of random search); with one objective the regret.")
        {
            samplers, trials, seeds, problems, detail,
        };
        command.SetAction(parsed =>
        {
            var searched = FrontProblem.Sets[parsed.GetValue(problems)!];
            int[] budgets = [.. parsed.GetValue(trials)!.Order()];
            double[][][] random = Missed(searched, new RandomSampler(), parsed.GetValue(seeds), budgets);
            foreach (string name in parsed.GetValue(samplers)!)
            {
                double[][][] missed = Missed(searched, Sampler.Catalog.Create(name), parsed.GetValue(seeds), budgets);
                for (int b = 0; b < budgets.Length; b++)
                {
                    double[][] regrets =
                    [
                        .. missed.Select((problem, p) => problem.Select(m => m[b] / random[p].Average(r => r[b])).ToArray()),
                    ];
                    Print(name, budgets[b], regrets, parsed.GetValue(detail) ? searched : []);
                }
            }
        });
        return command;
    }

    private static void Print(string sampler, int trials, double[][] regrets, IReadOnlyList<FrontProblem> detail)
    {
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            sampler,
            trials,
            missed = Math.Round(regrets.Average(problem => problem.Average()), 4),
            standard_error = Math.Round(Math.Sqrt(regrets.Sum(SquaredError)) / regrets.Length, 4),
            seeds = regrets[0].Length,
        }));
        if (detail.Count > 0)
        {
            Console.WriteLine(string.Join(" ", regrets.Select((regret, p) => $"{detail[p].Name}={regret.Average():F3}")));
        }
    }

    /// <summary>The squared standard error of a mean.</summary>
    private static double SquaredError(double[] values)
    {
        double mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / Math.Max(1, values.Length - 1) / values.Length;
    }

    /// <summary>What every study misses: by problem, by seed, by number of trials.</summary>
    private static double[][][] Missed(IReadOnlyList<FrontProblem> problems, Sampler sampler, int seeds, int[] budgets)
    {
        double[][][] missed = [.. problems.Select(_ => new double[seeds][])];
        Parallel.For(0, problems.Count * seeds, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            missed[i / seeds][i % seeds] = Missed(problems[i / seeds], sampler, (ulong)(i % seeds), budgets));
        return missed;
    }

    internal static double[] Missed(FrontProblem problem, Sampler sampler, ulong seed, int[] budgets)
    {
        var study = new Study(new()
        {
            Sampler = sampler,
            Seed = seed,
            Objectives = [.. FrontProblem.Names(problem.Reference.Length).Select(name => new Objective(name))],
        });
        var trials = new List<Trial>();
        while (trials.Count < budgets[^1])
        {
            var live = study.Ask();
            var outcome = problem.Function(live);
            live.Constrain(outcome.Violation);
            trials.Add(live.Tell(outcome.Values));
        }

        return [.. budgets.Select(budget => problem.Best - problem.HypervolumeOf(trials.Take(budget)))];
    }
}

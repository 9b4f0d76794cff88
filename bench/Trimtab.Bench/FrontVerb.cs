using System.CommandLine;
using Trimtab.Samplers;

namespace Trimtab.Bench;

/// <summary>
/// How much of the hypervolume of the Pareto front the trials of samplers miss, beside random search: on functions of several objectives,
/// and of one with constraints.
/// </summary>
[Named("front")]
internal sealed class FrontVerb : IVerb
{
    private const int RandomStudies = 100;

    private readonly Option<NamedSampler[]> _samplers = BenchOption.Samplers(
        "From the second on with the difference from the first, in pairs.", "auto", "tpe", "nsga2", "nsga3");
    private readonly Option<int[]> _trials = BenchOption.Wholes("--trials", "After how many trials of a study.", [50, 100, 200]);
    private readonly Option<int> _seeds = BenchOption.Whole("--seeds", "Studies a problem.", 10);

    private readonly Option<int> _firstSeed = BenchOption.Whole("--first-seed", "The first of the seeds.", 0, least: 0);

    private readonly Option<string> _problems = BenchOption.OneOf(
        "--problems",
        "several: objectives, some with constraints; constrained: one objective; constrained_tree: with branches; constrained_mixed: with "
        + "lists.",
        FrontProblem.Sets.Keys,
        "several");

    private readonly Option<bool> _detail = new("--detail") { Description = "Also a line a problem." };

    public Command Create()
    {
        var command = new Command(
            "front",
            "Hypervolume missed, mean over problems: (best − found) / (best − mean of random search); with one objective the regret.")
        {
            _samplers, _trials, _seeds, _firstSeed, _problems, _detail,
        };
        command.SetAction(Run);
        return command;
    }

    private void Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        var searched = FrontProblem.Sets[parsed.GetRequiredValue(_problems)];
        int[] budgets = [.. parsed.GetRequiredValue(_trials).Order()];
        ulong first = (ulong)parsed.GetRequiredValue(_firstSeed);
        ulong[] seeds = [.. Enumerable.Range(0, parsed.GetRequiredValue(_seeds)).Select(seed => first + (ulong)seed)];
        double[,][] random = Missed(searched, new RandomSampler(), RegretStudy.RandomSeeds(RandomStudies), budgets);
        RegretTable? baseline = null;
        foreach (var sampler in parsed.GetRequiredValue(_samplers))
        {
            var table = new RegretTable(Missed(searched, sampler.Sampler, seeds, budgets), random);
            for (int b = 0; b < budgets.Length; b++)
            {
                JsonLine.Write(output, new
                {
                    sampler = sampler.Text,
                    trials = budgets[b],
                    missed = table.Mean(b),
                    standard_error = table.Error(b),
                    difference = baseline is null ? double.NaN : table.Less(baseline).Mean(b),
                    difference_error = baseline is null ? double.NaN : table.Less(baseline).Error(b),
                    seeds = seeds.Length,
                });
                if (parsed.GetValue(_detail))
                {
                    output.WriteLine(table.Detail([.. searched.Select(problem => problem.Name)], b));
                }
            }

            baseline ??= table;
        }
    }

    /// <summary>What every study misses: by problem and seed, then by number of trials.</summary>
    private static double[,][] Missed(IReadOnlyList<FrontProblem> problems, Sampler sampler, ulong[] seeds, int[] budgets)
    {
        double[,][] missed = new double[problems.Count, seeds.Length][];
        Parallel.For(0, missed.Length, new() { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            missed[i / seeds.Length, i % seeds.Length] = Missed(problems[i / seeds.Length], sampler, seeds[i % seeds.Length], budgets));
        return missed;
    }

    private static double[] Missed(FrontProblem problem, Sampler sampler, ulong seed, int[] budgets)
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
            foreach (double constraint in outcome.Constraints)
            {
                live.Constrain(constraint);
            }

            trials.Add(live.Tell(outcome.Values));
        }

        return [.. budgets.Select(budget => problem.Best - problem.HypervolumeOf(trials.Take(budget)))];
    }
}

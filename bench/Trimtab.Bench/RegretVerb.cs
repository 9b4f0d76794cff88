using System.CommandLine;

namespace Trimtab.Bench;

/// <summary>
/// How close samplers come to the optimum in a number of trials, beside random search: on the functions of the Black-Box Optimization
/// Benchmark, on mixed, conditional and noisy ones, on a net.
/// </summary>
[Named("regret")]
internal sealed class RegretVerb : IVerb
{
    private readonly ProblemOptions _problems = new();

    private readonly Option<NamedSampler[]> _samplers =
        BenchOption.Samplers("From the second on with the difference from the first, in pairs.", "tpe", "cmaes", "auto");

    private readonly Option<int[]> _trials = BenchOption.Wholes("--trials", "After how many trials of a study.", [50, 100, 200]);
    private readonly Option<int> _firstSeed = BenchOption.Whole("--first-seed", "The first of the seeds.", 0, least: 0);
    private readonly Option<int> _parallel = BenchOption.Whole("--parallel", "Trials at once.", 1);

    private readonly Option<string[]> _only = new("--only")
    {
        Description = "Problems by name. Default: all.",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _detail = new("--detail") { Description = "Also a line a function." };

    private readonly Option<FileInfo> _values = new("--values")
    {
        Description = "File that every value reached is appended to, to compare versions.",
    };

    public Command Create()
    {
        var command = new Command(
            "regret", "Normalized regret, mean over problems: (best − optimum) / (mean best of random search − optimum).")
        {
            _samplers, _trials, _problems.Seeds, _firstSeed, _problems.Dimensions, _parallel, _problems.Set, _problems.RandomStudies, _only,
            _detail, _values,
        };
        BenchOption.Require(
            command, result => BenchOption.RequireKnown(result, "problem", result.GetValue(_only) ?? [], _problems.NamesOf(result)));
        command.SetAction(Run);
        return command;
    }

    private void Run(ParseResult parsed)
    {
        var output = parsed.InvocationConfiguration.Output;
        int[] budgets = [.. parsed.GetRequiredValue(_trials).Order()];
        string[] only = parsed.GetValue(_only) ?? [];
        Problem[] searched = [.. _problems.ProblemsOf(parsed).Where(problem => only.Length == 0 || only.Contains(problem.Name))];
        ulong first = (ulong)parsed.GetRequiredValue(_firstSeed);
        ulong[] seeds = [.. Enumerable.Range(0, parsed.GetRequiredValue(_problems.Seeds)).Select(seed => first + (ulong)seed)];
        double[,][] random = _problems.RandomOf(parsed, searched, budgets);
        RegretTable? baseline = null;
        foreach (var sampler in parsed.GetRequiredValue(_samplers))
        {
            double[,][] reached = null!;
            double seconds = CpuTime.Of(
                () => reached = RegretStudy.RunAll(searched, seeds, budgets, new(sampler.Sampler, parsed.GetRequiredValue(_parallel))));
            var table = new RegretTable(reached, random);
            if (parsed.GetValue(_values) is { } file)
            {
                File.AppendAllLines(file.FullName, Lines(sampler.Text, reached));
            }

            for (int b = 0; b < budgets.Length; b++)
            {
                JsonLine.Write(output, new
                {
                    problems = parsed.GetValue(_problems.Set),
                    sampler = sampler.Text,
                    trials = budgets[b],
                    regret = table.Mean(b),
                    error = table.Error(b),
                    difference = baseline is null ? double.NaN : table.Less(baseline).Mean(b),
                    difference_error = baseline is null ? double.NaN : table.Less(baseline).Error(b),
                    seeds = seeds.Length,
                    cpu_ms_per_trial = Math.Round(1e3 * seconds / (searched.Length * seeds.Length * (double)budgets[^1]), 3),
                });
                if (parsed.GetValue(_detail))
                {
                    output.WriteLine(table.Detail([.. searched.Select(problem => problem.Name)], b));
                }
            }

            baseline ??= table;
        }

        IEnumerable<string> Lines(string sampler, double[,][] reached) =>
            from f in Enumerable.Range(0, searched.Length)
            from s in Enumerable.Range(0, seeds.Length)
            from b in Enumerable.Range(0, budgets.Length)
            select Invariant($"{sampler};{searched[f].Name};{seeds[s]};{budgets[b]};{reached[f, s][b]:R}");
    }
}

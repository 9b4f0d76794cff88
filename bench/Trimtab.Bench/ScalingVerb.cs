using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Bench;

/// <summary>What a trial or report costs in studies of different lengths: it should not grow.</summary>
internal static class ScalingVerb
{
    private static readonly (string Name, Pruner Pruner)[] _pruners =
    [
        ("median", new MedianPruner()),
        ("halving", new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 3 }),
        ("halving that promotes", new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 3, MaxResource = 9, Promotes = true }),
        ("hyperband", new HyperbandPruner { MaxResource = 9 }),
        ("wilcoxon", new WilcoxonPruner()),
    ];

    public static Command Create()
    {
        var counts = new Option<int[]>("--counts")
        {
            Description = "Trials, or reports of one trial.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [10, 1000, 100_000],
        };
        var of = new Option<string>("--of") { Description = "Only what has this text in its name.", DefaultValueFactory = _ => "" };
        var command = new Command("scaling", "Microseconds a trial, report or candidate, by how many there are.") { counts, of };
        command.SetAction(parsed =>
        {
            foreach (int count in parsed.GetValue(counts)!)
            {
                foreach (var (what, run) in Studies.Concat(SearchScaling.Paths)
                    .Where(path => path.What.Contains(parsed.GetValue(of)!, StringComparison.Ordinal)))
                {
                    Time(what, count, run(count));
                }
            }
        });
        return command;
    }

    /// <summary>What is measured; what is made ready before is not.</summary>
    private static IEnumerable<(string What, Func<int, Action> Ready)> Studies =>
    [
        ("a report and a decision, of one trial", count => () => Reports(count)),
        .. _pruners.Select(item => ($"a trial of nine reports, {item.Name}", (Func<int, Action>)(
            count => () => Pruned(count, item.Pruner, isOverFolds: item.Name == "wilcoxon")))),
        ("ask and tell beside an early trial that runs", count => () => BesideAnOpenOne(count)),
        ("an enqueued trial, tpe", count => () => Enqueued(count)),
    ];

    private static void Reports(int count)
    {
        var study = new Study(new() { Sampler = new RandomSampler(), Pruner = new MedianPruner { StartupTrials = 1 } });
        var first = study.Ask();
        first.Report(1, 1);
        first.Tell(1);
        var trial = study.Ask();
        for (int epoch = 1; epoch <= count; epoch++)
        {
            trial.Report(0.5, epoch);
            trial.ShouldPrune();
        }
    }

    private static void Pruned(int count, Pruner pruner, bool isOverFolds)
    {
        var study = new Study(new() { Sampler = new RandomSampler(), Pruner = pruner, Seed = 1 });
        Run(study, count, trial =>
        {
            double x = trial.SuggestFloat("x", 0, 1);
            for (int step = 1; step <= 9; step++)
            {
                trial.Report(x + (1.0 / step), isOverFolds ? 1 : step, isOverFolds ? step - 1 : 0);
                trial.ThrowIfPruned();
            }

            return x;
        });
    }

    private static void BesideAnOpenOne(int count)
    {
        var study = new Study(new() { Sampler = new RandomSampler() });
        study.Ask();
        for (int i = 0; i < count; i++)
        {
            var trial = study.Ask();
            trial.Tell(trial.SuggestFloat("x", 0, 1));
        }
    }

    private static void Enqueued(int count)
    {
        var study = new Study(new() { Sampler = new TpeSampler(), Space = new() { ["x"] = new FloatDistribution(0, 1) } });
        for (int i = 0; i < count; i++)
        {
            study.Enqueue(ParameterSet.Of(("x", (i + 0.5) / count)));
        }

        Run(study, count, trial => trial.SuggestFloat("x", 0, 1));
    }

    private static void Run(Study study, int count, Func<LiveTrial, double> objective) =>
        study.OptimizeAsync(objective, count).GetAwaiter().GetResult();

    private static void Time(string what, int count, Action work)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp(), bytes = GC.GetTotalAllocatedBytes();
        work();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        process.Refresh();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            what,
            count,
            microseconds = Math.Round(1e6 * seconds / count, 1),
            cpu_seconds = Math.Round((process.TotalProcessorTime - cpu).TotalSeconds, 2),
            allocated = (GC.GetTotalAllocatedBytes() - bytes) / count,
        }));
    }
}

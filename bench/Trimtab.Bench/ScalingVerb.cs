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
        var command = new Command("scaling", "Microseconds a trial or report, by how many there are.") { counts };
        command.SetAction(parsed => Array.ForEach(parsed.GetValue(counts)!, Measure));
        return command;
    }

    private static void Measure(int count)
    {
        Time("a report and a decision, of one trial", count, () => Reports(count));
        foreach (var (name, pruner) in _pruners)
        {
            Time($"a trial of nine reports, {name}", count, () => Pruned(count, pruner, isOverFolds: name == "wilcoxon"));
        }

        Time("ask and tell beside an early trial that runs", count, () => BesideAnOpenOne(count));
        Time("an enqueued trial, tpe", count, () => Enqueued(count));
    }

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
        long start = Stopwatch.GetTimestamp();
        work();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Console.WriteLine(JsonSerializer.Serialize(new { what, count, microseconds = Math.Round(1e6 * seconds / count, 1) }));
    }
}

using System.CommandLine;
using System.Diagnostics;
using Trimtab.Pruners;
using Trimtab.Samplers;
using Trimtab.Spaces;

namespace Trimtab.Bench;

/// <summary>What a trial or report costs in studies of different lengths: it should not grow.</summary>
[Named("scaling")]
internal sealed class ScalingVerb : IVerb
{
    private static readonly (string Name, Pruner Pruner)[] _pruners =
    [
        ("median", new MedianPruner()),
        ("halving", new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 3 }),
        ("halving that promotes", new SuccessiveHalvingPruner { MinResource = 1, ReductionFactor = 3, MaxResource = 9, Promotes = true }),
        ("hyperband", new HyperbandPruner { MaxResource = 9 }),
        ("wilcoxon", new WilcoxonPruner()),
    ];

    /// <summary>Orders in which a trial reports its epochs: the epoch of the i-th report of so many, i from 0.</summary>
    private static readonly (string Name, Func<int, int, int> Epoch)[] _orders =
    [
        ("of one trial", (i, _) => i + 1),
        ("epochs descending", (i, count) => count - i),
        ("the last epoch first", (i, count) => i == 0 ? count : i),
        ("every other epoch later", (i, count) => i % 2 == 0 ? i + 1 : i + count),
    ];

    private readonly Option<int[]> _counts =
        BenchOption.Wholes("--counts", "Trials, candidates, or reports of one trial.", [10, 1000, 100_000]);

    private readonly Option<string> _of = new("--of")
    {
        Description = "Only what has this text in its name. Default: all.",
        DefaultValueFactory = _ => "",
    };

    public Command Create()
    {
        var command = new Command("scaling", "Microseconds a trial, report or candidate, by how many there are.") { _counts, _of };
        BenchOption.Require(command, result =>
        {
            if (!PathsWith(result.GetValue(_of)).Any())
            {
                result.AddError($"--of must be a part of one of: {string.Join("; ", PathsWith("").Select(path => path.What))}. "
                    + $"Got '{result.GetValue(_of)}'.");
            }
        });
        command.SetAction(parsed =>
        {
            foreach (int count in parsed.GetRequiredValue(_counts))
            {
                foreach (var (what, ready) in PathsWith(parsed.GetValue(_of)))
                {
                    JsonLine.Write(parsed.InvocationConfiguration.Output, Time(what, count, ready(count)));
                }
            }
        });
        return command;
    }

    private static IEnumerable<(string What, Func<int, Action> Ready)> PathsWith(string? text) =>
        Studies.Concat(SearchScaling.Paths).Where(path => path.What.Contains(text ?? "", StringComparison.Ordinal));

    /// <summary>What is measured; what is made ready before is not.</summary>
    private static IEnumerable<(string What, Func<int, Action> Ready)> Studies =>
    [
        .. _orders.Select(order => ($"a report and a decision, {order.Name}", (Func<int, Action>)(
            count => () => Reports(count, order.Epoch, new MedianPruner { StartupTrials = 1 })))),
        ("a report and a decision, patient", count => () => Reports(count, (i, _) => i + 1, new PatientPruner { Patience = 3 })),
        .. _pruners.Select(item => ($"a trial of nine reports, {item.Name}", (Func<int, Action>)(
            count => () => Pruned(count, item.Pruner, isOverFolds: item.Name == "wilcoxon")))),
        ("ask and tell beside an early trial that runs", count => () => BesideAnOpenOne(count)),
        ("an enqueued trial, tpe", count => () => Enqueued(count)),
    ];

    private static void Reports(int count, Func<int, int, int> epoch, Pruner pruner)
    {
        var study = new Study(new() { Sampler = new RandomSampler(), Pruner = pruner });
        var first = study.Ask();
        first.Report(1, 1);
        first.Tell(1);
        var trial = study.Ask();
        for (int i = 0; i < count; i++)
        {
            trial.Report(0.5, epoch(i, count));
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

    private static object Time(string what, int count, Action work)
    {
        long start = Stopwatch.GetTimestamp(), bytes = GC.GetTotalAllocatedBytes();
        double cpu = CpuTime.Of(work), seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return new
        {
            what,
            count,
            microseconds = Math.Round(1e6 * seconds / count, 1),
            cpu_seconds = Math.Round(cpu, 2),
            allocated = (GC.GetTotalAllocatedBytes() - bytes) / count,
        };
    }
}

using System.CommandLine;
using System.Diagnostics;
using Trimtab.Samplers;

namespace Trimtab.Bench;

/// <summary>
/// How long a study takes to try a finite space whole, by its size: half of its points have two more parameters than the others, and
/// nothing is known of it beforehand.
/// </summary>
[Named("enumerate")]
internal sealed class EnumerationVerb : IVerb
{
    private readonly Option<int[]> _points =
        BenchOption.Wholes("--points", "Sizes of the space, rounded down to multiples of ten.", [10, 1000, 100_000], least: 10);

    private readonly Option<int> _concurrency = BenchOption.Whole("--concurrency", "Trials at a time.", 1);

    public Command Create()
    {
        var command = new Command("enumerate", "Seconds to try a conditional space whole with the brute force sampler.")
        {
            _points, _concurrency,
        };
        command.SetAction(parsed =>
        {
            foreach (int size in parsed.GetRequiredValue(_points))
            {
                Enumerate(size / 10, parsed.GetRequiredValue(_concurrency), parsed.InvocationConfiguration.Output);
            }
        });
        return command;
    }

    private static void Enumerate(int tenth, int concurrency, TextWriter output)
    {
        int half = 5 * tenth;
        var study = new Study(new() { Sampler = new BruteForceSampler(), Concurrency = concurrency });
        long start = Stopwatch.GetTimestamp();
        var result = study.OptimizeAsync(trial => trial.SuggestCategorical("kind", ["line", "plane"]) == "line"
            ? trial.SuggestInt("at", 1, half)
            : trial.SuggestInt("row", 1, 5) + trial.SuggestInt("column", 1, tenth)).GetAwaiter().GetResult();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        int distinct = study.Trials.Select(trial => trial.Parameters).Distinct().Count();
        JsonLine.Write(output, new
        {
            points = 10 * tenth,
            concurrency,
            trials = study.Count,
            distinct,
            seconds = Math.Round(seconds, 3),
            microseconds_per_trial = Math.Round(1e6 * seconds / study.Count, 1),
            why = result.Message,
        });
    }
}

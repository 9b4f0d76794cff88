using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using Trimtab.Samplers;

namespace Trimtab.Bench;

/// <summary>
/// How long a study takes to try a finite space whole, by its size: half of its points have two more parameters than the others, and
/// nothing is known of it beforehand.
/// </summary>
internal static class EnumerationVerb
{
    public static Command Create()
    {
        var points = new Option<int[]>("--points")
        {
            Description = "Sizes of the space.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [10, 1000, 100_000],
        };
        var concurrency = new Option<int>("--concurrency") { Description = "Trials at a time.", DefaultValueFactory = _ => 1 };
        var command = new Command("enumerate", "Seconds to try a conditional space whole with the brute force sampler.")
        {
            points, concurrency,
        };
        command.SetAction(parsed =>
        {
            foreach (int size in parsed.GetValue(points)!)
            {
                Enumerate(size, parsed.GetValue(concurrency));
            }
        });
        return command;
    }

    private static void Enumerate(int points, int concurrency)
    {
        int half = points / 2, tenth = points / 10;
        var study = new Study(new() { Sampler = new BruteForceSampler(), Concurrency = concurrency });
        long start = Stopwatch.GetTimestamp();
        var result = study.OptimizeAsync(trial => trial.SuggestCategorical("kind", ["line", "plane"]) == "line"
            ? trial.SuggestInt("at", 1, half)
            : trial.SuggestInt("row", 1, 5) + trial.SuggestInt("column", 1, tenth)).GetAwaiter().GetResult();
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        int distinct = study.Trials.Select(trial => trial.Parameters).Distinct().Count();
        Console.WriteLine(JsonSerializer.Serialize(new
        {
            points,
            concurrency,
            trials = study.Count,
            distinct,
            seconds = Math.Round(seconds, 3),
            microseconds_per_trial = Math.Round(1e6 * seconds / study.Count, 1),
            why = result.Message,
        }));
    }
}

using System.CommandLine;
using System.Diagnostics;
using Trimtab.Samplers;
using Trimtab.Storages;

namespace Trimtab.Bench;

/// <summary>Many processes that evaluate one stored study, with and without one being killed every few seconds.</summary>
[Named("workers")]
internal sealed class WorkersVerb : IVerb
{
    private readonly Option<string> _url = BenchOption.Storage();
    private readonly Option<int> _processes = BenchOption.Whole("--processes", "Processes that evaluate.", 8);
    private readonly Option<int> _trials = BenchOption.Whole("--trials", "Trials in all.", 2000);
    private readonly Option<double> _kill = BenchOption.Seconds("--kill", "Seconds between two kills, or 0 for none.", 0);
    private readonly Option<bool> _works = new("--works") { Description = "This process is one of those that evaluate.", Hidden = true };

    public Command Create()
    {
        var command = new Command("workers", "Processes on one study: seconds, and whether a trial was lost or evaluated twice.")
        {
            _url, _processes, _trials, _kill, _works,
        };
        command.SetAction(parsed => parsed.GetValue(_works)
            ? Work(parsed.GetRequiredValue(_url), parsed.GetRequiredValue(_trials), parsed.InvocationConfiguration.Output)
            : Task.Run(() => JsonLine.Write(parsed.InvocationConfiguration.Output, Measure(
                parsed.GetRequiredValue(_url),
                parsed.GetRequiredValue(_processes),
                parsed.GetRequiredValue(_trials),
                TimeSpan.FromSeconds(parsed.GetRequiredValue(_kill))))));
        return command;
    }

    private static StudyOptions Options { get; } = new() { Sampler = new RandomSampler(), Schedule = Schedule.Asynchronous };

    /// <summary>Evaluates trials, and prints the number of each before its result is written and when it has ended.</summary>
    private static async Task Work(string url, int trials, TextWriter output)
    {
        using var storage = StudyStorage.Open(url);
        await Study.Open(storage, Options).OptimizeAsync(
            trial => Enumerable.Range(0, 10).Sum(i => Math.Pow(trial.SuggestFloat($"x{i}", -5, 5), 2)),
            options: new() { UpTo = trials, TrialEnded = (_, trial) => output.WriteLine(trial.Number) }).ConfigureAwait(false);
    }

    private static object Measure(string url, int processes, int trials, TimeSpan kill)
    {
        var ended = new List<int>();
        var clock = Stopwatch.StartNew();
        int killed = 0;
        var running = Enumerable.Range(0, processes).Select(_ => Start(url, trials, ended)).ToList();
        for (int victim = 0; running.Count > 0; victim++)
        {
            var process = running[victim % running.Count];
            if (process.WaitForExit(kill > TimeSpan.Zero ? kill : Timeout.InfiniteTimeSpan))
            {
                process.WaitForExit(); // and for what it printed
                running.Remove(process);
                continue;
            }

            process.Kill();
            process.WaitForExit();
            killed++;
            running[running.IndexOf(process)] = Start(url, trials, ended);
        }

        double seconds = clock.Elapsed.TotalSeconds;
        using var storage = StudyStorage.Open(url);
        var study = Study.Open(storage, Options);
        return new
        {
            storage = url.Split(':')[0],
            processes,
            killed,
            seconds = Math.Round(seconds, 2),
            milliseconds_a_trial = Math.Round(seconds * 1000 / study.Count, 3),
            trials = study.Count,
            complete = study.Trials.Completed.Count(),
            lost = ended.Except(study.Trials.Completed.Select(trial => trial.Number)).Count(),
            twice = ended.Count - ended.Distinct().Count(),
            dense = study.Trials.Select(trial => trial.Number).SequenceEqual(Enumerable.Range(0, study.Count)),
        };
    }

    private static Process Start(string url, int trials, List<int> ended)
    {
        var process = new Process
        {
            StartInfo = new(Environment.ProcessPath!, ["workers", "--works", "--url", url, "--trials", $"{trials}"])
            {
                RedirectStandardOutput = true,
            },
        };
        process.OutputDataReceived += (_, line) =>
        {
            if (int.TryParse(line.Data, out int number))
            {
                lock (ended)
                {
                    ended.Add(number);
                }
            }
        };
        process.Start();
        process.BeginOutputReadLine();
        return process;
    }
}

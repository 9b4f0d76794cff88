using System.CommandLine;
using System.Diagnostics;
using Trimtab.Samplers;
using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Bench;

/// <summary>What a storage costs: a trial of ten reals, and opening, by how many trials there are.</summary>
[Named("storage")]
internal sealed class StorageVerb : IVerb
{
    private const int Timed = 300; // trials, of which the first third is left out

    private static readonly MemoryStorage _memory = new(); // the same for each opening

    private readonly Option<string> _url = BenchOption.Storage();
    private readonly Option<int[]> _trials = BenchOption.Wholes("--trials", "Finished trials before.", [1000, 10_000, 100_000]);
    private readonly Option<int> _reports = BenchOption.Whole("--reports", "Reports of each trial.", 0, least: 0);

    public Command Create()
    {
        var command = new Command(
            "storage", "Milliseconds a trial, durable and not, and seconds until a storage and a study in it are open.")
        {
            _url, _trials, _reports,
        };
        command.SetAction(parsed =>
        {
            foreach (int count in parsed.GetRequiredValue(_trials).Order())
            {
                JsonLine.Write(
                    parsed.InvocationConfiguration.Output,
                    Measure(parsed.GetRequiredValue(_url), count, parsed.GetRequiredValue(_reports)));
            }
        });
        return command;
    }

    /// <summary>A storage that a URL names.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="isDurable">Whether each call is on disk when it returns, where the storage has the choice.</param>
    public static StudyStorage Open(string url, bool isDurable) => url == "memory:"
        ? _memory
        : StudyStorage.Open(isDurable || url.Split(':')[0] is not ("journal" or "sqlite") ? url : $"{url}?durable=false");

    /// <summary>A storage that is disposed after use; null for the one in memory.</summary>
    private static StudyStorage? Closed(StudyStorage storage) => storage == _memory ? null : storage;

    private static StudyOptions Options { get; } = new()
    {
        Sampler = new RandomSampler(),
        Schedule = Schedule.Asynchronous,
        AllowDuplicates = true,
        Space = SearchSpace.Create(
            Enumerable.Range(0, 10).Select(i => KeyValuePair.Create($"x{i}", (Distribution)new FloatDistribution(-5, 5)))),
    };

    private static object Measure(string url, int trials, int reports)
    {
        Fill(url, trials, reports);
        long empty = GC.GetTotalMemory(forceFullCollection: true);
        double cpuBefore = CpuTime.Seconds;
        var opening = Stopwatch.StartNew();
        var storage = Open(url, isDurable: true);
        using var closed = Closed(storage);
        storage.ReadStudies();
        double storageSeconds = opening.Elapsed.TotalSeconds, storageCpu = CpuTime.Seconds - cpuBefore;
        var opened = Study.Open(storage, Options);
        double studySeconds = opening.Elapsed.TotalSeconds, cpuToOpen = CpuTime.Seconds - cpuBefore;
        long bytes = GC.GetTotalMemory(forceFullCollection: true) - empty;
        var (durable, durableCpu) = PerTrial(opened);
        var fast = Open(url, isDurable: false);
        using var alsoClosed = Closed(fast);
        var (written, writtenCpu) = PerTrial(Study.Open(fast, Options));
        var (inMemory, _) = PerTrial(new Study(Options));
        return new
        {
            storage = url.Split(':')[0],
            trials,
            milliseconds_durable = Math.Round(durable, 3),
            cpu_durable = Math.Round(durableCpu, 3),
            milliseconds = Math.Round(written, 3),
            cpu = Math.Round(writtenCpu, 3),
            in_memory = Math.Round(inMemory, 3),
            seconds_to_open_storage = Math.Round(storageSeconds, 3),
            seconds_to_open_study = Math.Round(studySeconds, 3),
            cpu_to_open_storage = Math.Round(storageCpu, 3),
            cpu_to_open_study = Math.Round(cpuToOpen, 3),
            bytes_a_trial = bytes / trials,
        };
    }

    /// <summary>
    /// Makes the storage's study one of so many finished trials: evaluated there, so that a journal has all its lines, or copied into a
    /// database.
    /// </summary>
    private static void Fill(string url, int trials, int reports)
    {
        var filled = Open(url, isDurable: false);
        using var closed = Closed(filled);
        using var other = filled is OperationStorage ? null : new MemoryStorage();
        var study = Study.Open(other ?? filled, Options);
        while (study.Count < trials)
        {
            Evaluate(study, reports);
        }

        if (other is null)
        {
            return;
        }

        var catalog = new StudyCatalog(filled);
        if (catalog.List().Any(known => known.Name == Options.Name))
        {
            catalog.Delete(Options.Name);
        }

        new StudyCatalog(other).Copy(Options.Name, filled);
    }

    /// <summary>Median milliseconds a trial, and mean milliseconds of processors.</summary>
    private static (double Milliseconds, double Cpu) PerTrial(Study study)
    {
        var times = new List<double>();
        double cpu = 0;
        for (int i = 0; i < Timed; i++)
        {
            cpu = i == Timed / 3 ? CpuTime.Seconds : cpu;
            long start = Stopwatch.GetTimestamp();
            Evaluate(study);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        double[] late = [.. times.Skip(Timed / 3).Order()];
        return (late[late.Length / 2], (CpuTime.Seconds - cpu) * 1000 / late.Length);
    }

    private static void Evaluate(Study study, int reports = 0)
    {
        var trial = study.Ask();
        for (int epoch = 1; epoch <= reports; epoch++)
        {
            trial.Report(1.0 / epoch, epoch);
        }

        trial.Tell(Enumerable.Range(0, 10).Sum(i => Math.Pow(trial.SuggestFloat($"x{i}", -5, 5), 2)));
    }
}

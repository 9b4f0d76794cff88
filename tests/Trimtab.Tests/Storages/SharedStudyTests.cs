using Trimtab.Numerics;
using Trimtab.Spaces;
using Trimtab.Storages;
using Trimtab.Worker;

namespace Trimtab.Tests.Storages;

/// <summary>Many processes evaluate trials of one study, and some are killed. Derive a test class from it.</summary>
public abstract class SharedStudyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>URL of the storage of this test, empty at first.</summary>
    protected abstract string Url { get; }

    [Fact]
    public async Task Processes_AtOnce_EvaluateEachTrialOnce_WaitingOnesAmongThem()
    {
        const int trials = 60;
        using var storage = StudyStorage.Open(Url);
        var study = Study.Open(storage, SharedStudy.Options(Schedule.Asynchronous));
        for (int i = 0; i < 5; i++)
        {
            study.Enqueue(ParameterSet.Of(("x", (double)i)));
        }

        WorkerProgram[] workers = [.. Enumerable.Range(0, 3).Select(_ => new WorkerProgram(Url, Schedule.Asynchronous, trials))];
        var finished = await Task.WhenAll(workers.Select(worker => worker.EndAsync(Token)));
        study.Refresh();

        Assert.Equal(Enumerable.Range(0, trials), finished.SelectMany(numbers => numbers).Order());
        Assert.Equal(Enumerable.Range(0, trials), study.Trials.Select(trial => trial.Number));
        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
        Assert.Equal([0.0, 1, 2, 3, 4], study.Trials.Take(5).Select(trial => trial.Parameters["x"].As<double>()));
        Assert.All(workers, worker => worker.Dispose());
    }

    /// <summary>A database is created, a journal's lock is taken and the study is created by all of them at once.</summary>
    [Fact]
    public async Task Processes_ThatOpenAStorageThatIsMissing_AtOnce_EvaluateEachTrialOnce()
    {
        const int trials = 12;
        WorkerProgram[] workers = [.. Enumerable.Range(0, 4).Select(_ => new WorkerProgram(Url, Schedule.Asynchronous, trials))];
        var finished = await Task.WhenAll(workers.Select(worker => worker.EndAsync(Token)));

        using var storage = StudyStorage.Open(Url);
        var study = Study.Open(storage, SharedStudy.Options(Schedule.Asynchronous));
        Assert.Equal(Enumerable.Range(0, trials), finished.SelectMany(numbers => numbers).Order());
        Assert.Equal(Enumerable.Range(0, trials), study.Trials.Select(trial => trial.Number));
        Assert.All(workers, worker => worker.Dispose());
    }

    [Fact]
    public async Task Processes_SomeOfWhichAreKilled_LoseNoTrial_AndLeaveNone()
    {
        const int trials = 60;
        using var storage = StudyStorage.Open(Url);
        var study = Study.Open(storage, SharedStudy.Options(Schedule.Asynchronous));
        var seen = new List<int>();
        using (var lasting = new WorkerProgram(Url, Schedule.Asynchronous, trials))
        {
            var end = lasting.EndAsync(Token);
            foreach (int lines in new[] { 1, 4, 2 })
            {
                using var worker = new WorkerProgram(Url, Schedule.Asynchronous, trials);
                seen.AddRange(Enumerable.Range(0, lines).Select(_ => worker.Next()).OfType<int>());
                seen.AddRange(worker.Kill());
            }

            seen.AddRange(await end);
        }

        study.Refresh();
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, trials), study.Trials.Select(trial => trial.Number));
        Assert.All(study.Trials, trial => Assert.Equal(TrialState.Complete, trial.State));
    }

    /// <summary>In the middle of calls of the storage that are drawn at random, wherever the system has come to.</summary>
    [Fact]
    public async Task Process_ThatIsKilledAgainAndAgain_EndsWithTheTrialsOfOneThatNeverStopped()
    {
        const int trials = 40, kills = 4;
        var options = SharedStudy.Options(Schedule.Reproducible);
        var whole = new Study(options);
        await whole.OptimizeAsync(SharedStudy.Objective, trials, cancellationToken: Token);

        var finished = new List<int>();
        var random = RandomAddress.FromSeed(3).At("kills").Stream();
        for (int i = 0; i < kills; i++)
        {
            using var worker = new WorkerProgram(
                Url, Schedule.Reproducible, trials, (1 + random.NextInt32(40), random.NextInt32(200_000)));
            var (numbers, error, exitCode) = worker.WaitForEnd();
            Assert.True(exitCode != 0 && error.Length == 0, $"It ended with {exitCode}: {error}");
            finished.AddRange(numbers);
        }

        using var last = new WorkerProgram(Url, Schedule.Reproducible, trials);
        finished.AddRange(await last.EndAsync(Token));

        using var storage = StudyStorage.Open(Url);
        var study = Study.Open(storage, options);
        Assert.Equal(finished.Count, finished.Distinct().Count()); // none that was acknowledged was evaluated again
        Assert.Equal(whole.Trials.Select(DurableStudyTests.Outcome), study.Trials.Select(DurableStudyTests.Outcome));
    }
}

using Trimtab.Storages;
using Trimtab.Worker;

namespace Trimtab.Tests.Storages;

/// <summary>
/// A study whose disk is full ends with an error that says what to do, and goes on when there is room. Derive a test class.
/// </summary>
public abstract class FullDiskTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>URL of the storage of this test, empty at first.</summary>
    protected abstract string Url { get; }

    /// <summary>A size of its files, in kilobytes, that is reached after some trials.</summary>
    protected abstract int Limit { get; }

    [Fact]
    public async Task Study_WhoseDiskIsFull_EndsWithAClearError_LosesNothing_AndGoesOnWhenThereIsRoom()
    {
        const int trials = 40;
        var whole = new Study(SharedStudy.Options(Schedule.Reproducible));
        await whole.OptimizeAsync(SharedStudy.Objective, trials, cancellationToken: Token);

        using var limited = WorkerProgram.WithLimit(Url, Schedule.Reproducible, trials, Limit);
        var (finished, error, exitCode) = limited.WaitForEnd();

        Assert.True(exitCode == 3, $"It ended with {exitCode}: {error}");
        Assert.NotEmpty(finished);
        Assert.Contains(Url.Split(':', 2)[1], error, StringComparison.Ordinal);
        Assert.Contains("room", error, StringComparison.Ordinal);
        using (var storage = StudyStorage.Open(Url))
        {
            var stored = storage.ReadTrials(storage.ReadStudies().Single().Id, -1, []);
            Assert.All(finished, number => Assert.Equal(TrialState.Complete, stored[number].State));
        }

        using var last = new WorkerProgram(Url, Schedule.Reproducible, trials);
        var others = await last.EndAsync(Token);

        Assert.Equal(Enumerable.Range(0, trials), finished.Concat(others)); // none that was acknowledged was evaluated again
        using var opened = StudyStorage.Open(Url);
        Assert.Equal(
            whole.Trials.Select(DurableStudyTests.Outcome),
            Study.Open(opened, SharedStudy.Options(Schedule.Reproducible)).Trials.Select(DurableStudyTests.Outcome));
    }
}

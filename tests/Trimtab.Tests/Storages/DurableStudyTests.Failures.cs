using Trimtab.Storages;
using Trimtab.Worker;

namespace Trimtab.Tests.Storages;

/// <content>A storage that fails now and then.</content>
public abstract partial class DurableStudyTests
{
    /// <summary>
    /// As where its disk is full, or its server away, for a while: whichever call fails, the study goes on in the same process.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Study_WhoseStorageFailsAgainAndAgain_GoesOn_WithTheTrialsOfOneThatWasNotDisturbed(int concurrency)
    {
        const int trials = 12;
        var options = _tpe with { Concurrency = concurrency };
        var whole = new Study(options);
        await whole.OptimizeAsync(Objective, trials, cancellationToken: Token);
        int calls = 0, period = 11, failures = 0;
        using var storage = new WatchedStorage(Open(), () =>
        {
            if (Interlocked.Increment(ref calls) == period) // since the last failure: no period meets the same call for ever
            {
                throw new StorageException("The disk is full.");
            }
        });

        Study? study = null;
        while (failures < 30 && (study is null || study.Trials.Completed.Count() < trials))
        {
            int before = failures;
            try
            {
                study ??= Study.Open(storage, options);
                await study.OptimizeAsync(Objective, options: new() { UpTo = trials }, cancellationToken: Token);
            }
            catch (StorageException)
            {
                (failures, period, calls) = (failures + 1, period + 2, 0);
            }

            Assert.True(failures > before || study?.Trials.Completed.Count() == trials, $"{study}");
        }

        Assert.InRange(failures, 3, 29);
        Assert.Equal(whole.Trials.Select(Outcome), study!.Trials.Select(Outcome));
        using var reader = Open();
        Assert.Equal(whole.Trials.Select(Outcome), Study.Open(reader, options).Trials.Select(Outcome));
    }
}

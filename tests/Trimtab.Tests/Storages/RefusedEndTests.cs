using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>What a storage can't keep fails its trial and no other, in every storage. Derive a test class from it.</summary>
public abstract class RefusedEndTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Opens the storage of this test, empty at first.</summary>
    protected abstract StudyStorage Open();

    [Fact]
    public async Task Parameter_OfAnotherClassThanBefore_FailsItsTrialAlone()
    {
        using var storage = Open();
        var study = Study.Open(storage, new());

        await study.OptimizeAsync(
            trial => trial.Number == 1 ? trial.SuggestInt("x", 0, 1) : trial.SuggestFloat("x", 0, 1), 3, cancellationToken: Token);

        AssertOnlySecondFailed(storage, study, "'x' had");
    }

    [Theory]
    [InlineData("600")]
    [InlineData("half")] // of a surrogate pair: no attribute of a test can hold it
    [InlineData("a\0")]
    public async Task Attribute_WhoseNameNotEveryStorageKeeps_FailsItsTrialAlone(string text)
    {
        string name = text == "600" ? new('x', 600) : text == "half" ? "a\ud800" : text;
        using var storage = Open();
        var study = Study.Open(storage, new());

        await study.OptimizeAsync(
            trial =>
            {
                trial.SetAttribute(trial.Number == 1 ? name : "note", "1");
                return trial.SuggestFloat("x", 0, 1);
            },
            3,
            cancellationToken: Token);

        AssertOnlySecondFailed(storage, study, "at most 512 characters");
    }

    /// <summary>Two that run at once: which of them is the first is known at their ends alone.</summary>
    [Fact]
    public void End_ThatTheStorageRefuses_IsStoredAsFailed()
    {
        using var storage = Open();
        var study = Study.Open(storage, new() { Schedule = Schedule.Asynchronous });
        LiveTrial first = study.Ask(), second = study.Ask();
        first.SuggestFloat("x", 0, 1);
        second.SuggestInt("x", 0, 1);
        first.Tell(1);
        second.Tell(2);
        var third = study.Ask();
        third.SuggestFloat("x", 0, 1);
        third.Tell(3);

        AssertOnlySecondFailed(storage, study, "'x' had");
    }

    [Fact]
    public async Task Trial_WhoseEndCantBeWritten_IsEvaluatedAgain_ByTheSameProcess()
    {
        using var storage = Open();
        var full = new FullStorage(storage) { IsFull = true };
        var study = Study.Open(full, new());

        await Assert.ThrowsAsync<IOException>(() => study.OptimizeAsync(_ => 1, 2, cancellationToken: Token));
        full.IsFull = false;
        var opened = Study.Open(full, new());
        Assert.Equal(TrialState.Waiting, opened[0].State);
        await study.OptimizeAsync(_ => 2, options: new() { UpTo = 2 }, cancellationToken: Token);

        Assert.Equal([2.0, 2.0], study.Trials.Select(trial => trial.Value));
    }

    private static void AssertOnlySecondFailed(StudyStorage storage, Study study, string error)
    {
        var expected = new[] { TrialState.Complete, TrialState.Failed, TrialState.Complete };
        Assert.Equal(expected, study.Trials.Select(trial => trial.State));
        Assert.Contains(error, study[1].Error, StringComparison.Ordinal);
        Assert.Equal(expected, storage.ReadTrials(storage.ReadStudies().Single().Id, -1, []).Select(trial => trial.State));
        Assert.Contains(error, Study.Open(storage, new(), acceptsChanges: true)[1].Error, StringComparison.Ordinal);
    }

    private sealed class FullStorage(StudyStorage storage) : ForwardingStorage(storage)
    {
        public bool IsFull { get; set; }

        protected override void WriteCore(long trial, int attempt, TrialChanges changes)
        {
            if (IsFull && changes.End is not null)
            {
                throw new IOException("No space left on device.");
            }

            base.WriteCore(trial, attempt, changes);
        }
    }
}

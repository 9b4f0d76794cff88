using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>A number that no trial has is an error, and never waited for; one that another process is just creating is no error.</summary>
public class MissingTrialTests
{
    [Fact]
    public void Open_OfNumbersWithAGap_SaysWhichIsMissing()
    {
        using var storage = WithTrials(4, hidden: 2, reads: int.MaxValue);

        var error = Assert.Throws<TrimtabException>(() => Study.Open(storage, new()));

        Assert.Contains("Number 2 is missing", error.Message, StringComparison.Ordinal);
        Assert.Contains("copy_study", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OfATrialThatIsJustCreated_WaitsForIt()
    {
        using var storage = WithTrials(4, hidden: 2, reads: 1);

        Assert.Equal([0, 1, 2, 3], Study.Open(storage, new()).Trials.Select(trial => trial.Number));
    }

    [Fact]
    public void Ask_AfterTheLastTrialWasDeleted_SaysSo()
    {
        using var storage = new Gappy { Refuses = true };
        var study = Study.Open(storage, new());

        Assert.Contains("is not any more", Assert.Throws<TrimtabException>(() => study.Ask()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refresh_AfterARunningTrialWasDeleted_SaysSo()
    {
        using var storage = WithTrials(3, hidden: 1, reads: 0);
        long id = storage.ReadStudies().Single().Id;
        storage.CreateTrial(id, new());
        var study = Study.Open(storage, new() { Schedule = Schedule.Asynchronous });
        (storage.Hidden, storage.Reads) = (3, int.MaxValue);

        Assert.Contains("Number 3", Assert.Throws<TrimtabException>(study.Refresh).Message, StringComparison.Ordinal);
    }

    private static Gappy WithTrials(int trials, int hidden, int reads)
    {
        var storage = new Gappy { Hidden = hidden, Reads = reads };
        long study = storage.CreateStudy("study", [Direction.Minimize]);
        for (int i = 0; i < trials; i++)
        {
            storage.CreateTrial(study, new() { State = TrialState.Complete, Values = [i] });
        }

        return storage;
    }

    private sealed class Gappy : ForwardingStorage
    {
        public int Hidden { get; set; }

        public int Reads { get; set; }

        public bool Refuses { get; init; }

        protected override StoredTrial? CreateTrialCore(long study, StoredTrial trial, int? number) =>
            Refuses ? null : base.CreateTrialCore(study, trial, number);

        protected override IReadOnlyList<StoredTrial> ReadTrialsCore(long study, long after, IReadOnlyCollection<long> including)
        {
            var read = base.ReadTrialsCore(study, after, including);
            return Reads-- > 0 ? [.. read.Where(trial => trial.Number != Hidden)] : read;
        }
    }
}

using Trimtab.Spaces;
using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>Workers with leases, each with a clock of its own. Derive a test class from it.</summary>
public abstract class LeaseTests
{
    private static readonly LeaseOptions _lease = new() { Duration = TimeSpan.FromMinutes(1), Retries = 2 };

    private readonly ManualClock _clock = new(), _other = new();

    /// <summary>Opens the storage of this test, empty at first. Another call opens the same one as another process would.</summary>
    protected abstract StudyStorage Open();

    [Fact]
    public void SilentWorker_LosesItsTrial_AndIsRefused_AndItsStudyGoesOn()
    {
        using StudyStorage one = Open(), other = Open();
        var silent = Worker(one, _clock);
        var late = silent.Ask();
        double x = late.SuggestFloat("x", 0, 1);
        late.Report(0.5, 1);
        var watcher = Worker(other, _other);

        _other.Advance(TimeSpan.FromSeconds(59));
        watcher.Refresh();
        Assert.Equal(TrialState.Running, watcher[0].State);
        _other.Advance(TimeSpan.FromSeconds(1));
        watcher.Refresh();
        Assert.Equal(TrialState.Waiting, watcher[0].State);
        var again = watcher.Ask();
        Assert.Equal((0, x), (again.Number, again.SuggestFloat("x", 0, 1)));

        var error = Assert.Throws<LostTrialException>(() => late.Report(0.25, 2));
        Assert.Contains("Trial 0 was given back since, and is at attempt 1. Got attempt 0", error.Message, StringComparison.Ordinal);
        Assert.Throws<LostTrialException>(() => late.SuggestFloat("y", 0, 1));
        Assert.Throws<LostTrialException>(() => late.Tell(1));
        again.Tell(2);
        silent.Refresh();
        Assert.Equal(2, silent[0].Value);
        Assert.Equal(1, silent.Ask().Number);
    }

    [Fact]
    public async Task Optimize_OfAWorkerThatLostItsTrial_GoesOnWithAnother()
    {
        using StudyStorage one = Open(), other = Open();
        var watcher = Worker(other, _other);
        var study = Worker(one, _clock);

        var result = await study.OptimizeAsync(
            trial =>
            {
                double x = trial.SuggestFloat("x", 0, 1);
                if (study.Count == 1)
                {
                    watcher.Refresh();
                    _other.Advance(TimeSpan.FromMinutes(1));
                    watcher.Ask().Tell(-1); // trial 0
                }

                return x;
            },
            3,
            cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal([0, 1, 2, 3], study.Trials.Select(trial => trial.Number));
        Assert.Equal(-1, study[0].Value);
        Assert.Equal(StopReason.TrialsAdded, result.Reason);
    }

    /// <summary>The storage has the end already, and refuses the sign of life: the trial is no other worker's for that.</summary>
    [Fact]
    public void SignOfLife_WhileTheEndOfATrialIsWritten_LosesNoTrial()
    {
        using var one = Open();
        using var storage = new RingingStorage(one, () => _clock.Advance(_lease.Duration / 4));
        var study = Worker(storage, _clock);
        var trial = study.Ask();

        trial.Tell(trial.SuggestFloat("x", 0, 1));

        Assert.Equal(TrialState.Complete, study[0].State);
        Assert.False(trial.CancellationToken.IsCancellationRequested);
    }

    /// <summary>As where <c>trimtab ask</c> begins a trial and gives up its lease, under one attempt, and its process ends.</summary>
    [Theory]
    [InlineData("\"\"")]
    [InlineData("\"m/1/0/s/60/7\"")]
    public void Trial_WhoseLeaseIsAnotherSinceItWasRead_IsNotGivenBack(string lease)
    {
        using StudyStorage one = Open(), other = Open();
        Worker(one, _clock).Ask();
        var changes = new TrialChanges { SystemAttributes = new Dictionary<string, string> { [StorageAttributes.Lease] = lease } };
        using var late = new LateStorage(other, trial => one.Write(trial, 0, changes));
        var watcher = Worker(late, _other);
        _other.Advance(_lease.Duration);

        watcher.Refresh();
        watcher.Refresh();

        Assert.Equal(TrialState.Running, watcher[0].State);
        Assert.Equal(0, other.FindTrial(other.ReadStudies()[0].Id, 0)!.Attempt);
    }

    /// <summary>Does something before a trial is given back.</summary>
    private sealed class LateStorage(StudyStorage storage, Action<long> before) : ForwardingStorage(storage)
    {
        protected override void WriteCore(long trial, int attempt, TrialChanges changes)
        {
            if (changes.IsReleased)
            {
                before(trial);
            }

            base.WriteCore(trial, attempt, changes);
        }
    }

    /// <summary>Rings when the end of a trial is written, before the study learns so.</summary>
    private sealed class RingingStorage(StudyStorage storage, Action ring) : ForwardingStorage(storage)
    {
        protected override void WriteCore(long trial, int attempt, TrialChanges changes)
        {
            base.WriteCore(trial, attempt, changes);
            if (changes.End is not null)
            {
                ring();
            }
        }
    }

    [Fact]
    public void TrialThatWasLost_IsCancelled_AtTheNextSignOfLife()
    {
        using StudyStorage one = Open(), other = Open();
        var study = Worker(one, _clock);
        var lost = study.Ask();
        Steal(other);
        var kept = study.Ask();
        Assert.False(lost.CancellationToken.IsCancellationRequested);

        _clock.Advance(_lease.Duration / 4);

        Assert.True(lost.CancellationToken.IsCancellationRequested);
        Assert.False(kept.CancellationToken.IsCancellationRequested);
        kept.Tell(1);
        Assert.Throws<LostTrialException>(() => lost.Tell(1));
    }

    /// <summary>In a long epoch, say: it neither reports nor returns.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task Optimize_OfAWorkerThatLostItsTrial_CancelsIt_AndGoesOnWithAnother(int retries)
    {
        using StudyStorage one = Open(), other = Open();
        var study = Worker(one, _clock);
        int ended = 0;

        await study.OptimizeAsync(
            trial =>
            {
                trial.SuggestFloat("x", 0, 1);
                if (trial.Number == 0)
                {
                    Steal(other).Tell(-1);
                    _clock.Advance(_lease.Duration / 4);
                    trial.CancellationToken.WaitHandle.WaitOne(TimeSpan.FromMinutes(1)); // at most
                    trial.CancellationToken.ThrowIfCancellationRequested();
                }

                ended++;
                return 1;
            },
            3,
            new() { Retries = retries },
            TestContext.Current.CancellationToken);

        Assert.Equal([-1.0, 1, 1, 1], study.Trials.Select(trial => trial.Value));
        Assert.Equal(3, ended);
    }

    /// <summary>What it throws when it is cancelled is no failure of the trial, which is another worker's.</summary>
    [Fact]
    public async Task Optimize_WhoseTrialWasLostAndFails_GoesOn_WithRetriesLeft()
    {
        using StudyStorage one = Open(), other = Open();
        var study = Worker(one, _clock);

        await study.OptimizeAsync(
            trial =>
            {
                if (trial.Number > 0)
                {
                    return 1;
                }

                Steal(other).Tell(-1);
                _clock.Advance(_lease.Duration / 4);
                throw new InvalidOperationException("of its own");
            },
            2,
            new() { Retries = 1 },
            TestContext.Current.CancellationToken);

        Assert.Equal([-1.0, 1, 1], study.Trials.Select(trial => trial.Value));
    }

    [Fact]
    public void WorkerThatGivesSignsOfLife_KeepsItsTrial()
    {
        using StudyStorage one = Open(), other = Open();
        var trial = Worker(one, _clock).Ask();
        var watcher = Worker(other, _other);

        for (int i = 0; i < 10; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(30));
            _other.Advance(TimeSpan.FromSeconds(59));
            watcher.Refresh();
        }

        Assert.Equal(TrialState.Running, watcher[0].State);
        trial.Tell(1);
        _clock.Advance(TimeSpan.FromSeconds(30)); // nothing to give a sign for
        watcher.Refresh();
        Assert.Equal(1, watcher[0].Value);
    }

    [Fact]
    public void Trial_WhoseWorkersEndAgainAndAgain_FailsAfterTheRetries()
    {
        using var other = Open();
        var watcher = Worker(other, _other);
        for (int attempt = 0; attempt <= _lease.Retries; attempt++)
        {
            using (var one = Open())
            {
                Worker(one, _clock).Ask().SuggestFloat("x", 0, 1);
            }

            _other.Advance(TimeSpan.FromSeconds(1));
            watcher.Refresh(); // it has ended, whatever the time
        }

        Assert.Equal(TrialState.Failed, watcher[0].State);
        Assert.Equal(
            "Its worker ended or was silent for too long, 3 times, with 2 retries.", watcher[0].Error);
        var stored = other.ReadTrials(other.ReadStudies().Single().Id, -1, []).Single();
        Assert.Equal("0", stored.SystemAttributes["failed_trial"]);
        Assert.Equal("[0, 0, 0]", stored.SystemAttributes["retry_history"]);
    }

    /// <summary>Optuna's have no lease: only Python knows whether they live.</summary>
    [Fact]
    public void RunningTrial_OfAnotherProgram_IsNeverGivenBack_AndIsSeenToTheEnd()
    {
        using var storage = Open();
        var study = Worker(storage, _clock);
        long id = storage.ReadStudies().Single().Id;
        var python = storage.CreateTrial(id, new() { Started = DateTimeOffset.UnixEpoch });

        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(1, study.Ask().Number);
        Assert.Equal(TrialState.Running, study[0].State);
        storage.Write(python.Id, 0, new() { End = new(TrialState.Complete, [3], DateTimeOffset.UnixEpoch) });
        study.Refresh();

        Assert.Equal(3, study[0].Value);
    }

    [Fact]
    public void SecondWorker_OfTheReproducibleSchedule_IsRefusedWithTheSettingThatAllowsIt()
    {
        using StudyStorage one = Open(), other = Open();
        var options = new StudyOptions { TimeProvider = _clock };
        var first = Study.Open(one, options);
        var second = Study.Open(other, options);
        var trial = first.Ask();

        var error = Assert.Throws<TrimtabException>(() => second.Ask());

        Assert.EndsWith("StudyOptions.Schedule = Schedule.Asynchronous.", error.Message, StringComparison.Ordinal);
        trial.Tell(1);
        Assert.Equal(1, second.Ask().Number);
    }

    [Fact]
    public void Ask_SeesWhatOthersFinished_AndReadsItOnce()
    {
        using StudyStorage one = Open(), other = Open();
        using var counted = new CountedStorage(other);
        var first = Worker(one, _clock);
        var second = Worker(counted, _other);

        for (int i = 0; i < 20; i++)
        {
            first.Ask().Tell(i);
            second.Ask().Tell(-i);
            Assert.Equal((2 * i) + 2, second.Trials.Completed.Count());
        }

        Assert.InRange(counted.TrialsRead, 20, 40); // each of the other's once, and of its own at most once
    }

    [Fact]
    public void WaitingTrials_OfOthers_AreClaimedFirst_AndReadInPortions()
    {
        using StudyStorage one = Open(), other = Open();
        using var counted = new CountedStorage(other);
        var second = Worker(counted, _other);
        var first = Worker(one, _clock);
        for (int i = 0; i < 300; i++)
        {
            first.Enqueue(ParameterSet.Of(("x", i)));
        }

        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(2 * i, first.Ask().Number);
            Assert.Equal((2 * i) + 1, second.Ask().Number);
        }

        Assert.InRange(counted.TrialsRead, 300, 1000); // not all at each ask
    }

    /// <summary>Claims the first trial that runs elsewhere, whose worker seems to be silent.</summary>
    private LiveTrial Steal(StudyStorage storage)
    {
        var watcher = Worker(storage, _other);
        _other.Advance(_lease.Duration);
        watcher.Refresh();
        return watcher.Ask();
    }

    private static Study Worker(StudyStorage storage, ManualClock clock) => Study.Open(
        storage, new() { Schedule = Schedule.Asynchronous, TimeProvider = clock }, lease: _lease);
}

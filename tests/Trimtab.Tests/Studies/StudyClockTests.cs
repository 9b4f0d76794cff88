namespace Trimtab.Tests.Studies;

/// <summary>A study's clock decides how long a trial took, and what it throws leaves no trial running.</summary>
public class StudyClockTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>
    /// No timer of this clock ever rings, as where the threads that would hear it are busy: the time that passed decides.
    /// </summary>
    [Fact]
    public async Task ATrialThatTookTooLong_HasFailedAlsoWhereNoTimerRang()
    {
        var clock = new HandClock();
        var study = new Study(new() { TimeProvider = clock });

        await study.OptimizeAsync(
            trial =>
            {
                clock.Ticks += trial.Number * TimeSpan.TicksPerSecond;
                return 1.0;
            },
            4,
            new() { TrialTimeout = TimeSpan.FromSeconds(1.5) },
            Token);

        Assert.Equal(
            [TrialState.Complete, TrialState.Complete, TrialState.Failed, TrialState.Failed], study.Trials.Select(trial => trial.State));
        Assert.Contains("A trial may take 00:00:01.5", study[2].Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task AClockThatThrows_IsReportedAndLeavesNoTrialRunning(int readings)
    {
        var study = new Study(new() { TimeProvider = new HandClock { Readings = readings } });

        await Assert.ThrowsAsync<NotSupportedException>(() => study.OptimizeAsync(
            trial => trial.SuggestFloat("x", 0, 1), 3, cancellationToken: Token));

        Assert.DoesNotContain(study.Trials, trial => trial.State == TrialState.Running);
    }

    private sealed class HandClock : TimeProvider
    {
        private int _read;

        public long Ticks { get; set; }

        /// <summary>How often it can be read before it breaks.</summary>
        public int Readings { get; init; } = int.MaxValue;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Read();

        public override DateTimeOffset GetUtcNow() => new(Read(), TimeSpan.Zero);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Silent();

        private long Read() =>
            Interlocked.Increment(ref _read) <= Readings ? Ticks : throw new NotSupportedException("The clock is broken.");

        private sealed class Silent : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}

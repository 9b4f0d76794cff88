namespace Trimtab.Tests;

/// <summary>
/// A clock that moves only when told to and rings its timers on the way, so that no test depends on how long a machine takes. Thread-safe.
/// </summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly object _gate = new(); // pulsed when an alarm is set
    private readonly List<Alarm> _alarms = [];
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _now);

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, () => callback(state));
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Moves on by <paramref name="time"/> and rings what is due up to then, in order.</summary>
    public void Advance(TimeSpan time)
    {
        long end = GetTimestamp() + time.Ticks;
        while (Next(end) is { } ring)
        {
            ring();
        }

        Interlocked.Exchange(ref _now, end);
    }

    /// <summary>Waits until an alarm is set, if none is, and moves on to when it rings.</summary>
    public void RingNext()
    {
        Action? ring;
        lock (_gate)
        {
            while ((ring = Next(long.MaxValue)) is null)
            {
                Monitor.Wait(_gate);
            }
        }

        ring();
    }

    /// <summary>Moves on to the first alarm that is due by <paramref name="end"/>; rung outside the lock, for it may set others.</summary>
    private Action? Next(long end)
    {
        lock (_gate)
        {
            if (_alarms.Where(alarm => alarm.Due <= end).MinBy(alarm => alarm.Due) is not { } next)
            {
                return null;
            }

            Interlocked.Exchange(ref _now, next.Due);
            next.Repeat();
            return next.Ring;
        }
    }

    private sealed class Alarm(ManualClock clock, Action ring) : ITimer
    {
        private long _period;

        public long Due { get; private set; }

        public Action Ring => ring;

        /// <summary>Sets it for the next time, where it has a period.</summary>
        public void Repeat()
        {
            Due += _period;
            if (_period <= 0)
            {
                clock._alarms.Remove(this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
                if (dueTime >= TimeSpan.Zero)
                {
                    (Due, _period) = (clock._now + dueTime.Ticks, period.Ticks);
                    clock._alarms.Add(this);
                    Monitor.PulseAll(clock._gate);
                }
            }

            return true;
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

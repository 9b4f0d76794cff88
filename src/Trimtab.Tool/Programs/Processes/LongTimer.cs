namespace Trimtab.Tool.Programs.Processes;

/// <summary>A timer that rings once, after any time: one of the system's waits for 49 days at most. Thread-safe.</summary>
internal sealed class LongTimer : IDisposable
{
    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

    private readonly TimeProvider _clock;
    private readonly TimeSpan _time;
    private readonly long _start;
    private readonly ITimer _timer;
    private readonly Action _ring;

    private LongTimer(TimeProvider clock, TimeSpan time, Action ring)
    {
        (_clock, _time, _ring, _start) = (clock, time, ring, clock.GetTimestamp());
        _timer = clock.CreateTimer(_ => Wait(), null, Part(time), Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins to wait.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="time">For how long.</param>
    /// <param name="ring">Called after that, unless it was disposed.</param>
    public static LongTimer Begin(TimeProvider clock, TimeSpan time, Action ring) => new(clock, time, ring);

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Wait()
    {
        var left = _time - _clock.GetElapsedTime(_start);
        if (left <= TimeSpan.Zero || _time <= _longest)
        {
            _ring();
        }
        else
        {
            _timer.Change(Part(left), Timeout.InfiniteTimeSpan);
        }
    }

    private static TimeSpan Part(TimeSpan time) => time < _longest ? time : _longest;
}

namespace Trimtab.Tool.Programs.Processes;

/// <summary>The most memory that a process, or one of its children, has at once. Thread-safe.</summary>
/// <remarks>
/// What Linux says at the end of a process is at least what the one had that started it: this tool. Above that it is the program's own;
/// below, the peak is what the processes of the session were seen to have had: at the start, after a millisecond, two, four, …, then five
/// times a second.
/// </remarks>
internal sealed class PeakMemory : IDisposable
{
    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly int _session;
    private readonly long _own; // of this tool
    private readonly ITimer _timer;
    private TimeSpan _pause = TimeSpan.FromMilliseconds(1);
    private long _seen;

    /// <summary>Begins to watch.</summary>
    /// <param name="child">A process that was just started here.</param>
    /// <param name="clock">The clock.</param>
    public PeakMemory(ChildProcess child, TimeProvider clock)
    {
        (_session, _seen) = (child.Id, child.FirstMemory);
        _own = SessionMemory.PeakOf(Environment.ProcessId) ?? 0;
        _timer = clock.CreateTimer(_ => Look(), null, _pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The peak of a process that has ended, in bytes.</summary>
    /// <param name="reported">What the system says of it.</param>
    public long Of(long reported)
    {
        lock (_gate)
        {
            return reported > _own || _seen == 0 ? reported : _seen;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long peak = SessionMemory.Peak(_session);
        lock (_gate)
        {
            _seen = Math.Max(_seen, peak);
            _pause = _pause * 2 < _longest ? _pause * 2 : _longest;
        }

        _timer.Change(_pause, Timeout.InfiniteTimeSpan);
    }
}

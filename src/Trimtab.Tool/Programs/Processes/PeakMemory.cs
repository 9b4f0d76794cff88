namespace Trimtab.Tool.Programs.Processes;

/// <summary>The most memory that a process, or one of its children, has at once. Thread-safe.</summary>
/// <remarks>
/// What Linux says at the end of a process is at least what the one had that started it: the guard, this process. Above that it is the
/// program's own; else the peak is what the program was seen to have had: without pause at its start, then after pauses of a
/// tenth of its time so far, of a millisecond at least and 200 at most. Its children are looked for at every eighth time, and at
/// each once pauses are long. A program that ends within a millisecond or two may have had more than was seen.
/// </remarks>
internal sealed class PeakMemory : IDisposable
{
    private const int FirstLooks = 64; // one or two milliseconds
    private const int Scan = 8;
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan _long = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _longest = TimeSpan.FromMilliseconds(200);

    private readonly Lock _gate = new();
    private readonly int _child;
    private readonly long _own;
    private readonly ITimer _timer;
    private TimeSpan _pause = _shortest;
    private long _seen;
    private int _looks;

    /// <summary>Begins to watch.</summary>
    /// <param name="child">A process that was just started here.</param>
    /// <param name="clock">The clock.</param>
    public PeakMemory(ChildProcess child, TimeProvider clock)
    {
        (_child, _seen) = (child.Id, child.FirstMemory);
        for (int i = 0; i < FirstLooks && SessionMemory.PeakOf(_child) is { } peak; i++)
        {
            _seen = Math.Max(_seen, peak);
        }

        _own = Own;
        _timer = clock.CreateTimer(_ => Look(), null, _pause, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The most that this process has had at once, in bytes; 0 where it is not known.</summary>
    public static long Own => SessionMemory.IsKnown ? SessionMemory.PeakOf(Environment.ProcessId) ?? 0 : 0;

    /// <summary>The peak of a process that has ended, in bytes.</summary>
    /// <param name="reported">What the system says of it.</param>
    public long Of(long reported)
    {
        lock (_gate)
        {
            return reported > _own ? reported : _seen;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        bool isAll = _pause >= _long || ++_looks % Scan == 0;
        long peak = isAll ? SessionMemory.Peak(_child) : SessionMemory.PeakOf(_child) ?? 0;
        lock (_gate)
        {
            _seen = Math.Max(_seen, peak);
            _pause = _pause * 1.1 < _longest ? _pause * 1.1 : _longest;
        }

        _timer.Change(_pause, Timeout.InfiniteTimeSpan);
    }
}

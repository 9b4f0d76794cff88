namespace Trimtab.Tool;

/// <summary>Signals that ask the program to end: the first one in good order, each further one sooner. Thread-safe.</summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>Number of SIGTERM.</summary>
    public const int Terminate = 15;

    private readonly CancellationTokenSource _first = new(), _second = new(), _third = new();
    private int _signal, _count;
    private volatile int _awaited;

    /// <summary>Cancelled at the first signal: what is under way is brought to a good end.</summary>
    public CancellationToken Token => _first.Token;

    /// <summary>Cancelled at the second signal, for what <see cref="Await"/> has taken over.</summary>
    public CancellationToken Urgent => _second.Token;

    /// <summary>Cancelled at the third signal, for what <see cref="Await"/> has taken over.</summary>
    public CancellationToken Last => _third.Token;

    /// <summary>Number of the first signal; <see langword="null"/> before.</summary>
    public int? Signal => Volatile.Read(ref _signal) is > 0 and var signal ? signal : null;

    /// <summary>
    /// Whether what runs ends by itself after the first signal, however long that takes; else the process soon ends, whatever it does.
    /// </summary>
    public bool IsAwaited => _awaited > 0;

    /// <summary>Leaves the end of the process to what runs from now on.</summary>
    /// <param name="signals">How many signals that answers, 1 to 3; the process ends at once at the next one.</param>
    public void Await(int signals = 1) => _awaited = Math.Max(_awaited, signals);

    /// <summary>Takes note of a signal.</summary>
    /// <param name="signal">Its number, 1 or more.</param>
    /// <returns>Whether what runs may answer it; else the process is to end at once.</returns>
    public bool Raise(int signal)
    {
        int count = Interlocked.Increment(ref _count);
        Interlocked.CompareExchange(ref _signal, signal, 0);
        (count == 1 ? _first : count == 2 ? _second : _third).Cancel();
        return count <= Math.Max(1, _awaited);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _third.Dispose();
    }
}

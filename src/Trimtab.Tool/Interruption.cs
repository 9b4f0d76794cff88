namespace Trimtab.Tool;

/// <summary>Signals that ask the program to end: the first one in good order, the second one at once. Thread-safe.</summary>
internal sealed class Interruption : IDisposable
{
    /// <summary>Number of SIGTERM.</summary>
    public const int Terminate = 15;

    private readonly CancellationTokenSource _first = new(), _second = new();
    private int _signal;
    private volatile bool _isAwaited;

    /// <summary>Cancelled at the first signal: what is under way is brought to a good end.</summary>
    public CancellationToken Token => _first.Token;

    /// <summary>
    /// Cancelled at the second signal, after which the process ends as soon as what is registered here has returned: for what must not
    /// be left behind, such as child processes.
    /// </summary>
    public CancellationToken Urgent => _second.Token;

    /// <summary>Number of the first signal; <see langword="null"/> before.</summary>
    public int? Signal => Volatile.Read(ref _signal) is > 0 and var signal ? signal : null;

    /// <summary>
    /// Whether what runs ends by itself after the first signal, however long that takes; else the process soon ends, whatever it does.
    /// </summary>
    public bool IsAwaited => _isAwaited;

    /// <summary>Leaves the end of the process to what runs from now on.</summary>
    public void Await() => _isAwaited = true;

    /// <summary>Takes note of a signal.</summary>
    /// <param name="signal">Its number, 1 or more.</param>
    /// <returns>Whether it is the first one.</returns>
    public bool Raise(int signal)
    {
        bool isFirst = Interlocked.CompareExchange(ref _signal, signal, 0) == 0;
        (isFirst ? _first : _second).Cancel();
        return isFirst;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }
}

namespace Trimtab.Networks;

/// <summary>
/// Lets one thread at a time use a net, and frees the net once, when no thread uses it. Thread-safe. Costs a few instructions per use.
/// </summary>
/// <param name="free">Frees the net's memory.</param>
internal sealed class ExclusiveUse(Action free)
{
    private const int Free = 0, Closed = -1;

    private int _thread = Free; // that uses the net
    private int _depth; // of uses within uses, by that thread: callbacks evaluate the net they train
    private volatile bool _isDisposed;

    /// <summary>Begins a use, which ends when the result is disposed.</summary>
    /// <exception cref="TrimtabException">Another thread uses the net.</exception>
    /// <exception cref="ObjectDisposedException">The net is disposed.</exception>
    public Use Begin()
    {
        ThrowIfDisposed();
        int thread = Environment.CurrentManagedThreadId;
        if (Volatile.Read(ref _thread) != thread && Interlocked.CompareExchange(ref _thread, thread, Free) != Free)
        {
            ThrowIfDisposed();
            throw new TrimtabException("A net is used by one thread at a time. This one is being trained, evaluated or read by another: "
                + "wait for that, or build a net for each thread.");
        }

        _depth++;
        return new(this);
    }

    /// <summary>Throws if the net is disposed, also while it is used.</summary>
    /// <exception cref="ObjectDisposedException">It is.</exception>
    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_isDisposed, typeof(NeuralNetwork));

    /// <summary>Frees the net now, or at the end of the use there is.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        FreeIfUnused();
    }

    private void End()
    {
        if (--_depth == 0)
        {
            Interlocked.Exchange(ref _thread, Free); // a full fence: what was disposed before this is seen after it
            if (_isDisposed)
            {
                FreeIfUnused();
            }
        }
    }

    private void FreeIfUnused()
    {
        if (Interlocked.CompareExchange(ref _thread, Closed, Free) == Free)
        {
            free();
        }
    }

    /// <summary>A use of the net; disposed once.</summary>
    public readonly struct Use(ExclusiveUse owner) : IDisposable
    {
        /// <inheritdoc/>
        public void Dispose() => owner.End();
    }
}

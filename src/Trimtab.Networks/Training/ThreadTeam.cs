using System.Runtime.ExceptionServices;

namespace Trimtab.Networks;

/// <summary>
/// Threads that share the units of a training's steps: the one that calls, and some of the thread pool that help it if they come.
/// </summary>
/// <remarks>
/// Units are taken in their order, so that each may wait for those before it. Nothing waits for a helper that has not begun: where the
/// machine is busy, the caller does everything. Between steps helpers spin for some microseconds before they sleep.
/// </remarks>
internal sealed class ThreadTeam : IDisposable
{
    private const int Spins = 200; // about 100 µs

    private readonly ManualResetEventSlim _wake = new(initialState: false, spinCount: 0);
    private Action<int, int> _run = (_, _) => { };
    private long _work; // units of the step in the upper half, units taken in the lower one
    private int _done;
    private volatile bool _isOver;
    private Exception? _failure;

    /// <summary>Asks the thread pool for helpers.</summary>
    /// <param name="threads">With the caller's; 1 or more.</param>
    public ThreadTeam(int threads)
    {
        for (int helper = 1; helper < threads; helper++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(Help, helper, preferLocal: false);
        }
    }

    /// <summary>Whether a unit has failed: those that wait for it should end.</summary>
    public bool HasFailed => Volatile.Read(ref _failure) is not null;

    /// <summary>Runs the units of a step and waits for them; throws what one of them threw.</summary>
    /// <param name="units">How many, 1 or more.</param>
    /// <param name="run">Given the number of the thread, 0 for the caller's, and of the unit.</param>
    public void Run(int units, Action<int, int> run)
    {
        (_run, _done) = (run, 0);
        Volatile.Write(ref _work, (long)units << 32);
        _wake.Set();
        Take(thread: 0);
        var wait = default(SpinWait);
        while (Volatile.Read(ref _done) < units)
        {
            wait.SpinOnce(sleep1Threshold: -1);
        }

        _wake.Reset();
        if (_failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Lets the helpers go.</summary>
    public void Dispose()
    {
        _isOver = true;
        _wake.Set();
    }

    private void Help(int thread)
    {
        while (!_isOver)
        {
            Take(thread);
            for (int spin = 0; spin < Spins && !_isOver && !HasUnit(Volatile.Read(ref _work)); spin++)
            {
                Thread.SpinWait(20);
            }

            _wake.Wait();
        }
    }

    private void Take(int thread)
    {
        for (long work = Volatile.Read(ref _work); HasUnit(work); work = Volatile.Read(ref _work))
        {
            if (Interlocked.CompareExchange(ref _work, work + 1, work) == work)
            {
                Run(thread, (int)work);
            }
        }
    }

    private void Run(int thread, int unit)
    {
#pragma warning disable CA1031 // Thrown again where the step was ordered.
        try
        {
            if (!HasFailed)
            {
                _run(thread, unit);
            }
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref _failure, error, null);
        }
#pragma warning restore CA1031
        finally
        {
            Interlocked.Increment(ref _done);
        }
    }

    private static bool HasUnit(long work) => (int)work < (int)(work >> 32);
}

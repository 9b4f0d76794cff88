namespace Trimtab.ModelSelection.Running;

/// <summary>
/// How many threads each training of a search may use: trainings come first, and where fewer are left than there are workers, those that
/// run share the cores. Thread-safe.
/// </summary>
/// <param name="workers">Workers of the search: the threads it may use in all.</param>
internal sealed class CoreShare(int workers)
{
    private int _left;

    /// <summary>Threads a training may use now; 1 or more.</summary>
    public int ThreadsNow => workers / Math.Clamp(Volatile.Read(ref _left), 1, workers);

    /// <summary>So many trainings can run at the same time from now on.</summary>
    public void Expect(int trainings) => Volatile.Write(ref _left, trainings);

    /// <summary>A training has ended.</summary>
    public void TrainingEnded() => Interlocked.Decrement(ref _left);
}

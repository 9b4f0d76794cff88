namespace Trimtab.ModelSelection.Planning;

/// <summary>
/// Time of trainings that may use several threads, against that of the same on one thread beside others, by their number. Thread-safe.
/// </summary>
internal sealed class SharedTrainings
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, (double Seconds, double Alone)> _sums = [];

    /// <summary>A training, or a part of one, took so long.</summary>
    /// <param name="threads">Threads it might use.</param>
    /// <param name="seconds">Time.</param>
    /// <param name="alone">What it takes on one thread; not known if 0.</param>
    public void Add(int threads, double seconds, double alone)
    {
        if (alone <= 0)
        {
            return;
        }

        lock (_gate)
        {
            var (before, aloneBefore) = _sums.GetValueOrDefault(threads);
            _sums[threads] = (before + seconds, aloneBefore + alone);
        }
    }

    /// <summary>Whether anything is known of <paramref name="threads"/> threads.</summary>
    public bool IsKnown(int threads)
    {
        lock (_gate)
        {
            return threads == 1 || _sums.ContainsKey(threads);
        }
    }

    /// <summary>Time with <paramref name="threads"/> threads, divided by that with one; 1 where it is not known.</summary>
    public double Share(int threads)
    {
        lock (_gate)
        {
            return threads > 1 && _sums.TryGetValue(threads, out var sums) ? sums.Seconds / sums.Alone : 1;
        }
    }
}

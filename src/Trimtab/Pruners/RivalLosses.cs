using Trimtab.Numerics;

namespace Trimtab.Pruners;

/// <summary>
/// One loss of each rival in a history, sorted. Follows histories of one study that grow or shrink a little: O(log n) comparisons a trial.
/// Thread-safe.
/// </summary>
/// <param name="lossOf">The loss of a finished trial; NaN if it has none.</param>
internal sealed class RivalLosses(Func<Trial, double> lossOf)
{
    private readonly Lock _gate = new();
    private readonly List<double> _losses = []; // by trial; NaN where it does not count
    private readonly List<(double Loss, int Index)> _sorted = [];
    private readonly HashSet<int> _open = []; // trials of the history that had not finished

    /// <summary>All losses, ascending. O(n).</summary>
    public double[] All(History history) => Follow(history, sorted => sorted.ConvertAll(item => item.Loss).ToArray());

    /// <summary>How many losses there are. O(1).</summary>
    public int Count(History history) => Follow(history, sorted => sorted.Count);

    /// <summary>The trial with the lowest loss, the earliest on ties; null if there is none. O(1).</summary>
    public Trial? Lowest(History history) => Follow(history, sorted => sorted.Count == 0 ? null : history[sorted[0].Index]);

    /// <summary>How many losses there are, and how many of them are lower than <paramref name="loss"/>. O(log n).</summary>
    public (int Lower, int Count) Rank(History history, double loss) =>
        Follow(history, sorted => (FirstAtLeast(sorted, (loss, -1)), sorted.Count));

    /// <summary>
    /// The loss at a share of the sorted ones, interpolated linearly between neighbours; NaN if there are none. O(log n).
    /// </summary>
    /// <param name="history">The trials whose results may be seen.</param>
    /// <param name="share">In [0, 1].</param>
    public double Quantile(History history, double share) => Follow(history, sorted =>
    {
        double place = share * (sorted.Count - 1);
        int below = (int)place;
        return sorted.Count == 0 ? double.NaN
            : place == below ? sorted[below].Loss
            : PortableMath.Lerp(sorted[below].Loss, sorted[below + 1].Loss, place - below);
    });

    private T Follow<T>(History history, Func<List<(double Loss, int Index)>, T> read)
    {
        lock (_gate)
        {
            while (_losses.Count > history.Count)
            {
                int last = _losses.Count - 1;
                Remove(last);
                _open.Remove(last);
                _losses.RemoveAt(last);
            }

            foreach (int number in _open.Where(number => history[number].IsFinished).ToList())
            {
                _open.Remove(number);
                Set(number, history[number]);
            }

            foreach (int number in history.Unfinished.Where(number => number < _losses.Count && _open.Add(number)))
            {
                Remove(number);
            }

            for (int number = _losses.Count; number < history.Count; number++)
            {
                _losses.Add(double.NaN);
                Set(number, history[number]);
            }

            return read(_sorted);
        }
    }

    private void Set(int number, Trial trial)
    {
        if (!trial.IsFinished)
        {
            _open.Add(number);
            return;
        }

        double loss = _losses[number] = lossOf(trial);
        if (!double.IsNaN(loss))
        {
            _sorted.Insert(FirstAtLeast(_sorted, (loss, number)), (loss, number));
        }
    }

    private void Remove(int number)
    {
        if (!double.IsNaN(_losses[number]))
        {
            _sorted.RemoveAt(FirstAtLeast(_sorted, (_losses[number], number)));
            _losses[number] = double.NaN;
        }
    }

    private static int FirstAtLeast(List<(double Loss, int Index)> sorted, (double Loss, int Index) item)
    {
        int low = 0, high = sorted.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle].CompareTo(item) < 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

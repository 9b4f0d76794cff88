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
    private readonly FinishedTrials _finished = new();
    private readonly Dictionary<int, double> _losses = []; // by position in the history, of the trials that count
    private readonly List<(double Loss, int Index)> _sorted = [];

    /// <summary>All losses, ascending. O(n).</summary>
    public double[] All(History history) => Follow(history, sorted => sorted.ConvertAll(item => item.Loss).ToArray());

    /// <summary>How many losses there are. O(1).</summary>
    public int Count(History history) => Follow(history, sorted => sorted.Count);

    /// <summary>The trial with the lowest loss, the earliest on ties; null if there is none. O(1).</summary>
    public Trial? Lowest(History history) => Follow(history, sorted => sorted.Count == 0 ? null : history[sorted[0].Index]);

    /// <summary>How many losses there are, and how many of them are lower than <paramref name="loss"/>. O(log n).</summary>
    public (int Lower, int Count) Rank(History history, double loss) =>
        Follow(history, sorted => (~sorted.BinarySearch((loss, -1)), sorted.Count)); // no trial has the position −1

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
            var finished = _finished.Advance(history, out var undone);
            foreach (int position in finished)
            {
                Add(position, lossOf(history[position]));
            }

            foreach (int position in undone)
            {
                Remove(position);
            }

            return read(_sorted);
        }
    }

    private void Add(int position, double loss)
    {
        if (!double.IsNaN(loss))
        {
            _losses.Add(position, loss);
            _sorted.Insert(~_sorted.BinarySearch((loss, position)), (loss, position));
        }
    }

    private void Remove(int position)
    {
        if (_losses.Remove(position, out double loss))
        {
            _sorted.RemoveAt(_sorted.BinarySearch((loss, position)));
        }
    }
}

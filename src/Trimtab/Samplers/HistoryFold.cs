namespace Trimtab.Samplers;

/// <summary>A value that follows from the finished trials of a study, taken in one by one as the history grows. Not thread-safe.</summary>
/// <remarks>
/// Values of earlier histories are kept, so that a running trial, which sees what it saw when it began, is answered without counting anew.
/// Histories are those of one study (<see cref="FinishedTrials"/>). A question costs O(trials that finished since).
/// </remarks>
/// <param name="seed">The value before the first trial.</param>
/// <param name="add">The value with one more finished trial; must leave the earlier value as it is.</param>
/// <param name="kept">How many values are kept; an earlier history than theirs is counted from the beginning.</param>
internal sealed class HistoryFold<T>(T seed, Func<T, Trial, T> add, int kept)
{
    private readonly T _seed = seed;
    private readonly List<(T Value, FinishedTrials Read)> _states = [(seed, new())];

    /// <summary>The value of a history.</summary>
    public T Of(History history)
    {
        int at = _states.FindLastIndex(state => state.Read.GoesOn(history));
        var (value, read) = at < 0 ? (_seed, new()) : (_states[at].Value, _states[at].Read.Copy());
        var finished = read.Since(history);
        if (finished.Count == 0)
        {
            return value;
        }

        value = finished.Aggregate(value, add);
        if (at == _states.Count - 1)
        {
            _states.Add((value, read));
            _states.RemoveRange(0, Math.Max(0, _states.Count - kept));
        }

        return value;
    }

    /// <summary>Replaces the latest value by one that says the same and more, whatever the history.</summary>
    public void Amend(Func<T, T> change) => _states[^1] = (change(_states[^1].Value), _states[^1].Read);
}

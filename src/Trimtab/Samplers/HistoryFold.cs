namespace Trimtab.Samplers;

/// <summary>A value that follows from the finished trials of a study, taken in one by one as the history grows. Not thread-safe.</summary>
/// <remarks>
/// Values of earlier histories are kept, so that a running trial, which sees what it saw when it began, is answered without counting anew.
/// Histories are
/// those of one study: of two, one is the beginning of the other, or the same trials at an earlier time. A question costs O(trials that
/// finished since).
/// </remarks>
/// <param name="seed">The value before the first trial.</param>
/// <param name="add">The value with one more finished trial; must leave the earlier value as it is.</param>
/// <param name="kept">How many values are kept; an earlier history than theirs is counted from the beginning.</param>
internal sealed class HistoryFold<T>(T seed, Func<T, Trial, T> add, int kept)
{
    private readonly List<State> _states = [];

    /// <summary>The value of a history.</summary>
    public T Of(History history)
    {
        int at = _states.FindLastIndex(state => state.IsPartOf(history));
        var known = at < 0 ? new State(seed, 0, [], []) : _states[at];
        var next = Grow(known, history);
        if (at == _states.Count - 1 && !ReferenceEquals(next, known))
        {
            _states.Add(next);
            _states.RemoveRange(0, Math.Max(0, _states.Count - kept));
        }

        return next.Value;
    }

    /// <summary>Replaces the latest value by one that says the same and more, if it is the value of <paramref name="history"/>.</summary>
    public void Amend(History history, Func<T, T> change)
    {
        if (_states is [.., var last] && last.Count == history.Count && last.IsPartOf(history))
        {
            _states[^1] = last with { Value = change(last.Value) };
        }
    }

    private State Grow(State known, History history)
    {
        List<int> added = [.. known.Open.Where(number => history[number].IsFinished)], open = [.. known.Open.Except(added)];
        for (int number = known.Count; number < history.Count; number++)
        {
            (history[number].IsFinished ? added : open).Add(number);
        }

        return history.Count == known.Count && added.Count == 0
            ? known
            : new(added.Aggregate(known.Value, (value, number) => add(value, history[number])), history.Count, [.. open], [.. added]);
    }

    /// <param name="Value">The value.</param>
    /// <param name="Count">The trials looked at.</param>
    /// <param name="Open">Those of them that had not finished.</param>
    /// <param name="Added">Those that the state before this one had not.</param>
    private sealed record State(T Value, int Count, int[] Open, int[] Added)
    {
        public bool IsPartOf(History history) => Count <= history.Count && Array.TrueForAll(Added, number => history[number].IsFinished);
    }
}

namespace Trimtab;

/// <summary>
/// Follows the histories of one study from request to request: which trials have finished since. For samplers that learn from each trial
/// once. Not thread-safe.
/// </summary>
/// <remarks>
/// A later history may be shorter than an earlier one, or have a trial still running that had finished there: a running trial sees what it
/// saw when it began. What was learned must then be forgotten.
/// <code>
/// var finished = new FinishedTrials();
/// double sum = 0;
/// foreach (Trial trial in finished.Since(study.Trials, forget: () => sum = 0))
/// {
///     sum += trial.Value ?? 0;
/// }
/// </code>
/// </remarks>
public sealed class FinishedTrials
{
    private readonly SortedSet<int> _unfinished; // positions of trials that were passed and had not finished
    private int _passed;

    /// <summary>Starts before the first trial: no history was read.</summary>
    public FinishedTrials()
        : this([])
    {
    }

    private FinishedTrials(SortedSet<int> unfinished) => _unfinished = new(unfinished);

    /// <summary>
    /// Whether every trial that had finished in the last history has finished in this one too, so that nothing is to be forgotten.
    /// </summary>
    /// <param name="history">A history of the study.</param>
    public bool GoesOn(History history) => !Undone(history).Any();

    /// <summary>
    /// The trials that have finished since the last call, by number; all finished ones of the history where it does not go on from the
    /// last. O(trials that are new or unfinished).
    /// </summary>
    /// <param name="history">A history of the study.</param>
    /// <param name="forget">
    /// Called before all trials are returned anew: it undoes what was learned from the earlier ones. May be left out where
    /// <see cref="GoesOn"/> holds.
    /// </param>
    /// <exception cref="ArgumentNullException">There is something to forget, and <paramref name="forget"/> is left out.</exception>
    public IReadOnlyList<Trial> Since(History history, Action? forget = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        if (!GoesOn(history))
        {
            ArgumentNullException.ThrowIfNull(forget);
            forget();
            _unfinished.Clear();
            _passed = 0;
        }

        return [.. Advance(history, out _).Select(position => history[position])];
    }

    /// <summary>A copy that goes on by itself: to keep what was learned from several histories.</summary>
    public FinishedTrials Copy() => new(_unfinished) { _passed = _passed };

    /// <summary>The positions of the trials that have finished since the last call, ascending.</summary>
    /// <param name="history">A history of the study.</param>
    /// <param name="undone">Those of the trials that had finished in the last history and have not in this one.</param>
    internal IReadOnlyList<int> Advance(History history, out IReadOnlyList<int> undone)
    {
        undone = [.. Undone(history)];
        _unfinished.UnionWith(undone);
        _unfinished.RemoveWhere(position => position >= history.Count);
        _passed = Math.Min(_passed, history.Count);
        var finished = _unfinished.Where(position => history[position].IsFinished).ToList();
        _unfinished.ExceptWith(finished);
        for (; _passed < history.Count; _passed++)
        {
            if (history[_passed].IsFinished)
            {
                finished.Add(_passed);
            }
            else
            {
                _unfinished.Add(_passed);
            }
        }

        return finished;
    }

    private IEnumerable<int> Undone(History history)
    {
        var missing = Enumerable.Range(history.Count, Math.Max(0, _passed - history.Count));
        return missing.Concat(history.Unfinished.Where(position => position < _passed)).Where(position => !_unfinished.Contains(position));
    }
}

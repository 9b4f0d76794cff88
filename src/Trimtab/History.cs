using System.Collections;

namespace Trimtab;

/// <summary>The trials of a study at one moment, by number. Immutable; thread-safe.</summary>
public sealed class History : IReadOnlyList<Trial>
{
    /// <summary>A history without trials.</summary>
    public static readonly History Empty = new([]);

    private readonly Trial[] _trials;
    private readonly IReadOnlyDictionary<int, Trial>? _unfinished; // of a study's own: in place of those in the array

    /// <summary>A history of these trials, in the order of their numbers. Copied.</summary>
    public History(IEnumerable<Trial> trials)
    {
        _trials = [.. trials];
        Count = _trials.Length;
    }

    /// <summary>
    /// The first <paramref name="count"/> of <paramref name="trials"/>, not copied, those that had not finished as they were.
    /// </summary>
    /// <param name="trials">Finished trials by number; what stands in the places of others does not matter.</param>
    /// <param name="count">How many.</param>
    /// <param name="unfinished">Trials by number that had not finished; null where all had.</param>
    internal History(Trial[] trials, int count, IReadOnlyDictionary<int, Trial>? unfinished) =>
        (_trials, Count, _unfinished, IsOfStudy) = (trials, count, unfinished, true);

    /// <inheritdoc/>
    public int Count { get; }

    private bool IsOfStudy { get; }

    /// <summary>The trials that were evaluated to their end.</summary>
    public IEnumerable<Trial> Completed => this.Where(trial => trial.State == TrialState.Complete);

    /// <summary>Positions of the trials that have not finished. O(1) where a study made the history.</summary>
    internal IEnumerable<int> Unfinished =>
        _unfinished?.Keys ?? (IsOfStudy ? [] : Enumerable.Range(0, Count).Where(index => !_trials[index].IsFinished));

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such trial.</exception>
    public Trial this[int index] =>
        index >= 0 && index < Count
            ? At(index)
            : throw Setting.OutOfRange(nameof(index), Invariant($"A history of {Count} trials has no trial {index}."));

    /// <inheritdoc/>
    public IEnumerator<Trial> GetEnumerator()
    {
        for (int index = 0; index < Count; index++)
        {
            yield return At(index);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Number of trials of each state: <c>12 trials: 10 Complete, 2 Failed</c>.</summary>
    public override string ToString()
    {
        var states = this.GroupBy(trial => trial.State).OrderBy(trials => trials.Key)
            .Select(trials => Invariant($"{trials.Count()} {trials.Key}"));
        return InvariantText.Count(Count, "trial") + (Count == 0 ? "" : $": {string.Join(", ", states)}");
    }

    private Trial At(int index) => _unfinished is not null && _unfinished.TryGetValue(index, out var trial) ? trial : _trials[index];
}


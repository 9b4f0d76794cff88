using System.Collections;

namespace Trimtab;

/// <summary>The trials of a study at one moment, by number. Immutable; thread-safe.</summary>
public sealed class History : IReadOnlyList<Trial>
{
    /// <summary>Before the first trial.</summary>
    public static readonly History Empty = new([], 0);

    private readonly Trial[] _trials;

    /// <summary>A history of these trials, in the order of their numbers. Copied.</summary>
    public History(IEnumerable<Trial> trials)
    {
        _trials = [.. trials];
        Count = _trials.Length;
    }

    /// <summary>The first <paramref name="count"/> of <paramref name="trials"/>, which do not change any more. Not copied.</summary>
    internal History(Trial[] trials, int count) => (_trials, Count) = (trials, count);

    /// <inheritdoc/>
    public int Count { get; }

    /// <summary>The trials that were evaluated to their end.</summary>
    public IEnumerable<Trial> Completed => this.Where(trial => trial.State == TrialState.Complete);

    /// <inheritdoc/>
    public Trial this[int index] => index < Count ? _trials[index] : throw Setting.OutOfRange(nameof(index), Invariant($"A history of {Count} trials has no trial {index}."));

    /// <inheritdoc/>
    public IEnumerator<Trial> GetEnumerator() => _trials.Take(Count).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>What follows from a history.</summary>
public static class HistoryExtensions
{
    extension(History history)
    {
        /// <summary>The completed trial with the best value called <paramref name="name"/> of those that keep the constraints, the earliest on ties; <see langword="null"/> before any has one.</summary>
        public Trial? BestBy(string name, Direction direction)
        {
            var judged = history.Completed.Where(trial => trial.Violation <= 0 && trial.Values.TryGetValue(name, out double value) && !double.IsNaN(value));
            return direction == Direction.Maximize ? judged.MaxBy(trial => trial.Values[name]) : judged.MinBy(trial => trial.Values[name]);
        }
    }
}

using System.Collections;
using System.Collections.Immutable;

namespace Trimtab;

/// <summary>The trials of a study at one moment, by number. Immutable; thread-safe.</summary>
/// <param name="trials">All trials, in the order of their numbers.</param>
public sealed class History(ImmutableArray<Trial> trials) : IReadOnlyList<Trial>
{
    /// <inheritdoc/>
    public int Count => trials.Length;

    /// <inheritdoc/>
    public Trial this[int index] => trials[index];

    /// <summary>The trials that were evaluated to their end.</summary>
    public IEnumerable<Trial> Completed => trials.Where(trial => trial.State == TrialState.Complete);

    /// <inheritdoc/>
    public IEnumerator<Trial> GetEnumerator() => ((IEnumerable<Trial>)trials).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>What follows from a history.</summary>
public static class HistoryExtensions
{
    extension(History history)
    {
        /// <summary>The completed trial with the best value called <paramref name="name"/>, the earliest on ties; <see langword="null"/> before any has one.</summary>
        public Trial? BestBy(string name, Direction direction)
        {
            var judged = history.Completed.Where(trial => trial.Values.TryGetValue(name, out double value) && !double.IsNaN(value));
            return direction == Direction.Maximize ? judged.MaxBy(trial => trial.Values[name]) : judged.MinBy(trial => trial.Values[name]);
        }
    }
}

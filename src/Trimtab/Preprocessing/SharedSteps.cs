using System.Runtime.CompilerServices;
using Trimtab.Data;

namespace Trimtab.Preprocessing;

/// <summary>
/// What transformers have learned from rows and made of them, kept as long as the rows are: candidates of a search that differ in their
/// estimator only share the steps before it, on every fold. Thread-safe.
/// </summary>
/// <remarks>
/// Transformers are equal when their settings are. Each object of rows keeps what was used last, up to <see cref="MostNumbers"/> numbers;
/// what was dropped is computed again, with the same result.
/// </remarks>
internal sealed class SharedSteps
{
    /// <summary>Numbers of transformed rows that are kept for one object of rows: 256 MiB.</summary>
    private const long MostNumbers = 1L << 26;

    private static readonly ConditionalWeakTable<Dataset, SharedSteps> _ofRows = [];

    private readonly Lock _gate = new();
    private readonly Dictionary<object, LinkedListNode<Entry>> _entries = [];
    private readonly LinkedList<Entry> _used = new(); // the last used one first
    private long _numbers;

    /// <summary>What <paramref name="transformer"/> learns from <paramref name="rows"/>; learned once, also by several threads.</summary>
    public static FittedTransformer Fit(Transformer transformer, Dataset rows) =>
        (FittedTransformer)_ofRows.GetOrCreateValue(rows).Get(transformer, () => transformer.Fit(rows), _ => 0);

    /// <summary>What <paramref name="fitted"/> makes of <paramref name="rows"/>; made once, also by several threads.</summary>
    public static Dataset Transform(FittedTransformer fitted, Dataset rows) =>
        (Dataset)_ofRows.GetOrCreateValue(rows).Get(
            fitted, () => fitted.Transform(rows), made => (long)((Dataset)made).Count * ((Dataset)made).FeatureLength);

    /// <summary>The first <paramref name="count"/> of <paramref name="rows"/>: the same object for the same rows.</summary>
    public static Dataset First(int count, Dataset rows) => count == rows.Count ? rows
        : (Dataset)_ofRows.GetOrCreateValue(rows).Get(count, () => rows.Select([.. Enumerable.Range(0, count)]), _ => 0);

    private object Get(object key, Func<object> make, Func<object, long> numbersOf)
    {
        LinkedListNode<Entry> node;
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out node!))
            {
                node = new(new(key, new(make)));
                _entries.Add(key, node);
            }
            else
            {
                _used.Remove(node);
            }

            _used.AddFirst(node);
        }

        try
        {
            object made = node.Value.Made.Value;
            Count(node, numbersOf(made));
            return made;
        }
        catch
        {
            Forget(node);
            throw;
        }
    }

    /// <summary>Drops what could not be made: it is made again when it is asked for again.</summary>
    private void Forget(LinkedListNode<Entry> node)
    {
        lock (_gate)
        {
            if (node.List is not null)
            {
                _used.Remove(node);
                _entries.Remove(node.Value.Key);
            }
        }
    }

    /// <summary>Counts what an entry holds once it is made, and drops the entries that were not used for the longest time.</summary>
    private void Count(LinkedListNode<Entry> node, long numbers)
    {
        lock (_gate)
        {
            if (node.List is null || node.Value.Numbers == numbers)
            {
                return; // dropped, or counted before
            }

            node.Value.Numbers = numbers;
            _numbers += numbers;
            while (_numbers > MostNumbers && _used.Last is { } last && last != node)
            {
                _numbers -= last.Value.Numbers;
                _used.RemoveLast();
                _entries.Remove(last.Value.Key);
            }
        }
    }

    private sealed class Entry(object key, Lazy<object> made)
    {
        public object Key { get; } = key;

        public Lazy<object> Made { get; } = made;

        public long Numbers { get; set; }
    }
}

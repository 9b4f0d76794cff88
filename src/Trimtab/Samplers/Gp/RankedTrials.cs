using Trimtab.Numerics;

namespace Trimtab.Samplers.Gp;

/// <summary>Trials in the order in which they finished, and ranked. Not thread-safe.</summary>
internal sealed class RankedTrials
{
    private readonly List<SeenTrial> _trials = [];
    private readonly List<int> _bestFirst = [];

    /// <summary>How many there are.</summary>
    public int Count => _trials.Count;

    /// <summary>The numbers of the trials, the best one first by the first objective.</summary>
    public IReadOnlyList<int> BestFirst => _bestFirst;

    /// <summary>The best trial by the first objective; there must be one.</summary>
    public SeenTrial Best => _trials[_bestFirst[0]];

    /// <summary>Adds a trial.</summary>
    public void Add(SeenTrial trial)
    {
        int index = _trials.Count;
        _trials.Add(trial);
        _bestFirst.Insert(Bisection.FirstIndex(index, i => trial.IsBetterThan(_trials[_bestFirst[i]])), index);
    }

    /// <summary>The trials from the given one on.</summary>
    public List<SeenTrial> From(int first) => _trials[first..];

    /// <summary>
    /// At most <paramref name="max"/> of the first <paramref name="count"/>: half of them the best, half the newest; by number.
    /// </summary>
    public List<SeenTrial> Choose(int count, int max)
    {
        if (count <= max)
        {
            return _trials[..count];
        }

        int newest = count - (max / 2);
        var ranked = _trials[0].Losses.Length == 1 ? _bestFirst.Where(i => i < newest) : ByFronts(newest);
        return [.. ranked.Take(max - (max / 2)).Order().Select(i => _trials[i]), .. _trials[newest..count]];
    }

    /// <summary>The first trials, those that satisfy the constraints by front, then the others by how much they violate them.</summary>
    private IEnumerable<int> ByFronts(int count)
    {
        int[] fronts = Fronts.Of([.. _trials.Take(count).Select(trial => trial.Losses)]);
        return Enumerable.Range(0, count).OrderBy(i => _trials[i].Violation).ThenBy(i => fronts[i]);
    }
}

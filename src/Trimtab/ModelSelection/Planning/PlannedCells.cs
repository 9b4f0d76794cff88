using Trimtab.Caching;

namespace Trimtab.ModelSelection.Planning;

/// <summary>What will be known once the searches planned so far have run. Not thread-safe.</summary>
/// <param name="now">What is known now; or null.</param>
internal sealed class PlannedCells(IKnownCells? now) : IKnownCells
{
    private readonly HashSet<CellKey> _cells = [];
    private readonly Dictionary<string, int> _snapshots = [];
    private readonly List<(Refit Rule, IReadOnlySet<CellKey> Candidates)> _refits = [];

    public bool Knows(CellKey key, CellShape shape) => _cells.Contains(key) || now?.Knows(key, shape) == true;

    public int SnapshotEpoch(string training) => Math.Max(_snapshots.GetValueOrDefault(training), now?.SnapshotEpoch(training) ?? 0);

    /// <summary>A training to the last of <paramref name="epochs"/> will have been scored at each.</summary>
    public void Add(string training, IReadOnlyCollection<int> epochs)
    {
        _cells.UnionWith(epochs.Select(epoch => new CellKey(training, epoch)));
        _snapshots[training] = epochs.Max();
    }

    /// <summary>
    /// The best of <paramref name="candidates"/> will have been trained on all rows; which of them that is can't be known yet.
    /// </summary>
    public void AddRefit(Refit rule, IReadOnlySet<CellKey> candidates)
    {
        if (rule is Refit.ByScorer)
        {
            _refits.Add((rule, candidates));
        }
    }

    /// <summary>By the best of <paramref name="candidates"/>: probability that it was also the best of an earlier search.</summary>
    /// <remarks>
    /// Among all candidates of both, each is the best with the same probability: 1 if all of the earlier search's are among these.
    /// </remarks>
    public Func<CellKey, double> ProbabilityOfRefit(Refit rule, IReadOnlySet<CellKey> candidates)
    {
        var earlier = _refits.Where(refit => refit.Rule == rule)
            .Select(refit => (refit.Candidates, Probability: (double)candidates.Count / candidates.Union(refit.Candidates).Count()))
            .ToList();
        return best => best.Training.Length == 0 ? 0 : earlier.Where(refit => refit.Candidates.Contains(best))
            .Select(refit => refit.Probability)
            .DefaultIfEmpty(0)
            .Max();
    }
}

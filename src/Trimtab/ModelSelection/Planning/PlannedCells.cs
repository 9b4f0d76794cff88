using Trimtab.Caching;

namespace Trimtab.ModelSelection.Planning;

/// <summary>What will be known once the searches planned so far have run. Not thread-safe.</summary>
/// <param name="now">What is known now; or null.</param>
internal sealed class PlannedCells(IKnownCells? now) : IKnownCells
{
    private readonly HashSet<CellKey> _cells = [];
    private readonly Dictionary<string, int> _snapshots = [];

    public bool Knows(CellKey key, CellShape shape) => _cells.Contains(key) || now?.Knows(key, shape) == true;

    public int SnapshotEpoch(string training) => Math.Max(_snapshots.GetValueOrDefault(training), now?.SnapshotEpoch(training) ?? 0);

    /// <summary>A training to the last of <paramref name="epochs"/> will have been scored at each.</summary>
    public void Add(string training, IReadOnlyCollection<int> epochs)
    {
        _cells.UnionWith(epochs.Select(epoch => new CellKey(training, epoch)));
        _snapshots[training] = epochs.Max();
    }
}

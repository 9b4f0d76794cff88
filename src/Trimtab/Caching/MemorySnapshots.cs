namespace Trimtab.Caching;

/// <summary>Snapshots that live as long as the object.</summary>
internal sealed class MemorySnapshots : ISnapshotStore
{
    private readonly Lock _gate = new();
    private readonly OrderedDictionary<string, Snapshot> _snapshots = [];

    public Snapshot? Find(string training)
    {
        lock (_gate)
        {
            return _snapshots.GetValueOrDefault(training);
        }
    }

    public void Keep(Snapshot snapshot, long budget)
    {
        lock (_gate)
        {
            _snapshots.Remove(snapshot.Training);
            _snapshots.Add(snapshot.Training, snapshot);
            while (_snapshots.Count > 0 && _snapshots.Values.Sum(kept => (long)kept.State.Length) > budget)
            {
                _snapshots.RemoveAt(0);
            }
        }
    }
}

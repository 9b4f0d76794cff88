namespace Trimtab.Caching;

/// <summary>
/// Keeps the newest snapshot of each training within a budget of bytes, over all trainings: the oldest go first. Thread-safe.
/// </summary>
internal interface ISnapshotStore
{
    /// <summary>The snapshot of <paramref name="training"/>; null where there is none, or a damaged one.</summary>
    Snapshot? Find(string training);

    /// <summary>
    /// Puts <paramref name="snapshot"/> in the place of an older one; leaves it out where it alone is over <paramref name="budget"/>.
    /// </summary>
    void Keep(string training, Snapshot snapshot, long budget);
}

namespace Trimtab.Caching;

/// <summary>
/// Keeps the newest snapshot of each training within a budget of bytes, over all trainings: the oldest go first. Thread-safe.
/// </summary>
internal interface ISnapshotStore
{
    /// <summary>
    /// The snapshot kept as that of <paramref name="training"/>; null where there is none, or a damaged one. It says itself whose it is:
    /// files may have been renamed.
    /// </summary>
    Snapshot? Find(string training);

    /// <summary>
    /// Puts <paramref name="snapshot"/> in the place of its training's older one; leaves it out where it alone is over <paramref
    /// name="budget"/>.
    /// </summary>
    void Keep(Snapshot snapshot, long budget);
}

namespace Trimtab.Storages;

/// <summary>What a worker writes to a stored trial with.</summary>
/// <param name="Id">The trial's id.</param>
/// <param name="Attempt">The attempt that the worker has claimed.</param>
internal readonly record struct StoredKey(long Id, int Attempt);

namespace Trimtab.Storages;

/// <summary>The right to write to a stored trial: its id, and the attempt that the worker has claimed.</summary>
/// <param name="Id">The trial's id.</param>
/// <param name="Attempt">The attempt that the worker has claimed.</param>
internal readonly record struct StoredKey(long Id, int Attempt);

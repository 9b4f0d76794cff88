namespace Trimtab.Storages;

/// <summary>A trial that this process evaluates.</summary>
/// <param name="Key">The right to write to it.</param>
/// <param name="Lost">Cancelled when it becomes another worker's.</param>
internal sealed record OwnTrial(StoredKey Key, CancellationTokenSource Lost);

namespace Trimtab.Storages;

/// <summary>Studies in memory: they end with the storage, also where it is disposed.</summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// using var storage = new MemoryStorage();
/// var study = Study.Open(storage, new() { Name = "bowl" });
/// </code>
/// </example>
[Named("memory")]
public sealed class MemoryStorage : OperationStorage
{
    /// <summary>A storage without studies.</summary>
    /// <param name="location">Empty: what is in memory has no place.</param>
    public MemoryStorage(string location = "") => Location = location;

    /// <summary>Empty.</summary>
    public string Location { get; }

    /// <inheritdoc/>
    private protected override void ReadNew()
    {
        // There are no others.
    }

    /// <inheritdoc/>
    private protected override void Add(Func<IReadOnlyList<StorageOperation>> choose) => choose();
}

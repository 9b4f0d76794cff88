using Trimtab.Storages;

namespace Trimtab.Tool.Options;

/// <summary>The study that a command line names, in its open storage, which is closed with it.</summary>
/// <param name="storage">The storage.</param>
/// <param name="stored">The study as it is stored.</param>
internal sealed class ChosenStudy(StudyStorage storage, StoredStudy stored) : IDisposable
{
    /// <summary>The storage.</summary>
    public StudyStorage Storage => storage;

    /// <summary>The studies of the storage.</summary>
    public StudyCatalog Catalog { get; } = new(storage);

    /// <summary>The study as it is stored, without its trials.</summary>
    public StoredStudy Stored => stored;

    /// <summary>Name of the study.</summary>
    public string Name => stored.Name;

    /// <summary>Reads the study with all its trials.</summary>
    public StudySnapshot Read() => Catalog.Read(Name);

    /// <inheritdoc/>
    public void Dispose() => storage.Dispose();
}

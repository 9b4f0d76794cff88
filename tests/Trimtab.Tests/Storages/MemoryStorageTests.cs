using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

public sealed class MemoryStorageTests : StorageConformance, IDisposable
{
    private readonly MemoryStorage _storage = new();

    public void Dispose() => _storage.Dispose();

    protected override StudyStorage Open() => _storage;
}

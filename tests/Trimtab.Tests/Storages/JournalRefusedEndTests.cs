using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

public sealed class MemoryRefusedEndTests : RefusedEndTests
{
    protected override StudyStorage Open() => new MemoryStorage();
}

public sealed class JournalRefusedEndTests : RefusedEndTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override StudyStorage Open() => new JournalStorage(Path.Combine(_folder, "journal.log"));
}

using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

public sealed class JournalSharedTests : SharedStudyTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override string Url => $"journal:{Path.Combine(_folder, "journal.log")}";
}

public sealed class JournalFullDiskTests : FullDiskTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override string Url => $"journal:{Path.Combine(_folder, "journal.log")}";

    protected override int Limit => 24;
}

public sealed class JournalLeaseTests : LeaseTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override StudyStorage Open() => new JournalStorage(Path.Combine(_folder, "journal.log"));
}

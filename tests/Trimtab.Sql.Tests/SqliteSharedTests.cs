using Trimtab.Storages;
using Trimtab.Tests.Storages;

namespace Trimtab.Sql.Tests;

public sealed class SqliteSharedTests : SharedStudyTests, IDisposable
{
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override string Url => $"sqlite:{_folder.Database}";
}

public sealed class SqliteFullDiskTests : FullDiskTests, IDisposable
{
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override string Url => $"sqlite:{_folder.Database}";

    protected override int Limit => 600;
}

public sealed class SqliteLeaseTests : LeaseTests, IDisposable
{
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override StudyStorage Open() => _folder.Open();
}

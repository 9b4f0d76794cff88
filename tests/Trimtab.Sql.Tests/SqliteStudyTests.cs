using Trimtab.Storages;
using Trimtab.Tests.Storages;

namespace Trimtab.Sql.Tests;

public sealed class SqliteStudyTests : DurableStudyTests, IDisposable
{
    private readonly DatabaseFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_OfAUrl_IsTheStorageThatItNames()
    {
        using var study = Study.Open($"sqlite:{_folder.Database}", new() { Name = "mine" });

        using var storage = Open();
        Assert.Equal("mine", storage.ReadStudies().Single().Name);
    }

    protected override StudyStorage Open() => _folder.Open();
}

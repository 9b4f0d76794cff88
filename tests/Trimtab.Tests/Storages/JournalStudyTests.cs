using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

public sealed class JournalStudyTests : DurableStudyTests, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("journal").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Open_OfAUrl_IsTheStorageThatItNames()
    {
        Study.Open($"journal:{Path.Combine(_folder, "journal.log")}", new() { Name = "mine" });

        using var storage = Open();
        Assert.Equal("mine", storage.ReadStudies().Single().Name);
        Assert.Throws<TrimtabException>(() => Study.Open("journal", new()));
        Assert.Throws<UnknownNameException>(() => Study.Open("jornal:a", new()));
    }

    protected override StudyStorage Open() => new JournalStorage(Path.Combine(_folder, "journal.log"));
}

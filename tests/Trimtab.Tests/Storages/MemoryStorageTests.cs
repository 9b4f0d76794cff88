using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

public sealed class MemoryStorageTests : StorageConformance, IDisposable
{
    private readonly MemoryStorage _storage = new();

    public void Dispose() => _storage.Dispose();

    [Fact]
    public void Storage_ThatIsDisposed_SaysSo()
    {
        var storage = new MemoryStorage();
        storage.CreateStudy("study", [Direction.Minimize]);
        storage.Dispose();

        Assert.Throws<ObjectDisposedException>(() => storage.ReadStudies());
        Assert.Throws<ObjectDisposedException>(() => storage.DeleteStudy(0));
    }

    protected override StudyStorage Open() => new View(_storage);

    /// <summary>The same memory, which stays when this is disposed.</summary>
    private sealed class View(MemoryStorage storage) : ForwardingStorage(storage)
    {
        protected override void RenameStudyCore(long study, string name) => Target.RenameStudy(study, name);

        protected override StoredStudy? FindStudyCore(string name) => Target.FindStudy(name);

        protected override IReadOnlyList<StoredTrial> CreateTrialsCore(long study, IReadOnlyList<StoredTrial> trials, int? number) =>
            Target.CreateTrials(study, trials, number);

        protected override IReadOnlyList<StoredTrial> ReadBestCore(long study, Direction direction, int count) =>
            Target.ReadBest(study, direction, count);
    }
}

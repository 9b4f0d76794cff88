using Trimtab.Files;
using Trimtab.Storages;

namespace Trimtab.Tests.Storages;

/// <summary>URLs of storages, and files that are none.</summary>
public sealed class StorageUrlTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("urls").FullName;

    private string Journal => Path.Combine(_folder, "study.log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Url_WithFourSlashes_HasAnAbsolutePath_AndWithThreeARelativeOne()
    {
        using var absolute = (JournalStorage)StudyStorage.Open($"journal:///{Journal}");
        using var driver = (JournalStorage)StudyStorage.Open($"journal+file:///{Journal}");
        using var relative = (JournalStorage)StudyStorage.Open("journal:///study-that-is-not-there.log");

        Assert.Equal([Journal, Journal], [absolute.Location, driver.Location]);
        Assert.Equal(Path.GetFullPath("study-that-is-not-there.log"), relative.Location);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData(" ", "is empty")]
    [InlineData("study.log", "must begin with a scheme")]
    [InlineData("journal:", "Got 'journal:' and nothing after it")]
    [InlineData("journal:///", "must have a path")]
    [InlineData("journal://study.log", "has no host")]
    [InlineData("journal::memory:", "open memory:")]
    [InlineData("journal:study.log;Mode=ReadOnly", "without options")]
    [InlineData("journal:///study.log?mode=ro", "without options")]
    [InlineData("journal:file:study.log", "without options")]
    public void Url_ThatNamesNoFile_IsRefusedWithTheRule(string url, string expected) =>
        Assert.Contains(expected, Assert.Throws<TrimtabException>(() => StudyStorage.Open(url)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("Host=db;Username=me;Password=s3cret")]
    [InlineData("Host=db;Password=s3cret;Options=a:b")]
    [InlineData("s3cret@host:5432/db")]
    [InlineData("//me:s3cret@host/db")]
    public void Url_WithoutAScheme_IsNotShown(string url) =>
        Assert.DoesNotContain("s3cret", Assert.Throws<TrimtabException>(() => StudyStorage.Open(url)).Message, StringComparison.Ordinal);

    [Fact]
    public void File_ThatIsAFolder_OrInOneThatIsMissing_IsAnErrorThatNamesIt()
    {
        Assert.Contains(
            $"'{_folder}' is a folder",
            Assert.Throws<TrimtabException>(() => new JournalStorage(_folder)).Message,
            StringComparison.Ordinal);
        string missing = Path.Combine(_folder, "missing");
        Assert.Contains(
            $"'{missing}' does not",
            Assert.Throws<TrimtabException>(() => new JournalStorage(Path.Combine(missing, "a.log"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Lock_ThatIsAFolder_IsAnErrorThatNamesIt()
    {
        Directory.CreateDirectory(Journal + ".lock");
        using var storage = new JournalStorage(Journal);

        var error = Assert.Throws<StorageException>(() => storage.CreateStudy("study", [Direction.Minimize]));

        Assert.Contains($"'{Journal}.lock' is a folder", error.Message, StringComparison.Ordinal);
    }

    /// <summary>It is removed by Python at any moment.</summary>
    [Fact]
    public async Task LockFile_ThatIsRemovedMeanwhile_IsThere_OrIsCreated()
    {
        var file = new LockFile(Journal + ".lock");
        var token = TestContext.Current.CancellationToken;
        int created = 0;

        await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Task.Run(
            () =>
            {
                for (int i = 0; i < 5000; i++)
                {
                    if (file.TryCreate("x"))
                    {
                        Interlocked.Increment(ref created);
                        File.Delete(Journal + ".lock");
                    }
                }
            },
            token)));

        Assert.True(created > 0);
    }

    [Fact]
    public void Lock_ThatAnotherProgramHoldsForLong_IsAnErrorThatNamesIt()
    {
        using var held = SharedFile.OpenExclusive(Journal + ".trimtab-lock");
        using var storage = new JournalStorage(Journal, new FastClock());

        var error = Assert.Throws<StorageException>(() => storage.CreateStudy("study", [Direction.Minimize]));

        Assert.Contains($"Another one has held '{Journal}.trimtab-lock'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Study_ThatIsDeletedElsewhere_IsAnErrorThatNamesIt()
    {
        using StudyStorage one = new JournalStorage(Journal), other = new JournalStorage(Journal);
        var study = Study.Open(one, new() { Name = "bowl" });
        var trial = study.Ask();
        new StudyCatalog(other).Delete("bowl");

        foreach (Action act in new Action[] { () => study.Ask(), study.Refresh, () => trial.Tell(1), () => _ = study.Artifacts })
        {
            Assert.Contains("'bowl' was deleted", Assert.Throws<TrimtabException>(act).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Storage_ThatIsDisposed_SaysSo()
    {
        var storage = new JournalStorage(Journal);
        storage.Dispose();

        Assert.Throws<ObjectDisposedException>(() => storage.CreateStudy("study", [Direction.Minimize]));
        Assert.Throws<ObjectDisposedException>(() => storage.ReadStudies());
    }

    /// <summary>Ten seconds pass whenever it is read.</summary>
    private sealed class FastClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _now, TimeSpan.TicksPerSecond * 10);
    }
}

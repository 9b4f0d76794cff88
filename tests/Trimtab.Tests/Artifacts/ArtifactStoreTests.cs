using Trimtab.Artifacts;
using Trimtab.Storages;

namespace Trimtab.Tests.Artifacts;

public sealed class ArtifactStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("artifacts").FullName;

    private string Files => Path.Combine(_folder, "files");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("memory:")]
    [InlineData("journal:")]
    [InlineData("")]
    public void Upload_ToATrialAndAStudy_IsListedAndReadAgain(string url)
    {
        using var storage = url.Length == 0 ? null : StudyStorage.Open(url == "memory:" ? url : url + Path.Combine(_folder, "study.log"));
        var study = storage is null ? new Study() : Study.Open(storage, new());
        var store = new ArtifactStore(Files);
        string source = Path.Combine(_folder, "data.csv.gz");
        File.WriteAllBytes(source, [1, 2, 3]);
        var live = study.Ask();

        var first = store.Upload(live, source);
        var second = store.Upload(live, new MemoryStream("abc"u8.ToArray()), "é.txt");
        var ofStudy = store.Upload(study, source, "text/plain", "br");
        Assert.Equal([first, second], live.Artifacts);
        live.Tell(1);

        var again = storage is null ? study : Study.Open(storage, new());
        Assert.Equal([first, second], again[0].Artifacts);
        Assert.Equal([ofStudy], again.Artifacts);
        Assert.Equal(("data.csv.gz", "text/csv", "gzip", 3L), (first.FileName, first.MediaType, first.Encoding, first.Length));
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", second.Sha256); // FIPS 180-2, appendix B.1
        Assert.Equal(("text/plain", "br"), (ofStudy.MediaType, ofStudy.Encoding));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(Files, first.Id)));
        Assert.Equal(Path.Combine(_folder, "é.txt"), store.Download(second, _folder));
        Assert.Equal("abc", File.ReadAllText(Path.Combine(_folder, "é.txt")));
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", first.Id);
    }

    /// <summary>The text is what Python 3.11 prints of json.dumps(json.dumps(...)) with Optuna's fields.</summary>
    [Fact]
    public void Upload_WritesOptunasAttribute_AndItsChecksumBeside()
    {
        using var storage = new MemoryStorage();
        var study = Study.Open(storage, new());
        var live = study.Ask();

        string id = new ArtifactStore(Files).Upload(live, new MemoryStream("abc"u8.ToArray()), "é.txt").Id;

        var system = storage.ReadTrials(0, -1, []).Single().SystemAttributes;
        Assert.Equal(
            $$"""
            "{\"artifact_id\": \"{{id}}\", \"filename\": \"\\u00e9.txt\", \"mimetype\": \"text/plain\", \"encoding\": null}"
            """,
            system[$"artifacts:{id}"]);
        Assert.Equal(
            """{"length": 3, "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}""",
            system[$"trimtab:artifact:{id}"]);
    }

    [Fact]
    public void Upload_OfMoreThanTheLimit_IsRefused_AndLeavesNothing()
    {
        var live = new Study().Ask();
        var store = new ArtifactStore(Files, new() { MaxLength = 3 });
        store.Upload(live, new MemoryStream(new byte[3]), "a");

        var error = Assert.Throws<TrimtabException>(() => store.Upload(live, new MemoryStream(new byte[4]), "b"));

        Assert.Contains("at most 3 bytes", error.Message, StringComparison.Ordinal);
        Assert.Single(Directory.GetFileSystemEntries(Files));
        Assert.Single(live.Artifacts);
    }

    [Fact]
    public void Upload_ThatFailsOnTheWay_LeavesNothing()
    {
        var live = new Study().Ask();
        var store = new ArtifactStore(Files);
        live.Tell(1);

        Assert.Throws<TrimtabException>(() => store.Upload(live, new MemoryStream(new byte[4]), "a")); // it has ended
        Assert.Throws<IOException>(() => store.Upload(new Study(), new FailingStream(), "a"));
        Assert.Throws<FileNotFoundException>(() => store.Upload(new Study(), Path.Combine(_folder, "none")));

        Assert.Empty(Directory.GetFileSystemEntries(Files));
    }

    [Fact]
    public void Upload_ToATrialThatIsAnothers_LeavesNothing()
    {
        using var storage = new MemoryStorage();
        var live = Study.Open(storage, new()).Ask();
        storage.Write(0, 0, new() { IsReleased = true });

        Assert.Throws<LostTrialException>(() => new ArtifactStore(Files).Upload(live, new MemoryStream(new byte[4]), "a"));

        Assert.Empty(Directory.GetFileSystemEntries(Files));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("..\\a")]
    [InlineData("c:a")]
    [InlineData("a\0")]
    [InlineData("a\n")]
    public void FileNames_ThatArePaths_AreRefused(string name)
    {
        var store = new ArtifactStore(Files);
        var made = store.Upload(new Study(), new MemoryStream(new byte[4]), "a");

        Assert.Throws<TrimtabException>(() => store.Upload(new Study(), new MemoryStream(new byte[4]), name));
        Assert.Throws<TrimtabException>(() => store.Download(made with { FileName = name }, _folder));
        Assert.Single(Directory.GetFileSystemEntries(Files));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../secret")]
    [InlineData("..\\secret")]
    [InlineData("/etc/hostname")]
    [InlineData("a/../../secret")]
    [InlineData("link")]
    public void Ids_ThatLeaveTheFolder_AreRefused(string id)
    {
        var store = new ArtifactStore(Files);
        string secret = Path.Combine(_folder, "secret");
        File.WriteAllText(secret, "secret");
        File.CreateSymbolicLink(Path.Combine(Files, "link"), secret);
        using var storage = new MemoryStorage();
        storage.CreateStudy("study", [Direction.Minimize]);
        string json = PythonText.Quote(
            $"{{\"artifact_id\": {PythonText.Quote(id)}, \"filename\": \"a\", \"mimetype\": \"b\", \"encoding\": null}}");
        storage.CreateTrial(0, new() { SystemAttributes = new Dictionary<string, string> { [$"artifacts:{id}"] = json } });
        var foreign = Study.Open(storage, new())[0].Artifacts.Single();

        Assert.Equal(id, foreign.Id);
        Assert.Throws<TrimtabException>(() => store.Contains(foreign));
        Assert.Throws<TrimtabException>(() => store.OpenRead(foreign));
        Assert.Throws<TrimtabException>(() => store.Download(foreign, Path.Combine(_folder, "copy")));
        Assert.Throws<TrimtabException>(() => store.Remove(foreign));
        Assert.Equal("secret", File.ReadAllText(secret));
    }

    [Fact]
    public void Download_OfAFileThatWasChanged_IsRefused_AndLeavesNothing()
    {
        var store = new ArtifactStore(Files);
        var artifact = store.Upload(new Study(), new MemoryStream(new byte[4]), "a");
        string copy = Path.Combine(_folder, "copy");
        File.WriteAllBytes(Path.Combine(Files, artifact.Id), [0, 0, 1, 0]);

        var error = Assert.Throws<TrimtabException>(() => store.Download(artifact, copy));
        Assert.Contains("SHA-256", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(copy));
        Assert.Equal(copy, store.Download(artifact with { Sha256 = null }, copy)); // of another program
        Assert.Throws<TrimtabException>(() => store.Download(artifact with { Sha256 = null }, copy));
    }

    [Fact]
    public void Remove_DeletesTheFile_AndTheTrialStillListsIt()
    {
        var store = new ArtifactStore(Files);
        var study = new Study();
        var artifact = store.Upload(study, new MemoryStream(new byte[4]), "a");

        store.Remove(artifact);
        store.Remove(artifact);

        Assert.False(store.Contains(artifact));
        Assert.Equal([artifact], study.Artifacts);
        Assert.Contains(artifact.Id, Assert.Throws<TrimtabException>(() => store.OpenRead(artifact)).Message, StringComparison.Ordinal);
    }

    /// <summary>The dashboard of Optuna sets what it removes to "null"; other texts are of no known program.</summary>
    [Theory]
    [InlineData("\"null\"")]
    [InlineData("null")]
    [InlineData("3")]
    [InlineData("\"\"")]
    [InlineData("\"{}\"")]
    [InlineData("\"{\\\"artifact_id\\\": 3, \\\"filename\\\": null, \\\"mimetype\\\": [], \\\"encoding\\\": 0}\"")]
    public void Artifacts_ThatAreNone_AreLeftOut(string json)
    {
        using var storage = new MemoryStorage();
        long id = storage.CreateStudy("study", [Direction.Minimize]);
        storage.SetStudyAttribute(id, AttributeKind.System, "artifacts:1", json);
        storage.CreateTrial(id, new() { SystemAttributes = new Dictionary<string, string> { ["artifacts:1"] = json } });

        var study = Study.Open(storage, new());

        Assert.Empty(study.Artifacts);
        Assert.Empty(study[0].Artifacts);
    }

    [Fact]
    public void Store_RemovesWhatAKilledProcessHasLeft_AndNothingElse()
    {
        Directory.CreateDirectory(Files);
        File.WriteAllText(Path.Combine(Files, "x.trimtab-tmp"), "half");
        File.WriteAllText(Path.Combine(Files, "other"), "whole");

        var store = new ArtifactStore(Files);

        Assert.Equal([Path.Combine(store.Folder, "other")], Directory.GetFiles(Files));
    }

    [Fact]
    public void Copies_OfTrialsAndStudies_KeepTheirArtifacts()
    {
        using var storage = new MemoryStorage();
        var study = Study.Open(storage, new());
        var store = new ArtifactStore(Files);
        var live = study.Ask();
        var artifact = store.Upload(live, new MemoryStream("a"u8.ToArray()), "a");
        live.Tell(1);

        new StudyCatalog(storage).Copy(study.Name, storage, "copy");
        var other = Study.Open(storage, new() { Name = "other" });
        other.WarmStart(study);

        Assert.Equal([artifact], Study.Open(storage, new() { Name = "copy" })[0].Artifacts);
        Assert.Equal([artifact], Study.Open(storage, new() { Name = "other" })[0].Artifacts);
    }

    private sealed class FailingStream : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer[0] = 1;
            return Position++ == 0 ? 1 : throw new IOException("The disk has failed.");
        }
    }
}

using Trimtab.Files;

namespace Trimtab.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("files").FullName;

    private string FilePath => Path.Combine(_folder, "file.txt");

    private IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(_folder).Select(path => Path.GetFileName(path)!);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Write_TwiceAndAsync_ReplacesWhatWasThere()
    {
        AtomicFile.Write(FilePath, "one");
        AtomicFile.Write(FilePath, "two"u8);
        Assert.Equal("two", File.ReadAllText(FilePath));

        await AtomicFile.WriteAsync(FilePath, "é\n", TestContext.Current.CancellationToken);

        Assert.Equal([0xC3, 0xA9, (byte)'\n'], File.ReadAllBytes(FilePath));
        Assert.Equal(["file.txt"], Names);
    }

    [Fact]
    public void Writer_ThatIsNotCommitted_LeavesWhatWasThereAndNothingElse()
    {
        AtomicFile.Write(FilePath, "before");
        using (var file = new AtomicFile(FilePath))
        {
            file.Write("half of"u8);
            Assert.Equal(2, Names.Count());
        }

        Assert.Equal("before", File.ReadAllText(FilePath));
        Assert.Equal(["file.txt"], Names);
    }

    [Fact]
    public void Write_OntoAFolder_SaysSoAndLeavesNothing()
    {
        Directory.CreateDirectory(FilePath);

        var error = Assert.Throws<IOException>(() => AtomicFile.Write(FilePath, "text"));

        Assert.StartsWith($"'{FilePath}' can't be written: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(["file.txt"], Names);
    }

    [Fact]
    public void Write_IntoAMissingFolder_IsAnIOException() =>
        Assert.Throws<IOException>(() => AtomicFile.Write(Path.Combine(_folder, "missing", "file"), "text"));

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public void Path_ThatCannotNameAFile_IsAnArgumentException(string path)
    {
        Assert.Throws<ArgumentException>(() => AtomicFile.Write(path, "text"));
        Assert.Throws<ArgumentException>(() => SharedFile.ReadAllBytes(path));
        Assert.Throws<ArgumentException>(() => SharedFile.Append(path, []));
    }

    [Fact]
    public void Write_ToALinkToNowhere_ReplacesTheLink()
    {
        File.CreateSymbolicLink(FilePath, Path.Combine(_folder, "nowhere"));

        AtomicFile.Write(FilePath, "text");

        Assert.Equal("text", File.ReadAllText(FilePath));
        Assert.Equal(["file.txt"], Names);
    }

    [Fact]
    public void Write_OfALongName_Works()
    {
        string path = Path.Combine(_folder, new string('n', 250));

        AtomicFile.Write(path, "text");

        Assert.Equal("text", File.ReadAllText(path));
    }

    [Fact]
    public void Write_ByTwoProcessesAndThisOne_IsAlwaysOneWholeText()
    {
        AtomicFile.Write(FilePath, OtherProcess.TextOf(0));
        using OtherProcess one = new("file", FilePath, times: 100), other = new("file", FilePath, times: 100);
        for (int i = 0; i < 50 || !one.HasEnded || !other.HasEnded; i++)
        {
            AtomicFile.Write(FilePath, OtherProcess.TextOf(i));
            byte[] read = SharedFile.ReadAllBytes(FilePath);

            Assert.Equal(200_000, read.Length);
            Assert.Equal(-1, read.AsSpan().IndexOfAnyExcept(read[0]));
        }

        Assert.Equal("", one.Said() + other.Said());
        Assert.Equal(["file.txt"], Names);
    }

    [Fact]
    public void RemoveAbandoned_AfterKills_RemovesTheirFilesAndNotThoseBeingWritten()
    {
        AtomicFile.Write(FilePath, OtherProcess.TextOf(0));
        for (int kill = 0; kill < 5; kill++)
        {
            using var process = new OtherProcess("file", FilePath, times: 10_000);
            process.Kill();
        }

        using var writer = new AtomicFile(FilePath);
        AtomicFile.RemoveAbandoned(_folder);
        Assert.Equal(2, Names.Count());
        writer.Write("text"u8);
        writer.Commit();

        Assert.Equal("text", File.ReadAllText(FilePath));
        Assert.Equal(["file.txt"], Names);
        AtomicFile.RemoveAbandoned(Path.Combine(_folder, "missing"));
    }

    [Fact]
    public void OpenRead_WhileItIsReplacedAndDeleted_ReadsWhatWasOpened()
    {
        AtomicFile.Write(FilePath, "before");
        using var reader = new StreamReader(SharedFile.OpenRead(FilePath));
        AtomicFile.Write(FilePath, "after");
        File.Delete(FilePath);

        Assert.Equal("before", reader.ReadToEnd());
    }

    [Fact]
    public void Open_OfAFileHeldByAnother_IsTriedAgain()
    {
        AtomicFile.Write(FilePath, "text");
        using var held = SharedFile.OpenExclusive(FilePath);
        int attempts = 0;

        using var file = SharingViolation.Retry(() =>
        {
            if (++attempts == 3)
            {
                held.Dispose();
            }

            return new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        });

        Assert.Equal(3, attempts);
        Assert.Equal("text"u8.ToArray(), SharedFile.ReadAllBytes(file));
    }
}

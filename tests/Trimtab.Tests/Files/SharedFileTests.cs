using System.Diagnostics;
using Trimtab.Files;

namespace Trimtab.Tests.Files;

/// <summary>Reading, appending, deleting and locking beside others, and what is refused.</summary>
public sealed class SharedFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shared").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Opened for reading alone, a pipe would wait for a writer for ever.</summary>
    [Fact]
    public void OpenRead_OfAPipe_IsRefusedAtOnce()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // no named pipes in folders
        }

        string path = Path.Combine(_folder, "pipe");
        using (var making = Process.Start("mkfifo", path))
        {
            making.WaitForExit();
        }

        var error = Assert.Throws<IOException>(() => SharedFile.OpenRead(path));
        Assert.Contains("must be a regular file", error.Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => SharedFile.ReadAllBytes(path));
    }

    [Fact]
    public void OpenRead_OfAnEmptyFile_ReadsNothing()
    {
        string path = Path.Combine(_folder, "empty");
        File.WriteAllText(path, "");

        Assert.Empty(SharedFile.ReadAllBytes(path));
    }

    [Fact]
    public void Append_ToAMissingFileAndAgain_AddsAtTheEnd()
    {
        string path = Path.Combine(_folder, "log");

        SharedFile.Append(path, "one,"u8);
        SharedFile.Append(path, []);
        SharedFile.Append(path, "two"u8);

        Assert.Equal("one,two"u8, SharedFile.ReadAllBytes(path));
    }

    [Fact]
    public void Append_WhileAReaderHasTheFileOpen_Works()
    {
        string path = Path.Combine(_folder, "log");
        SharedFile.Append(path, "one"u8);
        using var reader = SharedFile.OpenRead(path);

        SharedFile.Append(path, "two"u8);

        Assert.Equal(6, reader.Length);
    }

    [Fact]
    public void Append_IntoAMissingFolder_IsAnIOException() =>
        Assert.ThrowsAny<IOException>(() => SharedFile.Append(Path.Combine(_folder, "missing", "log"), "one"u8));

    [Fact]
    public void OpenReadIfExists_OfNothingToRead_IsNull()
    {
        string empty = Path.Combine(_folder, "empty"), full = Path.Combine(_folder, "full"), link = Path.Combine(_folder, "link");
        File.WriteAllText(empty, "");
        File.WriteAllText(full, "text");

        Assert.Null(SharedFile.OpenReadIfExists(Path.Combine(_folder, "missing")));
        Assert.Null(SharedFile.OpenReadIfExists(Path.Combine(_folder, "missing", "file")));
        Assert.Null(SharedFile.OpenReadIfExists(empty));
        using var file = SharedFile.OpenReadIfExists(full);
        Assert.Equal(4, file!.Length);
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(link, Path.Combine(_folder, "nowhere"));
            Assert.Null(SharedFile.OpenReadIfExists(link));
        }
    }

    [Fact]
    public void Delete_OfAFileAndOfNothing_LeavesNothing()
    {
        string path = Path.Combine(_folder, "file");
        File.WriteAllText(path, "text");

        SharedFile.Delete(path);
        SharedFile.Delete(path);

        Assert.False(File.Exists(path));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public void Path_ThatCannotNameAFile_IsAnArgumentException(string path)
    {
        Assert.Throws<ArgumentException>(() => SharedFile.OpenRead(path));
        Assert.Throws<ArgumentException>(() => SharedFile.OpenReadIfExists(path));
        Assert.Throws<ArgumentException>(() => SharedFile.ReadAllBytes(path));
        Assert.Throws<ArgumentException>(() => SharedFile.Append(path, "text"u8));
        Assert.Throws<ArgumentException>(() => SharedFile.Delete(path));
    }

    [Fact]
    public void FileLock_WhileHeld_ExcludesOthersAndEndsWithDispose()
    {
        string path = Path.Combine(_folder, "data.lock");

        using (new FileLock(path))
        {
            Assert.ThrowsAny<IOException>(() => SharedFile.OpenExclusive(path));
        }

        using (new FileLock(path))
        {
        }

        Assert.Equal(0, new FileInfo(path).Length); // it remains, empty
    }

    [Fact]
    public void Retry_OfAnErrorThatIsNoSharingViolation_IsNotRepeated()
    {
        int attempts = 0;

        Assert.Throws<FileNotFoundException>(() => SharingViolation.Retry<int>(() =>
        {
            attempts++;
            throw new FileNotFoundException();
        }));

        Assert.Equal(1, attempts);
    }
}

using System.Diagnostics;
using Trimtab.Files;

namespace Trimtab.Tests.Files;

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

        Assert.Contains("must be a regular file", Assert.Throws<IOException>(() => SharedFile.OpenRead(path)).Message, StringComparison.Ordinal);
        Assert.Throws<IOException>(() => SharedFile.ReadAllBytes(path));
    }

    [Fact]
    public void OpenRead_OfAnEmptyFile_ReadsNothing()
    {
        string path = Path.Combine(_folder, "empty");
        File.WriteAllText(path, "");

        Assert.Empty(SharedFile.ReadAllBytes(path));
    }
}

using System.Security.Cryptography;
using System.Text;
using Trimtab.Caching;

namespace Trimtab.Tests.Caching;

/// <summary>Snapshots damaged anywhere: whole or not there.</summary>
public class SnapshotFuzzTests : ReaderFuzz, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshots").FullName;

    protected override IReadOnlyList<byte[]> Whole
    {
        get
        {
            new FolderSnapshots(_folder).Keep(
                new("a", 2, 5, [new(1, new Dictionary<string, double> { ["loss"] = 0.5 })], [1, 2, 3, 10, 4]), long.MaxValue);
            return [File.ReadAllBytes(SnapshotFile)];
        }
    }

    private string SnapshotFile => Path.Combine(_folder, $"snapshots-{EngineRevision.Current}", "a.snapshot");

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void Read(byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(SnapshotFile)!);
        File.WriteAllBytes(SnapshotFile, bytes);
        if (new FolderSnapshots(_folder).Find("a") is { } found)
        {
            Assert.True(found.Epoch > 0);
            Assert.All(found.Epochs, report => Assert.NotNull(report.Metrics));
            Assert.NotNull(found.State);
        }
    }

    protected override bool IsDocumented(Exception error) => false;
}

/// <summary>Snapshots whose checksum is right and whose content is not.</summary>
public sealed class SealedSnapshotFuzzTests : SnapshotFuzzTests
{
    protected override IReadOnlyList<byte[]> Whole => [base.Whole[0][65..]];

    protected override void Read(byte[] bytes) =>
        base.Read([.. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes))), (byte)'\n', .. bytes]);
}

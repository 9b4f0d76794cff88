using Trimtab.Networks.Datasets;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests.Datasets;

/// <summary>IDX files, plain and gzipped, damaged anywhere.</summary>
public sealed class IdxFileFuzzTests : ReaderFuzz, IDisposable
{
    private readonly IdxFiles _files = new();

    protected override IReadOnlyList<byte[]> Whole =>
    [
        IdxFiles.Images(2, 5, 5), IdxFiles.Gzip(IdxFiles.Images(2, 5, 5)), IdxFiles.Images(1, 3, 4)
    ];

    protected override int Mutations => 1500;

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Path_WithANulCharacter_IsAnArgumentException() =>
        await Assert.ThrowsAsync<ArgumentException>(() => IdxFile.ReadImagesAsync("a\0b", TestContext.Current.CancellationToken));

    protected override void Read(byte[] bytes)
    {
        string path = Path.Combine(_files.Folder, "file");
        File.WriteAllBytes(path, bytes);
        IdxFile.ReadImagesAsync(path).GetAwaiter().GetResult();
    }

    protected override bool IsDocumented(Exception error) => error is DatasetException;
}

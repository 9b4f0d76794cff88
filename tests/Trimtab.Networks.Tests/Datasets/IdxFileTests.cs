using Trimtab.Networks.Datasets;

namespace Trimtab.Networks.Tests.Datasets;

public sealed class IdxFileTests : IDisposable
{
    private readonly IdxFiles _files = new();

    public static TheoryData<string, byte[], string> BadImages() => new()
    {
        { "empty", [], "must have a header of 16 bytes. 'FILE' ends after 0." },
        { "cut-header", IdxFiles.Header(0x803, 2), "must have a header of 16 bytes. 'FILE' ends after 8." },
        {
            "labels",
            IdxFiles.Labels(1, 2),
            "must start with 0x00000803. 'FILE' starts with 0x00000801. That is a file of labels: are the two swapped?"
        },
        { "text", "<html>not found</html>"u8.ToArray(), "'FILE' starts with 0x3C68746D. That is not an IDX file of unsigned bytes" },
        { "floats", IdxFiles.Header(0xD03, 1, 1, 1), "must start with 0x00000803. 'FILE' starts with 0x00000D03" },
        { "no-images", IdxFiles.Header(0x803, 0, 28, 28), "must have sizes of 1 or more" },
        { "no-columns", IdxFiles.Header(0x803, 1, 28, 0), "'FILE' has 1×28×0" },
        { "negative", IdxFiles.Header(0x803, -1, 28, 28), "'FILE' has 4294967295×28×28" },
        { "overflow", IdxFiles.Header(0x803, int.MaxValue, int.MaxValue, int.MaxValue), "at most 2147483591 bytes in all" },
        { "short", IdxFiles.Images(2)[..^1], "must be as long as its header says: 2×28×28 bytes. 'FILE' is too short for that" },
        { "short-in-gzip", IdxFiles.Gzip(IdxFiles.Images(2)[..^1]), "2×28×28 bytes. 'FILE' ends after 1567." },
        { "liar-in-gzip", IdxFiles.Gzip(IdxFiles.Header(0x803, 2_000_000, 28, 28)), "'FILE' is too short for that" },
        { "long", [.. IdxFiles.Images(2), 0], "must end where its header says. 'FILE' goes on after 2×28×28 bytes" },
        { "long-in-gzip", IdxFiles.Gzip([.. IdxFiles.Images(2), 0]), "'FILE' goes on after 2×28×28 bytes" },
        { "cut-gzip", IdxFiles.Gzip(IdxFiles.Images(9))[..100], "images must be as long as its header says: 9×28×28 bytes. 'FILE'" },
        { "corrupt-gzip", Flip(IdxFiles.Gzip(IdxFiles.Images(9)), at: 60), "must decompress completely. 'FILE' is corrupt" },
        { "wrong-sum", Flip(IdxFiles.Gzip(IdxFiles.Images(9)), at: ^6), "must decompress completely. 'FILE' is corrupt" },
    };

    [Theory]
    [MemberData(nameof(BadImages))]
    public async Task ReadImages_OfBadFile_SaysWhatIsWrong(string name, byte[] content, string message)
    {
        string path = _files.Write(name, content);

        var error = await Assert.ThrowsAsync<DatasetException>(() => IdxFile.ReadImagesAsync(path, TestContext.Current.CancellationToken));

        Assert.Contains(message.Replace("FILE", path, StringComparison.Ordinal), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadImages_OfMissingFile_NamesIt()
    {
        string path = Path.Combine(_files.Folder, "nowhere");

        var error = await Assert.ThrowsAsync<DatasetException>(() => IdxFile.ReadImagesAsync(path, TestContext.Current.CancellationToken));

        Assert.Contains($"must be readable. '{path}' is not", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadLabels_OfImages_SaysTheyAreSwapped()
    {
        string path = _files.Write("images", IdxFiles.Images(1));

        var error = await Assert.ThrowsAsync<DatasetException>(() => IdxFile.ReadLabelsAsync(path, TestContext.Current.CancellationToken));

        Assert.Contains("That is a file of images: are the two swapped?", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ReadImages_PlainOrGzipped_GivesTheSameBytes(bool gzipped)
    {
        byte[] content = IdxFiles.Images(3, 2, 5);
        string path = _files.Write("any-name", gzipped ? IdxFiles.Gzip(content) : content);

        var images = await IdxFile.ReadImagesAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal((3, 2, 5), (images.Count, images.Rows, images.Columns));
        Assert.Equal(content[16..], images.Pixels.ToArray());
    }

    [Fact]
    public async Task ReadPair_OfDifferentCounts_NamesBothFiles()
    {
        string images = _files.Write("images", IdxFiles.Images(3)), labels = _files.Write("labels", IdxFiles.Labels(1, 2));

        var error = await Assert.ThrowsAsync<DatasetException>(() => IdxFile.ReadPairAsync(
            images, labels, TestContext.Current.CancellationToken));

        Assert.Contains($"Got 3 images in '{images}' and 2 labels in '{labels}'", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _files.Dispose();

    private static byte[] Flip(byte[] content, Index at)
    {
        content[at] ^= 0xFF;
        return content;
    }
}

using System.Net;
using System.Security.Cryptography;
using Trimtab.Networks.Datasets;
using Trimtab.Tests;

namespace Trimtab.Networks.Tests.Datasets;

public sealed class MirrorDownloadTests : IDisposable
{
    private static readonly Dictionary<string, byte[]> _set = IdxFiles.Set();

    private readonly IdxFiles _files = new();

    private string Cache => Path.Combine(_files.Folder, "tiny");

    [Fact]
    public async Task Load_FromGoodMirror_DownloadsOnceThenFindsTheCache()
    {
        var mirrors = FakeMirrors.Serving(new() { ["a"] = Packed });

        var first = await LoadAsync(mirrors);
        var second = await LoadAsync(mirrors);

        Assert.Equal(
            [
                "http://a/x/train-images-idx3-ubyte.gz", "http://a/x/train-labels-idx1-ubyte.gz", "http://a/x/t10k-images-idx3-ubyte.gz",
                "http://a/x/t10k-labels-idx1-ubyte.gz",
            ],
            mirrors.Asked);
        Assert.Equal($"downloaded from http://a/x to {Cache}", first.Source);
        Assert.Equal($"files in {Cache}", second.Source);
        Assert.Equal(first.Train.Fingerprint, second.Train.Fingerprint);
        Assert.Equal((20, 10), (second.Train.Count, second.Test.Count));
    }

    [Fact]
    public async Task Load_WithBadChecksumAtFirstMirror_TakesTheNextAndStaysWithIt()
    {
        var mirrors = FakeMirrors.Serving(new() { ["a"] = _ => IdxFiles.Gzip([1, 2, 3]), ["b"] = name => _set[name[..^3]] });

        var loaded = await LoadAsync(mirrors);

        Assert.Equal(["a", "b", "b", "b", "b"], mirrors.Asked.Select(address => new Uri(address).Host));
        Assert.Equal($"downloaded from http://b/y/ to {Cache}", loaded.Source);
        Assert.Equal(4, Directory.GetFiles(Cache).Length);
    }

    [Fact]
    public async Task Load_WithPartOfTheCache_DownloadsTheRest()
    {
        _files.Write("tiny/train-images.idx3-ubyte", _set[ImageCollection.TrainImages]);
        var mirrors = FakeMirrors.Serving(new() { ["a"] = Packed });

        await LoadAsync(mirrors);

        Assert.Equal(3, mirrors.Asked.Count);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte")]
    [InlineData("t10k-labels-idx1-ubyte.gz")]
    public async Task Load_WithADamagedFileInTheCache_FetchesThatOneAgain(string damaged)
    {
        var mirrors = FakeMirrors.Serving(new() { ["a"] = Packed });
        var first = await LoadAsync(mirrors);
        _files.Write($"tiny/{damaged}", IdxFiles.Gzip(IdxFiles.Labels(1, 2, 3)));

        var second = await LoadAsync(mirrors);

        Assert.Equal(first.Train.Fingerprint, second.Train.Fingerprint);
        Assert.Equal(damaged.EndsWith(".gz", StringComparison.Ordinal) ? 5 : 4, mirrors.Asked.Count);
        Assert.Equal(4, Directory.GetFiles(Cache).Length);
    }

    [Fact]
    public async Task Load_WhenAllMirrorsFail_ListsPlacesFailuresAndWhatToDo()
    {
        var mirrors = new FakeMirrors((address, _) => address.Host == "a"
            ? new(HttpStatusCode.OK) { Content = new ByteArrayContent(IdxFiles.Gzip(IdxFiles.Images(9))[..50]) }
            : throw new HttpRequestException("no such host"));

        var error = await Assert.ThrowsAsync<DatasetException>(() => LoadAsync(mirrors));

        Assert.StartsWith(
            "Tiny was not found. train-images-idx3-ubyte.gz could not be downloaded.", error.Message, StringComparison.Ordinal);
        Assert.Contains($"'{Cache}' (cache): no such folder", error.Message, StringComparison.Ordinal);
        Assert.Contains("http://a/x/train-images-idx3-ubyte.gz: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("http://b/y/train-images-idx3-ubyte.gz: no such host", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            "name it with --data (Folder), or set TRIMTAB_DATA to the folder above 'tiny'", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Cache));
    }

    [Fact]
    public async Task Load_WhenCancelled_LeavesNothingBehind()
    {
        using var cancellation = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        string[] seen = [];
        var mirrors = new FakeMirrors((_, _) => new(HttpStatusCode.OK)
        {
            Content = new StallingContent(new byte[5000], () =>
            {
                seen = Directory.GetFiles(Cache);
                cancellation.Cancel();
            }),
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => LoadAsync(mirrors, cancellationToken: cancellation.Token));

        Assert.EndsWith(".trimtab-tmp", Assert.Single(seen), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Cache));
        Assert.Single(mirrors.Asked);
    }

    [Fact]
    public async Task Load_WhenAMirrorStalls_TakesTheNext()
    {
        var clock = new ManualClock();
        var mirrors = new FakeMirrors((address, _) => new(HttpStatusCode.OK)
        {
            Content = address.Host == "a"
                ? new StallingContent([1, 2, 3], clock.RingNext)
                : new ByteArrayContent(Packed(address.Segments[^1])),
        });

        var loaded = await LoadAsync(mirrors, clock);

        Assert.Equal($"downloaded from http://b/y/ to {Cache}", loaded.Source);
    }

    [Fact]
    public async Task Load_FromEndlessMirror_GivesUpOnIt()
    {
        var mirrors = new FakeMirrors((_, _) => new(HttpStatusCode.OK) { Content = new StreamContent(new EndlessStream()) });

        var error = await Assert.ThrowsAsync<DatasetException>(() => LoadAsync(mirrors));

        Assert.Contains("sent more than 67108864 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Load_WithProgress_TellsOfEveryFile()
    {
        var progress = new ProgressRecorder();

        await LoadAsync(FakeMirrors.Serving(new() { ["a"] = Packed }), progress: progress);

        Assert.Equal(ImageCollection.FileNames.Select(name => $"{name}.gz"), progress.Last.Keys);
        Assert.All(progress.Last.Values, last => Assert.Equal((last.TotalBytes, "a"), (last.BytesReceived, last.Mirror.Host)));
    }

    [Fact]
    public async Task Load_WithDownloadOff_AsksNoMirror()
    {
        var mirrors = FakeMirrors.Serving(new() { ["a"] = Packed });

        var error = await Assert.ThrowsAsync<DatasetException>(() => LoadAsync(mirrors, download: false));

        Assert.Contains("Downloading is disabled.", error.Message, StringComparison.Ordinal);
        Assert.Empty(mirrors.Asked);
    }

    [Fact]
    public async Task Load_WhenTheCacheCannotBeMade_SaysSo()
    {
        _files.Write("tiny", [1]);

        var error = await Assert.ThrowsAsync<DatasetException>(() => LoadAsync(FakeMirrors.Serving(new() { ["a"] = Packed })));

        Assert.Contains($"the cache folder '{Cache}' cannot be created", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Mirrors_OfRelativeAddress_AreRefused() =>
        Assert.Contains(
            "Got 'mnist/'",
            Assert.Throws<ArgumentException>(() => new MnistOptions { Mirrors = [new("mnist/", UriKind.Relative)] }).Message,
            StringComparison.Ordinal);

    public void Dispose() => _files.Dispose();

    private static byte[] Packed(string name) => IdxFiles.Gzip(_set[name[..^3]]);

    private Task<ImageDataset> LoadAsync(
        HttpMessageHandler handler,
        TimeProvider? clock = null,
        IProgress<DownloadProgress>? progress = null,
        bool download = true,
        CancellationToken? cancellationToken = null)
    {
        var tiny = Mnist.Collection with
        {
            Name = "Tiny",
            FolderName = "tiny",
            Mirrors = [new("http://a/x"), new("http://b/y/")],
            Sha256 = _set.ToDictionary(file => file.Key, file => Convert.ToHexStringLower(SHA256.HashData(file.Value))),
        };
        var options = new MnistOptions
        {
            CacheFolder = _files.Folder,
            HttpMessageHandler = handler,
            EnvironmentVariable = _ => null,
            TimeProvider = clock ?? new ManualClock(),
            Progress = progress,
            Download = download,
        };
        return ImageCollectionLoader.LoadAsync(tiny, options, null, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    private sealed class ProgressRecorder : IProgress<DownloadProgress>
    {
        public Dictionary<string, DownloadProgress> Last { get; } = [];

        public void Report(DownloadProgress value) => Last[value.File] = value;
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(buffer.Length);
    }
}
